"""Topics: whether every one that is named exists and fits, and how they are nested."""

from collections.abc import Iterator
from typing import Any

from schema.article import ARTICLE
from schema.practitioner import PRACTITIONER
from schema.service_bundle import SERVICE_BUNDLE
from schema.study import STUDY
from schema.topic import TOPIC, TopicKind
from seed.check.edition import Edition
from seed.check.wording import join_quoted
from seed.mistake import Mistake
from seed.read.content import SourceFile
from seed.read.tree import Path

Named = tuple[str, TopicKind | None, Path]
"""A slug, the kind that it must have if it matters, and where it is written."""


def check_topics(edition: Edition) -> Iterator[Mistake]:
    """See that every topic named is published and of the right kind, and that none is circular."""
    for type_name, names in NAMES.items():
        for file in edition.content.published(type_name):
            for named in names(file.source):
                yield from _check_named(file, named, edition)
    for file in edition.content.published(TOPIC.name):
        yield from check_loop(file, edition)


def _check_named(file: SourceFile[Any], named: Named, edition: Edition) -> Iterator[Mistake]:
    slug, kind, keys = named
    topic = edition.directory.find(TOPIC.name, slug)
    if topic is None:
        sentence = edition.directory.explain(TOPIC.name, TOPIC.title, slug)
        yield file.mistake("TOP001", sentence, *keys)
    elif topic.is_sound and kind is not None and topic.source.kind != kind:
        sentence = f'Topic "{slug}" is a {topic.source.kind}. Name a {kind}.'
        yield file.mistake("TOP001", sentence, *keys)


def check_loop(file: SourceFile[Any], edition: Edition) -> Iterator[Mistake]:
    """See that no topic is a part of itself; a loop is reported at its first topic only."""
    chain, topic = [file.source.slug], file
    while topic.source.broader:
        broader = edition.directory.find(TOPIC.name, topic.source.broader)
        if broader is None or broader.source.slug in chain[1:]:
            return
        if broader is file:
            if file.source.slug == min(chain):
                is_own = len(chain) == 1
                parts = "is a part of itself" if is_own else "are parts of each other"
                sentence = f"{join_quoted(chain)} {parts}. Break the loop."
                yield file.mistake("TOP001", sentence, "broader")
            return
        chain.append(broader.source.slug)
        topic = broader


def _names_of_topic(source: Any) -> Iterator[Named]:
    if source.broader:
        yield source.broader, source.kind, ("broader",)


def _names_of_article(source: Any) -> Iterator[Named]:
    for index, slug in enumerate(source.topics):
        yield slug, None, ("topics", index)


def _names_of_study(source: Any) -> Iterator[Named]:
    yield from _conditions(source)
    for index, each in enumerate(source.interventions):
        yield each.modality, "modality", ("interventions", index, "modality")


def _names_of_practitioner(source: Any) -> Iterator[Named]:
    for index, slug in enumerate(source.modalities):
        yield slug, "modality", ("modalities", index)
    for index, each in enumerate(source.credentials):
        if each.modality:
            yield each.modality, "modality", ("credentials", index, "modality")


def _names_of_bundle(source: Any) -> Iterator[Named]:
    yield from _conditions(source)
    for index, each in enumerate(source.components):
        yield each.modality, "modality", ("components", index, "modality")


def _conditions(source: Any) -> Iterator[Named]:
    for index, slug in enumerate(source.conditions):
        yield slug, "condition", ("conditions", index)


NAMES = {
    TOPIC.name: _names_of_topic,
    ARTICLE.name: _names_of_article,
    STUDY.name: _names_of_study,
    PRACTITIONER.name: _names_of_practitioner,
    SERVICE_BUNDLE.name: _names_of_bundle,
}
"""Which topics the sources of each type name."""
