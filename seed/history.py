"""Which releases were put in force, one after the other, in the file HISTORY beside CURRENT.

So numbers never fall, also when CURRENT was damaged, and a rollback knows the way.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

HISTORY = "HISTORY"
KEPT_ENTRIES = 100
"""Far more than there are files to go back to."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A release that was put in force."""

    number: int
    sha256: str
    is_rollback: bool = False


def read_history(folder: Path) -> list[Entry]:
    """Read what was put in force, the latest last; a line that is damaged counts for nothing."""
    entries = []
    with suppress(FileNotFoundError):
        for line in (folder / HISTORY).read_bytes().splitlines():
            with suppress(msgspec.DecodeError, UnicodeDecodeError):
                entries.append(msgspec.json.decode(line, type=Entry))
    return entries


def encode_history(entries: Sequence[Entry]) -> bytes:
    """Write the latest entries, one a line."""
    return msgspec.json.Encoder().encode_lines(entries[-KEPT_ENTRIES:])


def find_trail(entries: Sequence[Entry]) -> list[str]:
    """List the hashes of the releases that led to the latest one, which comes last.

    A rollback takes what it went back over off the trail, so that going back
    once more leads further, and never forward to what was given up.

        >>> built = [Entry(number=number, sha256=name) for number, name in enumerate("abc", 1)]
        >>> back = Entry(number=4, sha256="b", is_rollback=True)
        >>> find_trail([*built, back, Entry(number=5, sha256="d")])
        ['a', 'b', 'd']
    """
    trail: list[str] = []
    for entry in entries:
        while entry.is_rollback and entry.sha256 in trail:
            trail.pop()
        trail.append(entry.sha256)
    return trail
