"""References as RIS: one tag a line, as reference managers read it."""

from collections.abc import Iterator

from msgspec import UnsetType

from schema.reference import CslDate, CslItem, CslName, CslType, Reference
from seed.representations.standing import STANDING

TYPES: dict[CslType, str] = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "legislation": "STAT",
    "paper-conference": "CPAPER",
    "post-weblog": "BLOG",
    "regulation": "STAT",
    "report": "RPRT",
    "software": "COMP",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
OTHER = "GEN"
LINE = "{}  - {}\r\n"


def write_ris(reference: Reference) -> bytes:
    """Write an entry; it ends with a line that is empty, so that entries can follow each other."""
    fields = [("TY", TYPES.get(reference.csl.type, OTHER)), *_fields(reference)]
    lines = [LINE.format(tag, " ".join(value.split())) for tag, value in fields]
    return "".join([*lines, "ER  - \r\n", "\r\n"]).encode()


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    csl = reference.csl
    yield "ID", reference.citation_key
    yield from (("AU", _write_name(each)) for each in csl.author or ())
    yield from (("A2", _write_name(each)) for each in csl.editor or ())
    if csl.issued:
        yield "PY", str(csl.issued.date_parts[0][0])
        yield "DA", _write_date(csl.issued)
    yield from ((tag, text) for tag, text in _texts(csl).items() if text)
    yield from _pages(csl)
    if csl.accessed:
        yield "Y2", _write_date(csl.accessed)
    if standing := STANDING.get(reference.status):
        yield "N1", standing
    if csl.note:
        yield "N1", csl.note


def _texts(csl: CslItem) -> dict[str, str | UnsetType]:
    is_journal = TYPES.get(csl.type) == "JOUR"
    return {
        "TI": csl.title,
        "JO" if is_journal else "T2": csl.container_title,
        "PB": csl.publisher or csl.authority,
        "CY": csl.publisher_place,
        "ET": csl.edition,
        "VL": csl.volume,
        "IS": csl.issue or csl.number,
        "SN": csl.issn or csl.isbn,
        "DO": csl.doi,
        "AN": csl.pmid,
        "C2": csl.pmcid,
        "UR": csl.url,
        "LA": csl.language,
    }


def _pages(csl: CslItem) -> Iterator[tuple[str, str]]:
    if csl.page:
        first, _, last = csl.page.replace("\N{EN DASH}", "-").partition("-")
        yield "SP", first.strip()
        if last:
            yield "EP", last.strip()


def _write_name(name: CslName) -> str:
    if name.literal or not name.family:
        return name.literal or name.given or ""
    return ", ".join(part for part in (name.family, name.given) if part)


def _write_date(date: CslDate) -> str:
    """Write a date as RIS has it: year, month and day, each followed by a slash.

    >>> _write_date(CslDate(date_parts=[[2020, 2]]))
    '2020/02//'
    """
    year, month, day = (*date.date_parts[0], None, None)[:3]
    parts = ("" if part is None else f"{part:02}" for part in (month, day))
    return "/".join([str(year), *parts, ""])
