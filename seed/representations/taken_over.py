"""What a build takes over from the release before, because it would come out the same."""

import sqlite3
from pathlib import Path

from seed.release import hash_file, read_current, read_rows
from seed.representations.citations import KNOWN

READ_WORDS = "SELECT key, words FROM formatted"


def take_over_words(releases: Path) -> None:
    """Take over the words of citations from the release in force, if it is there and sound."""
    current = read_current(releases)
    path = releases / current.file if current else None
    if current is None or path is None or not path.is_file() or hash_file(path) != current.sha256:
        return
    try:
        KNOWN.update(read_rows(path, READ_WORDS))
    except sqlite3.Error:
        return  # It is of an older layout; the processor is asked again.
