"""Read, check and compile a content folder; nothing is written."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec

from schema.article import ARTICLE
from schema.change import Change
from schema.document import ChangeClass, Document
from schema.section import Section
from schema.storage.identity import MAX_DOCUMENT_BYTES
from seed.articles import ArticleCompiler
from seed.body.read import read_bodies
from seed.body.sections import Body
from seed.check import check_content
from seed.directory import Directory
from seed.documents import KINDS
from seed.ledger import (
    Ledger,
    Removal,
    advance,
    compare_with_published,
    find_backward_step,
    read_ledger,
)
from seed.mistake import InvalidContent, Mistake, level_of
from seed.read.content import ContentFolder, read_content
from seed.release import read_current

Progress = Callable[[str], None]
"""Is told the name of each step as it begins."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """Content that passed every check, as documents in the order of the ledger."""

    content: ContentFolder
    documents: list[Document]
    bodies: dict[str, Body]
    before: Ledger
    after: Ledger
    notices: list[Mistake]
    """Warnings and infos."""

    @property
    def added(self) -> tuple[Change, ...]:
        """The changes that the ledger does not hold yet."""
        return self.after.changes[len(self.before.changes) :]


def compile_content(
    folder: Path, ledger_path: Path, today: str, releases: Path, progress: Progress
) -> Compiled:
    """Read, check and compile a content folder; nothing is written.

    Raises:
        InvalidContent: With every mistake of level error.
    """
    mistakes: list[Mistake] = []
    progress("Reading")
    content = read_content(folder, KINDS, mistakes)
    directory = Directory.of(content)
    before = read_ledger(ledger_path, mistakes)
    mistakes += [*_silent_ones(content, mistakes)]
    if not content.is_complete:
        raise InvalidContent(_errors_among(mistakes, content))
    bodies = read_bodies(content.to_publish(ARTICLE.name), directory, mistakes)
    progress("Checking")
    mistakes += compare_with_published(before, read_published_changes(releases))
    mistakes += check_content(content, bodies, before, today)
    notices = _raise_errors(mistakes, content)
    progress("Compiling")
    documents = list(compile_documents(content, directory, bodies, today))
    _raise_errors([*_too_large(documents, directory)], content)
    removals = _removals(content, directory)
    after = advance(before, documents, removals, today, _classes(content, documents))
    _raise_errors(find_backward_step(before, after), content)
    return Compiled(content, documents, bodies, before, after, notices)


def _raise_errors(mistakes: list[Mistake], content: ContentFolder) -> list[Mistake]:
    if errors := _errors_among(mistakes, content):
        raise InvalidContent(errors)
    return sorted(mistakes)


def _too_large(documents: list[Document], directory: Directory) -> Iterator[Mistake]:
    for document in documents:
        if len(msgspec.json.encode(document)) > MAX_DOCUMENT_BYTES:
            owner = document.article_id if isinstance(document, Section) else document.id
            sentence = f'"{document.slug}" is larger than {MAX_DOCUMENT_BYTES} bytes. Divide it.'
            yield directory.by_id[owner].mistake("SRC006", sentence)


def _silent_ones(content: ContentFolder, mistakes: list[Mistake]) -> Iterator[Mistake]:
    """A source that is left out must be named by a mistake, whatever the reason."""
    named = {mistake.path for mistake in mistakes}
    for file in content.everything():
        if not file.is_sound and file.path not in named:
            yield file.mistake("SRC001", "The source cannot be used. Check every field of it.")


def _errors_among(mistakes: list[Mistake], content: ContentFolder) -> list[Mistake]:
    return [each for each in mistakes if level_of(each, content.site.rules) == "error"]


def read_published_changes(releases: Path) -> list[Change]:
    """Read the ledger inside the release in force; without a readable one it is empty."""
    current = read_current(releases)
    if current is None or not (releases / current.file).exists():
        return []
    uri = f"{(releases / current.file).resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            rows = connection.execute("SELECT * FROM change ORDER BY seq").fetchall()
        return [
            msgspec.convert({key: row[key] for key in row.keys() if row[key] is not None}, Change)  # noqa: SIM118 (a row iterates over values)
            for row in rows
        ]
    except (sqlite3.Error, msgspec.ValidationError):
        # A damaged release is no reason not to build a sound one.
        return []


def compile_documents(
    content: ContentFolder, directory: Directory, bodies: dict[str, Body], today: str
) -> Iterator[Document]:
    """Make all documents; those that others name come first, an article after its sections."""
    for kind in KINDS:
        if kind.compile is not None:
            files = content.published(kind.type.name)
            for file in sorted(files, key=lambda each: str(each.source.id)):
                yield _with_rev(kind.compile(file, directory))
    for article, sections in ArticleCompiler(content, directory, bodies, today).compile():
        yield from map(_with_rev, sections)
        yield _with_rev(article)


def _with_rev(document: Document) -> Document:
    """Name a document by its content: rev and dates are empty while the hash is taken."""
    digest = hashlib.sha256(msgspec.json.encode(document)).hexdigest()
    return msgspec.structs.replace(document, rev=digest[:16])


def _classes(content: ContentFolder, documents: list[Document]) -> dict[str, ChangeClass]:
    """Find what each change means; a section's means what its article's does."""
    classes = {file.source.id: file.source.change_class for file in content}
    owners = {each.id: each.article_id for each in documents if isinstance(each, Section)}
    return classes | {id_: classes[owner] for id_, owner in owners.items()}


def _removals(content: ContentFolder, directory: Directory) -> Iterator[Removal]:
    for file in content:
        withdrawn = file.source.withdrawn
        if file.source.status == "withdrawn" and withdrawn:
            name = file.type.name
            slug = withdrawn.replacement
            replacement_id = directory.id_of(name, slug) if slug else None
            yield Removal(name, file.source.id, file.source.slug, withdrawn.reason, replacement_id)
