"""Write the snapshot of a release: the files that copies without a server are made from.

They are there, whole and read back, before the release is put in force. Equal releases
give equal files, with equal versions of the two libraries that compress.
"""

import hashlib
import shutil
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import zstandard

from schema.storage.snapshot import (
    AUDIENCES,
    LINES,
    MANIFEST,
    RELEASE,
    SNAPSHOT_VERSION,
    SUFFIX,
    Audience,
    Manifest,
    SnapshotFile,
    find_path,
    read_manifest,
)
from seed.partners import write_for_partners
from seed.release import hash_file, iterate_rows, sync

CHUNK = 1 << 20
"""Bytes that are held at once."""
ZSTD_LEVEL = 9
"""27 % smaller than gzip on the clinic's release; 19 gains 7 % more in 26 times the time."""
GZIP_LEVEL = 6
WITH_GZIP_HEADER = 31

Coder = Any
"""Of both libraries: takes bytes with `compress` or `decompress`, and ends with `flush`."""

COMPRESSORS: dict[str, Callable[[int], Coder]] = {
    ".zst": lambda size: zstandard.ZstdCompressor(
        level=ZSTD_LEVEL, write_checksum=True
    ).compressobj(size=size),
    ".gz": lambda _: zlib.compressobj(GZIP_LEVEL, wbits=WITH_GZIP_HEADER),
}
"""By how names end; each is given the size of what will be compressed."""
DECOMPRESSORS: dict[str, Callable[[], Coder]] = {
    ".zst": lambda: zstandard.ZstdDecompressor().decompressobj(),
    ".gz": lambda: zlib.decompressobj(wbits=WITH_GZIP_HEADER),
}

IN_LEDGER_ORDER = "SELECT body FROM document ORDER BY seq, id"


def build_snapshot(release: Path) -> None:
    """Write the snapshot of a release file, if it is not there as it should be.

    Raises:
        OSError: There is no place for it, or what was written does not read back.
    """
    folder = release.with_suffix(SUFFIX)
    if is_sound(folder):
        return
    draft = folder.with_name(f"{folder.name}-draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    databases = zip(AUDIENCES, (release, write_for_partners(release, draft)), strict=True)
    files = [file for audience, path in databases for file in _write_all(path, audience, draft)]
    _write_manifest(draft, Manifest(version=SNAPSHOT_VERSION, files=files))
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    sync(folder.parent)


def is_sound(folder: Path) -> bool:
    """Whether a snapshot has all its files, byte for byte."""
    manifest = read_manifest(folder)
    if manifest is None or manifest.version != SNAPSHOT_VERSION:
        return False
    paths = {find_path(folder, file): file.sha256 for file in manifest.files}
    return all(path.is_file() and hash_file(path) == sha256 for path, sha256 in paths.items())


def _write_all(database: Path, audience: Audience, draft: Path) -> list[SnapshotFile]:
    """Write the files that are for somebody."""
    lines = _write_lines(database, audience, draft)
    return [
        _describe(database, RELEASE, "", audience),
        *_compress_all(database, RELEASE, audience, draft),
        lines,
        *_compress_all(draft / lines.name, LINES, audience, draft),
    ]


def _write_lines(database: Path, audience: Audience, draft: Path) -> SnapshotFile:
    """Write all documents, one a line, exactly as they are in the database."""
    path = draft / "lines"
    with path.open("xb") as file:
        for (body,) in iterate_rows(database, IN_LEDGER_ORDER):
            file.write(body + b"\n")
    return _name(path, LINES, "", audience)


def _compress_all(source: Path, form: str, audience: Audience, draft: Path) -> list[SnapshotFile]:
    """Write a file in each coding."""
    files = []
    for ending, make in COMPRESSORS.items():
        path = draft / "compressed"
        with path.open("xb") as file:
            file.writelines(_recode(source, make(source.stat().st_size)))
        _read_back(path, source, ending)
        files.append(_name(path, form, ending, audience))
    return files


def _recode(source: Path, coder: Coder) -> Iterator[bytes]:
    """Compress a file, or decompress it, a chunk at a time."""
    code = getattr(coder, "compress", None) or coder.decompress
    with source.open("rb") as file:
        for chunk in iter(partial(file.read, CHUNK), b""):
            yield code(chunk)
    yield coder.flush() or b""


def _read_back(path: Path, source: Path, ending: str) -> None:
    """Check that what was compressed is what comes out again."""
    digest = hashlib.sha256()
    for chunk in _recode(path, DECOMPRESSORS[ending]()):
        digest.update(chunk)
    if digest.hexdigest() != hash_file(source):
        raise OSError(f"{path} does not read back as {source}. Check the disk and build again.")


def _name(path: Path, form: str, ending: str, audience: Audience) -> SnapshotFile:
    """Finish a file, and name it by its hash."""
    described = _describe(path, form, ending, audience)
    path.chmod(0o444)
    sync(path)
    path.rename(path.with_name(described.name))
    return described


def _describe(path: Path, form: str, ending: str, audience: Audience) -> SnapshotFile:
    size, sha256 = path.stat().st_size, hash_file(path)
    return SnapshotFile(form=form, ending=ending, bytes=size, sha256=sha256, audience=audience)


def _write_manifest(draft: Path, manifest: Manifest) -> None:
    path = draft / MANIFEST
    path.write_bytes(msgspec.json.encode(manifest) + b"\n")
    path.chmod(0o444)
    sync(path)
    sync(draft)
