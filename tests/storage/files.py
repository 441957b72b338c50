"""Release folders, made for tests and spoilt by them."""

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from schema.storage.identity import CURRENT


def file_in_force(folder: Path) -> Path:
    """The file that CURRENT names."""
    current = msgspec.json.decode((folder / CURRENT).read_bytes())
    return folder / str(current["file"])


def write_current(folder: Path, **changes: Any) -> None:
    """Write a CURRENT that names release.sqlite as it is, but for some changes."""
    data = (folder / "release.sqlite").read_bytes()
    current = {
        "number": 1,
        "file": "release.sqlite",
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
    }
    (folder / CURRENT).write_bytes(msgspec.json.encode(current | changes))


def release_bytes(folder: Path, data: bytes) -> None:
    """Put any bytes in force, with the right size and hash."""
    (folder / "release.sqlite").write_bytes(data)
    write_current(folder)
