"""What is derived from a release, in folders beside it that go when the release goes."""

import shutil
from pathlib import Path

from schema.storage import search_index, snapshot

DERIVED = (search_index.SUFFIX, snapshot.SUFFIX)


def remove_orphans(releases: Path) -> None:
    """Remove every derived folder, finished or not, whose release is not there any more."""
    for suffix in DERIVED:
        for folder in releases.glob(f"*{suffix}*"):
            if not (releases / f"{folder.name.partition('.')[0]}.sqlite").exists():
                shutil.rmtree(folder, ignore_errors=True)
