"""References, as clients may ask for them."""

from api.resources.resource import Resource, SortColumn, reverse
from schema.article import ARTICLE
from schema.reference import REFERENCE
from schema.study import STUDY

REFERENCES = Resource(
    type=REFERENCE,
    description="Texts that statements rest on: CSL items, each with the status of the text.",
    order=(SortColumn("citation_key", str),),
    order_words="by citation key",
    example_slug="irnich-2001",
    relations=(
        reverse("studies", STUDY, "references", "The studies that the text is about."),
        reverse("articles", ARTICLE, "references", "The articles that cite the text."),
    ),
)
