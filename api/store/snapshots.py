"""The files of snapshots, as they are on the disk: what is listed, and what is opened by name."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from api.store.release import Release
from schema.storage.snapshot import (
    AUDIENCES,
    RELEASE,
    SUFFIX,
    SnapshotFile,
    find_path,
    read_manifest,
)

NAMED_BY_HASH = "[0-9a-f]" * 64


class OpenFile(NamedTuple):
    """A file of a snapshot, open for reading; it stays readable if it is removed meanwhile."""

    about: SnapshotFile
    stream: BinaryIO


def list_files(release: Release) -> list[SnapshotFile]:
    """List the files of a release that are there, each with the size that it should have.

    The release itself comes first. It is one of them also where nothing was derived from it.
    """
    return [file for path, file in _own_files(release) if _is_whole(path, file)]


def open_file(release: Release, name: str) -> OpenFile | None:
    """Open a file by its name, of this release or of another one that is still kept."""
    for path, file in (*_own_files(release), *_kept_files(release.path.parent)):
        if file.name == name and _is_whole(path, file):
            return _open(path, file)
    return None


def _own_files(release: Release) -> Iterator[tuple[Path, SnapshotFile]]:
    current = release.current
    itself = SnapshotFile(
        form=RELEASE,
        ending="",
        bytes=current.bytes,
        sha256=current.sha256,
        audience=AUDIENCES[0],
    )
    yield release.path, itself
    derived = _listed_in(release.path.with_suffix(SUFFIX))
    yield from ((path, file) for path, file in derived if file != itself)


def _kept_files(releases: Path) -> Iterator[tuple[Path, SnapshotFile]]:
    """List the files of all releases; whichever has a name, its bytes are the same."""
    for folder in releases.glob(f"{NAMED_BY_HASH}{SUFFIX}"):
        yield from _listed_in(folder)


def _listed_in(folder: Path) -> Iterator[tuple[Path, SnapshotFile]]:
    manifest = read_manifest(folder)
    for file in manifest.files if manifest is not None else []:
        yield find_path(folder, file), file


def _is_whole(path: Path, file: SnapshotFile) -> bool:
    try:
        return path.stat().st_size == file.bytes
    except OSError:
        return False


def _open(path: Path, file: SnapshotFile) -> OpenFile | None:
    try:
        return OpenFile(file, path.open("rb", buffering=0))
    except OSError:
        return None
