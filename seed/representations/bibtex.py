"""References as BibTeX: types and fields that BibTeX and biblatex both know."""

from collections.abc import Iterator
from re import sub

from schema.reference import CslItem, CslName, CslType, Reference
from seed.representations.standing import STANDING

TYPES: dict[CslType, str] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "webpage": "online",
    "post-weblog": "online",
    "dataset": "dataset",
    "software": "software",
}
OTHER = "misc"
CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{each: f"\\{each}" for each in "&%$#_"},
}
"""What LaTeX would not print as it is. Letters beyond ASCII are UTF-8, as biber and BibTeX 0.99d
read it."""
VERBATIM = frozenset({"url", "doi", "eprint"})
"""Fields that are no text and must not be escaped, but for what BibTeX itself reads."""


def write_bibtex(reference: Reference) -> bytes:
    """Write an entry; its key is the citation key."""
    csl = reference.csl
    entry = TYPES.get(csl.type, OTHER)
    lines = [f"@{entry}{{{reference.citation_key},"]
    for name, value in _fields(reference, entry):
        text = _quote_address(value) if name in VERBATIM else value
        lines.append(f"  {name} = {{{text}}},")
    return "\n".join([*lines, "}", ""]).encode()


def _fields(reference: Reference, entry: str) -> Iterator[tuple[str, str]]:
    csl = reference.csl
    texts = {
        "title": csl.title,
        CONTAINERS.get(entry, "howpublished"): csl.container_title,
        "publisher": csl.publisher,
        "address": csl.publisher_place,
        "organization": csl.authority,
        "edition": csl.edition,
        "volume": csl.volume,
        "number": csl.issue or csl.number,
        "language": csl.language,
        "isbn": csl.isbn,
        "issn": csl.issn,
        "pmid": csl.pmid,
        "pmcid": csl.pmcid,
    }
    for role in ("author", "editor"):
        if names := getattr(csl, role):
            yield role, " and ".join(map(_write_name, names))
    yield from ((name, escape_latex(text)) for name, text in texts.items() if text)
    yield from _dates(csl)
    if csl.page:
        yield "pages", escape_latex(sub(r"\s*[-\N{EN DASH}]\s*", "--", csl.page))
    addresses = {"doi": csl.doi, "url": csl.url}
    yield from ((name, address) for name, address in addresses.items() if address)
    standing = STANDING.get(reference.status)
    if notes := [each for each in (standing, csl.note) if each]:
        yield "note", escape_latex(". ".join(notes))


def _dates(csl: CslItem) -> Iterator[tuple[str, str]]:
    if csl.issued:
        year, *rest = csl.issued.date_parts[0]
        yield "year", str(year)
        yield from ((name, str(part)) for name, part in zip(("month", "day"), rest, strict=False))
    if csl.accessed:
        yield "urldate", "-".join(f"{part:02}" for part in csl.accessed.date_parts[0])


def _write_name(name: CslName) -> str:
    """Write a person with the family name first, and an organisation as one word."""
    if name.literal or not name.family:
        return f"{{{escape_latex(name.literal or name.given or '')}}}"
    return ", ".join(escape_latex(part) for part in (name.family, name.given) if part)


def escape_latex(text: str) -> str:
    r"""Write text so that LaTeX prints it.

    >>> print(escape_latex("R&D, 50 %"))
    R\&D, 50 \%
    """
    return "".join(SPECIAL.get(each, each) for each in text)


def _quote_address(text: str) -> str:
    return text.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
