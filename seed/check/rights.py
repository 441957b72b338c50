"""Rights: nothing is handed on without its terms."""

from collections.abc import Iterator

from msgspec import UNSET

from schema.rights import NO_LICENSE
from seed.check.edition import Edition
from seed.check.wording import join_quoted
from seed.mistake import Mistake
from seed.read.content import SITE


def check_rights(edition: Edition) -> Iterator[Mistake]:
    """See that whatever partners may show has a licence and a credit."""
    site = edition.content.site.rights
    if site.syndicable and (missing := _missing(site.license, site.credit)):
        yield Mistake(SITE, 1, "RGT001", _sentence(missing))
    for file in edition.published():
        own = file.source.rights
        if not own:
            continue
        is_syndicable = site.syndicable if own.syndicable is UNSET else own.syndicable
        missing = _missing(own.license or site.license, own.credit or site.credit)
        if is_syndicable and missing:
            yield file.mistake("RGT001", _sentence(missing), "rights", "syndicable")


def _missing(license_: str, credit: str) -> list[str]:
    missing = ["license"] if license_.strip() in {"", NO_LICENSE} else []
    return missing if credit.strip() else [*missing, "credit"]


def _sentence(missing: list[str]) -> str:
    nothing = " and no ".join(missing)
    advice = f'Add {join_quoted(missing)} to "rights".'
    return f"Marked for syndication but no {nothing} is set. {advice}"
