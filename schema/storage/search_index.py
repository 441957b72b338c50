"""The search index beside a release: derived from it, verified like it, never the source of truth.

The index of `<sha256>.sqlite` is the folder `<sha256>.search`. The names of the
files in it are random, so it cannot be part of the release. The compiler
builds it; a server that finds none, or none that is sound, does it too.
"""

import hashlib
import re
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from time import sleep
from typing import NamedTuple

import msgspec
import tantivy

from schema.storage.analyzer import ANALYZER, build_analyzer, compose, find_words
from schema.storage.search_rows import SearchRow, read_search_rows

INDEX_VERSION = 1
"""Raised whenever fields or analyzer change; an index of another version is built anew."""

SUFFIX = ".search"
MANIFEST = "index.json"
TEXT_FIELDS = ("title", "synonyms", "headings", "body")
LABEL_FIELDS = ("type", "lang", "topic")

LIBRARY = version("tantivy")
WORD = re.compile(r"[^\W_]+")

WRITER_MEMORY = 1 << 30
"""Bytes that may be used while building, and are not unless needed: up to here, one segment comes
out, which is the fastest to search.
"""


ATTEMPTS = 20
PAUSE = 0.01
"""Seconds between two attempts to remove a folder."""


class IndexNotBuilt(OSError):
    """An index can be neither read nor written; the message says where and why."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an index folder says of itself."""

    version: int
    library: str
    """Version of tantivy that wrote the files."""
    files: dict[str, str]
    """SHA-256 of each file."""
    accents: dict[str, str]
    """Folded words that are written with accents, as they are mostly written."""


class SearchIndex(NamedTuple):
    """An index, open for reading by any number of threads."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    accents: dict[str, str]


def build_schema() -> tantivy.Schema:
    """Declare the fields: row and id of a document, labels to filter and count, texts to search."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", fast=True)
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for name in LABEL_FIELDS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=ANALYZER, index_option="freq")
    return builder.build()


def build_search_index(release: Path) -> None:
    """Build the index of a release file beside it, if it is not there.

    Raises:
        OSError: There is no place for it.
    """
    folder = release.with_suffix(SUFFIX)
    if read_manifest(folder) is not None:
        return
    draft = _make_draft(folder, folder.parent)
    try:
        write_index(draft, read_search_rows(release))
        _put_in_place(draft, folder)
    finally:
        _remove(draft)


def ensure_search_index(release: Path) -> SearchIndex:
    """Open the index of a release file; if it is missing, damaged or out of date, build it first.

    Where it cannot be kept beside the release, it lives as long as the process.

    Raises:
        OSError: There is no place for it, not even a temporary one.
    """
    folder = release.with_suffix(SUFFIX)
    manifest = read_manifest(folder)
    if manifest is not None:
        return open_index(folder, manifest)
    try:
        draft = _make_draft(folder, folder.parent)
    except OSError:
        draft = _make_draft(folder, None)
    try:
        opened = open_index(draft, write_index(draft, read_search_rows(release)))
        _put_in_place(draft, folder)
    finally:
        _remove(draft)
    return opened


def read_manifest(folder: Path) -> Manifest | None:
    """Read what an index says of itself; there is nothing to read if it is not fit for use."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
        is_whole = _hash_files(folder, manifest.files) == manifest.files
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    is_ours = (manifest.version, manifest.library) == (INDEX_VERSION, LIBRARY)
    return manifest if is_ours and is_whole else None


def open_index(folder: Path, manifest: Manifest) -> SearchIndex:
    """Open an index that was checked. It stays readable if the folder is removed meanwhile.

    tantivy writes a lock file into the folder that it reads. It is shown a
    folder of links, so that the index can be read only.
    """
    links = Path(tempfile.mkdtemp(prefix="acupoint-"))
    try:
        for name in manifest.files:
            (links / name).symlink_to((folder / name).resolve())
        index = tantivy.Index.open(str(links))
        index.config_reader("manual")
        index.reload()
        return SearchIndex(index.searcher(), index.schema, manifest.accents)
    except ValueError as error:
        raise IndexNotBuilt(f"The search index in {folder} cannot be opened: {error}") from error
    finally:
        _remove(links)


def _make_draft(folder: Path, place: Path | None) -> Path:
    """Make an empty folder, among temporary files if there is no place for it."""
    return Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=place))


def _put_in_place(draft: Path, folder: Path) -> None:
    """Give a finished index its name, if it stands beside it and nobody else was faster."""
    if draft.parent != folder.parent or read_manifest(folder) is not None:
        return
    draft.chmod(0o755)
    shutil.rmtree(folder, ignore_errors=True)
    # Another process may put an equal index there at the same moment; either will do.
    with suppress(OSError):
        if folder.is_file():
            folder.unlink()
        draft.rename(folder)


def write_index(folder: Path, rows: Iterable[SearchRow]) -> Manifest:
    """Build an index in an empty folder.

    Raises:
        IndexNotBuilt: It does not fit the disk.
    """
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    try:
        _write_rows(folder, rows, written)
    except ValueError as error:
        raise IndexNotBuilt(f"The search index in {folder} cannot be written: {error}") from error
    names = [each.name for each in folder.iterdir() if each.suffix != ".lock"]
    manifest = Manifest(
        version=INDEX_VERSION,
        library=LIBRARY,
        files=_hash_files(folder, names),
        accents={word: forms.most_common(1)[0][0] for word, forms in sorted(written.items())},
    )
    (folder / MANIFEST).write_bytes(msgspec.json.encode(manifest))
    return manifest


def _write_rows(folder: Path, rows: Iterable[SearchRow], written: dict[str, Counter[str]]) -> None:
    schema = build_schema()
    index = tantivy.Index(schema, path=str(folder))
    index.config_reader("manual")
    index.register_tokenizer(ANALYZER, build_analyzer())
    # One thread keeps the order of the rows, which decides between equal scores.
    writer = index.writer(heap_size=WRITER_MEMORY, num_threads=1)
    for row in rows:
        writer.add_document(_document(row, schema))
        _count_accents(row, written)
    writer.commit()
    writer.wait_merging_threads()


def _document(row: SearchRow, schema: tantivy.Schema) -> tantivy.Document:
    values = {
        "row": row.row,
        "id": row.id,
        "type": row.type,
        "lang": row.lang,
        "topic": row.topic_ids,
        **{name: compose(getattr(row, name)) for name in TEXT_FIELDS},
    }
    return tantivy.Document.from_dict(values, schema)


def _count_accents(row: SearchRow, written: dict[str, Counter[str]]) -> None:
    """Remember how words with accents are written, so that a suggestion can write them too."""
    for text in (row.title, row.synonyms, row.headings, row.body):
        if text.isascii():
            continue
        for form in WORD.findall(compose(text).lower()):
            if not form.isascii():
                for word in find_words(form):
                    written[word][form] += 1


def _remove(folder: Path) -> None:
    """Remove a folder, also if tantivy's watch over it adds a lock file meanwhile."""
    for _ in range(ATTEMPTS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        sleep(PAUSE)


def _hash_files(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Hash files of a folder."""
    digests = {}
    for name in sorted(names):
        with (folder / name).open("rb") as file:
            digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests
