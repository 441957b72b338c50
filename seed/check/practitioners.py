"""Practitioners: numbers that hold, and licences that are in force."""

import re
from collections.abc import Iterator
from datetime import timedelta

from msgspec import UNSET
from stdnum import luhn

from schema.practitioner import PRACTITIONER, Credential, PractitionerSource
from seed.check.days import check_days, find_day
from seed.check.edition import Edition
from seed.check.wording import count
from seed.mistake import Mistake
from seed.read.content import SourceFile

NPI = re.compile(r"[12][0-9]{9}")
NPI_CARD_PREFIX = "80840"
"""An NPI's check digit is that of a card number with this prefix (ISO 7812: US health)."""

TAXONOMY_CODE = re.compile(r"[0-9A-Z]{9}X")
REGULATED = ("acupuncture", "chiropractic")
"""Modalities for which a person needs a licence."""

EXPIRES_SOON = timedelta(days=60)
VERIFIED_LONG_AGO = timedelta(days=90)
"""The period in which US health plans verify entries of their directories."""

NOUNS = {
    "license": "Licence",
    "board-certification": "Certification",
    "degree": "Degree",
    "training": "Training",
}
File = SourceFile[PractitionerSource]


def check_practitioners(edition: Edition) -> Iterator[Mistake]:
    """See that numbers are well formed and that licences are recorded, in force and verified."""
    for file in edition.content.published(PRACTITIONER.name):
        yield from check_npi(file)
        yield from check_taxonomy_codes(file)
        yield from check_licences(file)
        for index, credential in enumerate(file.source.credentials):
            days = {each: getattr(credential, each) for each in ("valid_until", "verified_on")}
            yield from check_days(file, days, "credentials", index)
            yield from check_standing(file, index, credential, edition)
            yield from check_verified(file, index, credential, edition)


def check_npi(file: File) -> Iterator[Mistake]:
    """See that a National Provider Identifier has the form of one and its check digit."""
    npi = file.source.npi
    if npi and not NPI.fullmatch(npi):
        sentence = f'NPI "{npi}" is not ten digits that begin with 1 or 2. Copy it again.'
        yield file.mistake("PRC001", sentence, "npi")
    elif npi and not luhn.is_valid(NPI_CARD_PREFIX + npi):
        yield file.mistake("PRC001", f"NPI {npi} fails its check digit. Copy it again.", "npi")


def check_taxonomy_codes(file: File) -> Iterator[Mistake]:
    """See that taxonomy codes have the form of NUCC's."""
    for index, code in enumerate(file.source.taxonomy_codes):
        if not TAXONOMY_CODE.fullmatch(code):
            sentence = f'"{code}" is not a 10-character NUCC code. Write one like "171100000X".'
            yield file.mistake("PRC006", sentence, "taxonomy_codes", index)


def check_licences(file: File) -> Iterator[Mistake]:
    """See that a person has a licence for what the law regulates."""
    source = file.source
    licensed = {each.modality for each in source.credentials if each.kind == "license"}
    for index, modality in enumerate(source.modalities):
        is_licensed = modality in licensed or UNSET in licensed
        if source.kind == "person" and modality in REGULATED and not is_licensed:
            sentence = f'No licence recorded for {modality}. Add it to "credentials".'
            yield file.mistake("PRC004", sentence, "modalities", index)


def check_standing(
    file: File, index: int, credential: Credential, edition: Edition
) -> Iterator[Mistake]:
    """See that a credential is in force, and for a while yet."""
    is_licence = credential.kind == "license"
    name = f"{NOUNS[credential.kind]} {credential.number or f'of {credential.authority}'}"
    if is_licence and credential.status in {"suspended", "revoked"}:
        sentence = f"{name} is {credential.status}. Update it or withdraw the entry."
        yield file.mistake("PRC002", sentence, "credentials", index, "status")
    until = find_day(credential.valid_until)
    if until is None or until - edition.today > EXPIRES_SOON:
        return
    is_expired = until < edition.today
    verb = "expired" if is_expired else "expires"
    code = "PRC002" if is_expired and is_licence else "PRC003"
    advice = "Update it or withdraw the entry." if is_expired else "Have it renewed."
    sentence = f"{name} {verb} on {until}. {advice}"
    yield file.mistake(code, sentence, "credentials", index, "valid_until")


def check_verified(
    file: File, index: int, credential: Credential, edition: Edition
) -> Iterator[Mistake]:
    """See that somebody looked at a credential not long ago."""
    verified = find_day(credential.verified_on)
    if verified is not None and edition.today - verified > VERIFIED_LONG_AGO:
        days = count((edition.today - verified).days, "day")
        sentence = f"Last verified {days} ago. Verify it and write the new day."
        yield file.mistake("PRC003", sentence, "credentials", index, "verified_on")
