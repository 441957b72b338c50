"""From sources to documents, and the table of everything that is read.

A type that needs no more than its own file is compiled by one function here;
articles and their sections are made in seed.articles.
"""

from typing import Any

from msgspec import UNSET

from schema.article import ARTICLE, PAGES, ArticleSource
from schema.practitioner import PRACTITIONER, Practitioner, PractitionerSource
from schema.reference import (
    REFERENCE,
    CslItem,
    Identifiers,
    Reference,
    ReferenceForm,
    ReferenceSource,
)
from schema.service_bundle import SERVICE_BUNDLE, Component, ServiceBundle, ServiceBundleSource
from schema.site import Site
from schema.study import STUDY, Intervention, Study, StudySource, StudySourceLink
from schema.topic import TOPIC, Topic, TopicSource
from seed.directory import Directory
from seed.evidence import worst_status
from seed.read.content import Kind, Place, SourceFile
from seed.rights import resolve_rights


def common_fields(file: SourceFile[Any], directory: Directory) -> dict[str, Any]:
    """Fill in what every document has; rev and dates come when the content is complete."""
    source = file.source
    return {
        "id": source.id,
        "slug": source.slug,
        "rev": "",
        "published_at": "",
        "updated_at": "",
        "href": f"{file.type.path}/{source.id}",
        "rights": resolve_rights(source.rights, directory.site, page_of(file, directory.site)),
    }


def page_of(file: SourceFile[Any], site: Site) -> str:
    """Find the page of a document on the clinic's site; only articles are known to have one."""
    base = site.base_url.rstrip("/")
    return f"{base}{PAGES}{file.source.slug}" if file.type is ARTICLE else site.base_url


def topic_ids(directory: Directory, *slugs: str) -> list[str]:
    """Look up topics, each once, in the order of the source."""
    return list(dict.fromkeys(directory.id_of("topic", slug) for slug in slugs))


def compile_topic(file: SourceFile[TopicSource], directory: Directory) -> Topic:
    """Make the document of a topic."""
    source = file.source
    broader = directory.id_of("topic", source.broader) if source.broader else UNSET
    return Topic(
        **common_fields(file, directory),
        kind=source.kind,
        name=source.name,
        description=source.description,
        synonyms=source.synonyms,
        broader_id=broader,
    )


def compile_reference(file: SourceFile[ReferenceSource], directory: Directory) -> Reference:
    """Make the document of a reference."""
    source, csl = file.source, file.source.csl
    identifiers = Identifiers(
        doi=csl.doi, pmid=csl.pmid, pmcid=csl.pmcid, isbn=csl.isbn, url=csl.url
    )
    return Reference(
        **common_fields(file, directory),
        citation_key=source.slug,
        label=label_of(csl),
        status=source.reference_status,
        completeness="stub" if is_stub(csl) else "complete",
        identifiers=identifiers,
        csl=csl,
    )


def is_stub(csl: CslItem) -> bool:
    """Whether readers have no way to find the text."""
    return not csl.title or not (csl.url or csl.doi or csl.pmid)


def label_of(csl: CslItem) -> str:
    """Name a reference shortly: its authors or publisher, and its year.

    >>> from schema.reference import CslName
    >>> label_of(CslItem(id="a", type="book", author=[CslName(family="Irnich")]))
    'Irnich'
    """
    names = [
        name.family or name.literal or name.given or "" for name in csl.author or csl.editor or ()
    ]
    if len(names) > 2:  # noqa: PLR2004 (two authors are named, more are "et al.")
        who = f"{names[0]} et al."
    elif names:
        who = " and ".join(names)
    else:
        who = csl.authority or csl.publisher or csl.container_title or csl.id
    return f"{who} {csl.issued.date_parts[0][0]}" if csl.issued else who


def compile_study(file: SourceFile[StudySource], directory: Directory) -> Study:
    """Make the document of a study; its status follows from its sources."""
    source = file.source
    interventions = [
        Intervention(text=each.text, topic_id=directory.id_of("topic", each.modality))
        for each in source.interventions
    ]
    links = [
        StudySourceLink(reference_id=directory.id_of("reference", each.reference), role=each.role)
        for each in source.sources
    ]
    modalities = [each.modality for each in source.interventions]
    return Study(
        **common_fields(file, directory),
        title=source.title,
        design=source.design,
        year=source.year,
        year_from=source.year_from,
        year_to=source.year_to,
        sample_size=source.sample_size,
        population=source.population,
        country=source.country,
        interventions=interventions,
        comparators=source.comparators,
        outcomes=source.outcomes,
        summary=source.summary,
        limitations=source.limitations,
        sources=links,
        source_status=worst_status(source, directory),
        verification=source.verification,
        topic_ids=topic_ids(directory, *source.conditions, *modalities),
        reference_ids=list(dict.fromkeys(link.reference_id for link in links)),
    )


def compile_practitioner(
    file: SourceFile[PractitionerSource], directory: Directory
) -> Practitioner:
    """Make the document of a practitioner."""
    source = file.source
    return Practitioner(
        **common_fields(file, directory),
        kind=source.kind,
        name=source.name,
        summary=source.summary,
        location=source.location,
        credentials=source.credentials,
        npi=source.npi,
        taxonomy_codes=source.taxonomy_codes,
        languages=source.languages,
        contact=source.contact,
        topic_ids=topic_ids(directory, *source.modalities),
    )


def compile_service_bundle(
    file: SourceFile[ServiceBundleSource], directory: Directory
) -> ServiceBundle:
    """Make the document of a service bundle."""
    source = file.source
    components = [
        Component(topic_id=directory.id_of("topic", each.modality), text=each.text)
        for each in source.components
    ]
    modalities = [each.modality for each in source.components]
    practitioners = [directory.id_of("practitioner", slug) for slug in source.practitioners]
    return ServiceBundle(
        **common_fields(file, directory),
        title=source.title,
        summary=source.summary,
        position=source.position,
        components=components,
        price=source.price,
        topic_ids=topic_ids(directory, *modalities, *source.conditions),
        practitioner_ids=list(dict.fromkeys(practitioners)),
    )


KINDS = (
    Kind(TOPIC, Place("topics.yaml"), TopicSource, compile_topic),
    Kind(REFERENCE, Place("references.yaml"), ReferenceForm, compile_reference),
    Kind(STUDY, Place("studies"), StudySource, compile_study),
    Kind(PRACTITIONER, Place("practitioners"), PractitionerSource, compile_practitioner),
    Kind(SERVICE_BUNDLE, Place("service-bundles"), ServiceBundleSource, compile_service_bundle),
    Kind(ARTICLE, Place("articles", ".md"), ArticleSource),
)
"""Every type that has sources, in the order in which one may name another."""
