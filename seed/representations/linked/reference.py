"""References as creative works, with what they are part of and whether they stand."""

from schema.reference import CslDate, CslItem, CslName, CslType, Reference
from seed.representations.linked.terms import Node, listed, node, property_value
from seed.representations.standing import STANDING

TYPES: dict[CslType, str] = {
    "article-journal": "MedicalScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "regulation": "Legislation",
    "report": "Report",
    "software": "SoftwareApplication",
    "thesis": "Thesis",
    "webpage": "WebPage",
    "post-weblog": "BlogPosting",
}
OTHER = "CreativeWork"
PAGED = {"MedicalScholarlyArticle", "Article", "NewsArticle", "Chapter"}
DOI = "https://doi.org/{}"


def reference_node(reference: Reference, page: str | None = None) -> Node:
    """Make a reference; `page`, if there is one, is where it stands in a list, by its id."""
    csl = reference.csl
    type_ = TYPES.get(csl.type, OTHER)
    organisation = csl.publisher or csl.authority
    return {
        **node(
            type_,
            name=csl.title or reference.label,
            author=[person_node(each) for each in csl.author or ()],
            editor=[person_node(each) for each in csl.editor or ()],
            datePublished=write_date(csl.issued) if csl.issued else None,
            isPartOf=container_node(csl),
            pagination=csl.page if type_ in PAGED else None,
            publisher=node("Organization", name=organisation) if organisation else None,
            inLanguage=csl.language,
            sameAs=DOI.format(csl.doi) if csl.doi else None,
            url=csl.url,
            identifier=listed(*(property_value(*each) for each in _names(csl))),
            creativeWorkStatus=STANDING.get(reference.status),
        ),
        **({"@id": f"{page}#{reference.id}"} if page else {}),
    }


def _names(csl: CslItem) -> list[tuple[str, object]]:
    return [("DOI", csl.doi), ("PMID", csl.pmid), ("PMCID", csl.pmcid), ("ISBN", csl.isbn)]


def container_node(csl: CslItem) -> Node | None:
    """Make what a text is part of: an issue of a volume of a journal, or another work."""
    if not csl.container_title:
        return None
    is_journal = csl.type == "article-journal"
    whole = node(
        "Periodical" if is_journal else OTHER,
        name=csl.container_title,
        issn=csl.issn if is_journal else None,
    )
    if is_journal and csl.volume:
        whole = node("PublicationVolume", volumeNumber=csl.volume, isPartOf=whole)
    if is_journal and csl.issue:
        whole = node("PublicationIssue", issueNumber=csl.issue, isPartOf=whole)
    return whole


def person_node(name: CslName) -> Node:
    """Make an author: a person by the parts of the name, or an organisation."""
    if name.literal or not name.family:
        return node("Organization", name=name.literal or name.given)
    whole = " ".join(part for part in (name.given, name.family) if part)
    return node("Person", name=whole, familyName=name.family, givenName=name.given)


def write_date(date: CslDate) -> str:
    """Write a date as far as it is known.

    >>> write_date(CslDate(date_parts=[[2020, 2]]))
    '2020-02'
    """
    year, *rest = date.date_parts[0]
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])
