"""A world in which few documents lead to many."""

from random import Random

from schema.document import derive_id
from tests.query.world.content import PREFIXES, Json
from tests.query.world.world import World, make_world, revise

ARTICLES = 60
REFERENCES = 50
SECTIONS = 34
"""Of each article."""


def make_wide_world() -> World:
    """Make one topic with 60 articles, each with 34 sections, that all cite the same 50 texts."""
    world = make_world(Random(5), has_all_types=True)
    topic, article, reference = (
        world.of_type(type_)[0] for type_ in ("topic", "article", "reference")
    )
    section = Random(0).choice(world.of_type("section"))
    references = [clone(reference, str(number)) for number in range(REFERENCES)]
    documents = [revise(topic | {"broader_id": topic["id"]}), *references]
    for number in range(ARTICLES):
        parts = [clone(section, f"{number}-{part}") for part in range(SECTIONS)]
        whole = clone(article, str(number), section_ids=[each["id"] for each in parts])
        whole |= {"reference_ids": [each["id"] for each in references], "topic_ids": [topic["id"]]}
        whole |= {name: [] for name in NO_LINKS}
        documents += [whole, *(part | NO_CITATIONS | {"article_id": whole["id"]} for part in parts)]
    return World({each["id"]: each for each in documents}, {})


NO_LINKS = (
    *("study_ids", "service_bundle_ids", "practitioner_ids", "related_article_ids"),
    "translations",
)
NO_CITATIONS: Json = {"reference_ids": [], "study_ids": []}


def clone(document: Json, name: str, **changes: object) -> Json:
    """Make a document like another, with an id and a slug of its own."""
    id_ = derive_id(PREFIXES[document["type"]], name)
    slug = f"{document['type'].replace('_', '-')}-{name}"
    if document["type"] == "section":
        slug += ".part"
    href = document["href"].replace(document["id"], id_)
    return document | {"id": id_, "slug": slug, "href": href} | changes
