"""Topics, practitioners and service bundles of a synthetic clinic."""

from typing import Any

from msgspec import UNSET

from benchmarks.content.clinic import (
    Clinic,
    chance_for,
    choose_skewed,
    name_of,
    topic_name,
    topic_word,
)
from benchmarks.content.prose import Prose
from schema.article import ARTICLE
from schema.document import ResourceType
from schema.practitioner import PRACTITIONER, Credential, Location, Practitioner
from schema.rights import Rights, SiteRights
from schema.section import LEAD, SECTION
from schema.service_bundle import SERVICE_BUNDLE, Component, Price, ServiceBundle
from schema.site import Site
from schema.topic import TOPIC, Topic, TopicKind
from seed.rights import resolve_rights, rights_of_part

SITE = Site(
    name="Synthetic Clinic",
    tagline="Nothing here is real.",
    city="Nowhere",
    default_lang="en-US",
    base_url="https://clinic.example",
    rights=SiteRights(license="CC-BY-4.0", credit="Synthetic Clinic", syndicable=True),
)
ROOTS = 4
"""Topics of each kind without a broader one."""
NARROWER = 4
"""Topics below each topic that has any."""


def common_fields(type_: ResourceType, id_: str, slug: str) -> dict[str, Any]:
    """Fill in what every document has; rev and dates come when it is complete."""
    return {
        "id": id_,
        "slug": slug,
        "rev": "",
        "published_at": "",
        "updated_at": "",
        "href": f"{type_.path}/{id_}",
        "rights": _rights(type_, slug),
    }


def _rights(type_: ResourceType, slug: str) -> Rights:
    """Find terms as the compiler does: those of an article with its page, and of its parts."""
    article, _, anchor = slug.partition(".")
    has_page = type_ in {ARTICLE, SECTION}
    page = f"{SITE.base_url}/articles/{article}" if has_page else SITE.base_url
    return rights_of_part(resolve_rights(UNSET, SITE, page), anchor or LEAD)


def make_topic(clinic: Clinic, ordinal: int) -> Topic:
    """Make a topic of a tree of conditions, or then of modalities; the broader ones are common."""
    is_condition = ordinal < clinic.conditions
    kind: TopicKind = "condition" if is_condition else "modality"
    rank = ordinal if is_condition else ordinal - clinic.conditions
    named, word = topic_name(kind, rank), topic_word(kind, rank)
    prose = Prose(chance_for("topic", kind, rank))
    has_broader = rank >= ROOTS
    return Topic(
        **common_fields(TOPIC, *named),
        kind=kind,
        name=named.slug.replace("-", " ").capitalize(),
        description=prose.sentence(9),
        synonyms=[f"{word[:-1]}itis", f"morbus {word}"] if is_condition else [],
        broader_id=topic_name(kind, (rank - ROOTS) // NARROWER).id if has_broader else UNSET,
    )


def make_practitioner(clinic: Clinic, ordinal: int) -> Practitioner:
    """Make a practitioner; every fifth one is a practice."""
    chance = chance_for(PRACTITIONER.name, ordinal)
    prose = Prose(chance)
    is_practice = ordinal % 5 == 4  # noqa: PLR2004
    modalities = clinic.choose_topics(chance, "modality", chance.randint(1, 3))
    return Practitioner(
        **common_fields(PRACTITIONER, *name_of(PRACTITIONER, ordinal)),
        kind="practice" if is_practice else "person",
        name=f"{prose.name()} Synthetic {'Practice' if is_practice else 'Person'}",
        summary=prose.sentence(7),
        location=Location(city=f"{prose.name()} City", region="ZZ", country="US"),
        credentials=[]
        if is_practice
        else [
            Credential(
                kind="license",
                authority="Synthetic State Board",
                number=f"S-{ordinal:06}",
                valid_until=f"{chance.randint(2026, 2029)}-06-30",
            )
        ],
        taxonomy_codes=[],
        languages=["en-US", "es-US"] if ordinal % 3 == 0 else ["en-US"],
        topic_ids=modalities,
    )


def make_bundle(clinic: Clinic, ordinal: int) -> ServiceBundle:
    """Make a service bundle; every fourth one has a price."""
    chance = chance_for(SERVICE_BUNDLE.name, ordinal)
    prose = Prose(chance)
    modalities = clinic.choose_topics(chance, "modality", chance.randint(2, 4))
    conditions = clinic.choose_topics(chance, "condition", chance.randint(1, 2))
    practitioners = choose_skewed(chance, chance.randint(1, 4), clinic.practitioners)
    price = Price(amount=f"{chance.randint(60, 400)}.00", currency="USD")
    return ServiceBundle(
        **common_fields(SERVICE_BUNDLE, *name_of(SERVICE_BUNDLE, ordinal)),
        title=bundle_title(ordinal),
        summary=bundle_summary(ordinal),
        position=ordinal + 1,
        components=[Component(topic_id=each, text=prose.phrase(2)) for each in modalities],
        price=price if ordinal % 4 == 0 else UNSET,
        topic_ids=[*modalities, *conditions],
        practitioner_ids=[name_of(PRACTITIONER, each).id for each in practitioners],
    )


def bundle_title(ordinal: int) -> str:
    """Name a bundle; articles show it too."""
    return f"Bundle {ordinal + 1}: {Prose(chance_for('bundle title', ordinal)).phrase(2)}"


def bundle_summary(ordinal: int) -> str:
    """Say what a bundle is; articles show it too."""
    return Prose(chance_for("bundle summary", ordinal)).sentence(8)
