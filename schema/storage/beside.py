"""What is derived from a release, in files and folders beside it that go when it goes."""

import shutil
from pathlib import Path

from schema.storage import ready, search_index, snapshot

DERIVED = (ready.SUFFIX, search_index.SUFFIX, snapshot.SUFFIX)


def remove_orphans(releases: Path) -> None:
    """Remove everything derived, finished or not, whose release is not there any more."""
    for suffix in DERIVED:
        for path in releases.glob(f"*{suffix}*"):
            if (releases / f"{path.name.partition('.')[0]}.sqlite").exists():
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
