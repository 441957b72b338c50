"""References, as clients may ask for them."""

from api.resources.about import ABOUT_TOPIC
from api.resources.field import choice, number, text
from api.resources.resource import Resource, reverse
from schema.article import ARTICLE
from schema.reference import REFERENCE, Completeness, CslType, ReferenceStatus
from schema.study import STUDY

REFERENCES = Resource(
    type=REFERENCE,
    description="Texts that statements rest on: CSL items, each with the status of the text.",
    fields=(
        text("citation_key", "The key that authors cite it by.", "irnich-2001"),
        choice("status", ReferenceStatus, "Whether the text still stands.", "retracted"),
        choice("completeness", Completeness, "Whether it has all that finds it.", "stub"),
        choice("csl_type", CslType, "CSL's type of item.", "article-journal"),
        number("year", "Year in which it came out.", 2001, is_optional=True),
    ),
    order=REFERENCE.order,
    order_words="by citation key",
    example_slug="irnich-2001",
    relations=(
        reverse("studies", STUDY, "references", "The studies that the text is about."),
        reverse("articles", ARTICLE, "references", "The articles that cite the text."),
    ),
    about=ABOUT_TOPIC,
)
