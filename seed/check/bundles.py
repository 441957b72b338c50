"""Service bundles: what they consist of, whom they are for, who offers them."""

from collections.abc import Iterator

from schema.practitioner import PRACTITIONER
from schema.service_bundle import SERVICE_BUNDLE, ServiceBundleSource
from seed.check.edition import Edition
from seed.check.wording import join_quoted
from seed.mistake import Mistake
from seed.read.content import SourceFile

File = SourceFile[ServiceBundleSource]


def check_bundles(edition: Edition) -> Iterator[Mistake]:
    """See that bundles are complete and that somebody listed offers each part."""
    practitioners = edition.content.to_publish(PRACTITIONER.name)
    offered = {slug for each in practitioners for slug in each.source.modalities}
    for file in edition.content.published(SERVICE_BUNDLE.name):
        yield from check_components(file)
        yield from check_offered(file, offered)
        yield from check_named(file, edition)
        if not file.source.conditions:
            sentence = 'Who is it for? Add "conditions".'
            yield file.mistake("BUN002", sentence, "conditions")


def check_components(file: File) -> Iterator[Mistake]:
    """See that there is something in a bundle, and nothing twice."""
    modalities = [each.modality for each in file.source.components]
    if not modalities:
        sentence = "The bundle has no components. Add at least one."
        yield file.mistake("BUN001", sentence, "components")
    for index, modality in enumerate(modalities):
        if modality in modalities[:index]:
            sentence = f'"{modality}" is a component twice. Keep one.'
            yield file.mistake("BUN001", sentence, "components", index, "modality")


def check_offered(file: File, offered: set[str]) -> Iterator[Mistake]:
    """See that a published practitioner offers each component."""
    modalities = dict.fromkeys(each.modality for each in file.source.components)
    missing = [modality for modality in modalities if modality not in offered]
    if missing:
        sentence = f"Nobody listed offers {join_quoted(missing, 'or')}. List who does."
        yield file.mistake("BUN003", sentence, "components")


def check_named(file: File, edition: Edition) -> Iterator[Mistake]:
    """See that the practitioners of a bundle are published."""
    for index, slug in enumerate(file.source.practitioners):
        if edition.directory.find(PRACTITIONER.name, slug) is None:
            sentence = edition.directory.explain(PRACTITIONER.name, PRACTITIONER.title, slug)
            yield file.mistake("LNK001", sentence, "practitioners", index)
