"""What the disk decides, and no release may show."""

import os
import shutil
from pathlib import Path
from random import Random

import pytest

from seed.release import read_current
from tests.conftest import CLINIC
from tests.release.world import World


@pytest.mark.parametrize("chance", [1, 2, 3])
def test_neither_order_nor_age_of_files_shows(
    published: World, tmp_path: Path, chance: int
) -> None:
    """Files may be written in any order, on any day, by anybody: the release is the same."""
    other = World(tmp_path / "other")
    shutil.rmtree(other.content)
    paths = sorted(path for path in CLINIC.rglob("*") if path.is_file())
    Random(chance).shuffle(paths)  # noqa: S311 (no secret)
    for age, path in enumerate(paths):
        target = other.content / path.relative_to(CLINIC)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        target.chmod(0o600)
        os.utime(target, (age * 10**6, age * 10**6))

    other.build()

    assert read_current(other.releases) == read_current(published.releases)
    assert other.ledger() == published.ledger()
