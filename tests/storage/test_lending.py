"""Connections that worker threads borrow."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from api.errors import StoreUnavailable
from api.store.release import READERS, Release, open_release
from api.store.statements import DESCRIBE_RELEASE

from .files import write_current


def test_nobody_waits_for_ever(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    """When all are lent, the next reader is told so, and what comes back is lent again."""
    monkeypatch.setattr("api.store.release.DEADLINE", 0.01)

    with ExitStack() as lent:
        for _ in range(READERS):
            lent.enter_context(release.borrow())
        with pytest.raises(StoreUnavailable), release.borrow():
            pass

    with release.borrow() as reader:
        assert reader.fetch(DESCRIBE_RELEASE, {})


def test_an_open_release_needs_no_file(file: Path, tmp_path: Path) -> None:
    """Publishers remove old releases; whoever has one open reads on, on every connection."""
    path = tmp_path / "release.sqlite"
    path.write_bytes(file.read_bytes())
    write_current(tmp_path)
    release = open_release(tmp_path)

    path.unlink()

    with ExitStack() as lent:
        readers = [release, *(lent.enter_context(release.borrow()) for _ in range(READERS))]
        found = [reader.fetch(DESCRIBE_RELEASE, {}) for reader in readers]
    assert len(set(map(str, found))) == 1
    release.close()
