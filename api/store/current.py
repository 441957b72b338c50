"""Which release is in force, and whether its file is what was released."""

import hashlib
from pathlib import Path

import msgspec

from api.store.unusable import UnusableRelease
from schema.storage.current import Current
from schema.storage.identity import CURRENT


def read_current(folder: Path) -> Current:
    """Read which release is in force.

    Raises:
        UnusableRelease: There is none, or CURRENT does not say which.
    """
    advice = 'Run "python -m seed build".'
    try:
        current = msgspec.json.decode((folder / CURRENT).read_bytes(), type=Current)
    except FileNotFoundError:
        message = f"There is no release in {folder}. {advice}"
        raise UnusableRelease("no-current", message) from None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"{folder / CURRENT} cannot be read: {error}. {advice}"
        raise UnusableRelease("bad-current", message) from None
    if Path(current.file).name != current.file or not current.file.isprintable():
        message = f"{folder / CURRENT} names a file elsewhere. {advice}"
        raise UnusableRelease("bad-current", message)
    return current


def verify(path: Path, current: Current) -> None:
    """Compare size and hash: SQLite's own check misses most flipped bytes, the hash none.

    Raises:
        UnusableRelease: The file is not there, or is not what was released.
    """
    advice = 'Delete it and run "python -m seed build".'
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}. {advice}"
        raise UnusableRelease("no-file", message) from None
    if (size, digest) != (current.bytes, current.sha256):
        raise UnusableRelease("wrong-hash", f"{path} is not the file that was released. {advice}")
