"""The snapshot of a release: its content as files for copies that are read without a server.

The snapshot of `<sha256>.sqlite` is that file and the folder `<sha256>.snapshot`, in which
a manifest lists what there is. The compiler writes it, a server only reads it. Each file is
named by the SHA-256 of its own bytes, so no name ever has other bytes.
"""

from pathlib import Path
from typing import Literal, get_args

import msgspec

SUFFIX = ".snapshot"
MANIFEST = "manifest.json"

SNAPSHOT_VERSION = 2
"""Raised whenever there are other files; the next build then writes them."""

RELEASE = ".sqlite"
LINES = ".ndjson"
"""One document a line, in the order of the ledger."""
MEDIA_TYPES = {RELEASE: "application/vnd.sqlite3", LINES: "application/x-ndjson"}
"""What a file is, without its coding, by how its name ends."""
Audience = Literal["everyone", "partners"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
"""For whom a file is. In that for partners, what they may not show is without its body."""
CODINGS = {"": None, ".zst": "zstd", ".gz": "gzip"}
"""How a file is compressed, by how its name ends behind that."""


class SnapshotFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of a snapshot, as the manifest lists it."""

    form: str
    """What it is: a key of MEDIA_TYPES."""
    ending: str
    """How it is compressed: a key of CODINGS."""
    bytes: int
    sha256: str
    audience: Audience

    @property
    def name(self) -> str:
        """The name, in the folder and in addresses."""
        return f"{self.sha256}{self.form}{self.ending}"


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the snapshot of a release consists of; the release is one of its files."""

    version: int
    files: list[SnapshotFile]


def read_manifest(folder: Path) -> Manifest | None:
    """Read what there is; there is nothing if the manifest cannot be read."""
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def find_path(folder: Path, file: SnapshotFile) -> Path:
    """Find where a file of a snapshot is: in its folder or, if it is the release, beside it."""
    beside = folder.with_suffix(RELEASE)
    return beside if file.name == beside.name else folder / file.name
