"""Studies, as clients may ask for them."""

from api.resources.about import ABOUT_TOPIC
from api.resources.field import choice, number, text
from api.resources.resource import Resource, forward, reverse
from schema.article import ARTICLE
from schema.reference import REFERENCE, ReferenceStatus
from schema.study import STUDY, StudyDesign, VerificationStatus
from schema.topic import TOPIC

STUDIES = Resource(
    type=STUDY,
    description=(
        "Research that was done, in PICO terms, with its sources and how far it was checked."
    ),
    fields=(
        text("title", "Name for readers.", "2024 systematic review"),
        choice("design", StudyDesign, "How it was done.", "randomized-controlled-trial"),
        number(
            "year",
            "Year of publication; of a study that took several, the last one.",
            2020,
            is_optional=True,
        ),
        number("sample_size", "People who took part.", 177, is_optional=True),
        text("country", "Where it was done.", "Germany", is_optional=True),
        choice("verification", VerificationStatus, "How far its entry was checked.", "checked"),
        choice("source_status", ReferenceStatus, "Worst status of the texts on it.", "retracted"),
    ),
    order=STUDY.order,
    order_words="by title",
    example_slug="backinaction",
    relations=(
        forward("references", REFERENCE, "The texts about the study."),
        forward("topics", TOPIC, "Its conditions and modalities."),
        reverse("articles", ARTICLE, "studies", "The articles that name the study."),
    ),
    about=ABOUT_TOPIC,
)
