"""Ids, slugs and file names: whether everything keeps the name that others know it by."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from schema.article import ArticleSource
from schema.change import Change
from schema.reference import REFERENCE
from schema.section import SECTION
from seed.check.edition import Edition, keys_of
from seed.ledger import LEDGER
from seed.mistake import Mistake
from seed.read.content import SourceFile

LONGEST_SHOWN = 60
"""Characters of a malformed id that a message repeats."""


def check_identity(edition: Edition) -> Iterator[Mistake]:
    """See that ids are unique and stay, and that slugs are unique and redirect."""
    for file in edition.content:
        if file.is_sound:
            yield from check_file_name(file)
    yield from check_ids(edition)
    yield from check_slugs(edition)
    yield from check_former_slugs(edition)
    yield from check_renaming(edition)
    yield from check_gone(edition)


def check_file_name(file: SourceFile[Any]) -> Iterator[Mistake]:
    """See that a file is named after its slug, a translation after its original."""
    path, source = PurePosixPath(file.path), file.source
    if len(path.parts) == 1:
        return
    names, key, holds = [f"{source.slug}{path.suffix}"], "slug", f'holds slug "{source.slug}"'
    if isinstance(source, ArticleSource) and source.translation_of:
        original = source.translation_of
        tags = (source.lang.partition("-")[0], source.lang)
        names = [f"{original}.{tag}{path.suffix}" for tag in tags]
        key, holds = "translation_of", f'translates "{original}"'
    if path.name not in names:
        yield file.mistake("SRC005", f"This file {holds}. Call it {names[0]}.", key)


def check_ids(edition: Edition) -> Iterator[Mistake]:
    """See that each id is one of its type and belongs to one source only."""
    owners: dict[str, SourceFile[Any]] = {}
    for file in edition.content.everything():
        id_, keys = file.source.id, keys_of(file, "id")
        advice = f'Run "python -m seed new-id {file.type.name}".'
        if not re.fullmatch(file.type.id_pattern, id_):
            # Reading has reported an id that is missing, or that is malformed in a reference.
            if (id_ or file.is_sound) and file.type.name != REFERENCE.name:
                sentence = f'"{id_[:LONGEST_SHOWN]}" is no {file.type.title} id. {advice}'
                yield file.mistake("ID001", sentence, *keys)
        elif (owner := owners.setdefault(id_, file)) is not file:
            sentence = f"{id_} is also used in {place_of(owner)}. {advice}"
            yield file.mistake("ID001", sentence, *keys)


def check_slugs(edition: Edition) -> Iterator[Mistake]:
    """See that no two sources of a type share a slug."""
    for file in edition.content:
        slug = file.source.slug
        holder = edition.directory.files[file.type.name, slug]
        if holder is not file:
            sentence = f'Slug "{slug}" is also used in {place_of(holder)}. Choose another.'
            yield file.mistake("ID003", sentence, *keys_of(file, "slug"))


def check_former_slugs(edition: Edition) -> Iterator[Mistake]:
    """See that a former slug leads to one source only."""
    owners: dict[tuple[str, str], SourceFile[Any]] = {}
    for file in edition.content:
        slugs = file.source.previous_slugs
        for index, slug in enumerate(slugs):
            keys = (*keys_of(file, "previous_slugs"), index)
            name = (file.type.name, slug)
            holder, owner = edition.directory.files.get(name), owners.setdefault(name, file)
            if holder is file or slug in slugs[:index]:
                sentence = f'"{slug}" is known already. Delete it from "previous_slugs".'
                yield file.mistake("ID003", sentence, *keys)
            elif holder is not None:
                sentence = f'Slug "{slug}" is a former slug of {place_of(file)}. Choose another.'
                yield holder.mistake("ID003", sentence, *keys_of(holder, "slug"))
            elif owner is not file:
                sentence = f'"{slug}" is a former slug of {place_of(owner)} too. Keep one.'
                yield file.mistake("ID003", sentence, *keys)


def place_of(file: SourceFile[Any]) -> str:
    """Name the place of a source: its file, with the line where others share the file."""
    is_alone = "/" in file.path
    return file.path if is_alone else f"{file.path}:{file.tree.line()}"


def check_renaming(edition: Edition) -> Iterator[Mistake]:
    """See that every slug under which a source was published still redirects to it."""
    published: dict[str, list[str]] = defaultdict(list)
    for change in edition.ledger.changes:
        published[change.id].append(change.slug)
    for file in edition.content:
        present, former = file.source.slug, file.source.previous_slugs
        missing = set(published[file.source.id]) - {present, *former}
        if missing:
            latest = next(slug for slug in reversed(published[file.source.id]) if slug in missing)
            listing = ", ".join([*former, *sorted(missing)])
            sentence = (
                f'Slug changed from "{latest}" to "{present}". Add "previous_slugs: [{listing}]".'
            )
            yield file.mistake("ID004", sentence, *keys_of(file, "slug"))


def check_gone(edition: Edition) -> Iterator[Mistake]:
    """See that what is published stays, or is withdrawn with a reason.

    A section is not withdrawn on its own: it goes with its anchor. And while
    a source has no id that could be read, nobody can say which one is gone.
    """
    files = {file.source.id: file for file in edition.content.everything()}
    unclear = {file.type.name for file in edition.content.everything() if not file.source.id}
    for id_, change in edition.ledger.live().items():
        file = files.get(id_)
        if change.type == SECTION.name:
            continue
        if file is None and change.type not in unclear:
            yield _gone(change, edition)
        elif file is not None and file.source.status == "draft":
            sentence = (
                f"{id_} was published (ledger seq {change.seq}) and is a draft now. "
                "Publish or withdraw it."
            )
            yield file.mistake("ID002", sentence, *keys_of(file, "status"))


def _gone(change: Change, edition: Edition) -> Mistake:
    heir = edition.directory.files.get((change.type, change.slug))
    advice = (
        f"Write this id in {heir.path} again."
        if heir is not None
        else "Withdraw it instead of deleting the file."
    )
    sentence = f"{change.id} was published (ledger seq {change.seq}) and is gone. {advice}"
    return Mistake(LEDGER, change.seq, "ID002", sentence)
