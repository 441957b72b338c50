"""Random worlds, each served for all the tests that ask it something."""

from collections.abc import Iterator
from random import Random

import pytest

from tests.query.scene import Scene, stage
from tests.query.world import make_world

SEEDS = range(8)


@pytest.fixture(scope="session", params=SEEDS, ids=lambda seed: f"world-{seed}")
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    """One of the worlds."""
    with stage(make_world(Random(request.param))) as scene:
        yield scene


@pytest.fixture(scope="session")
def full() -> Iterator[Scene]:
    """A world with documents of every type."""
    with stage(make_world(Random(len(SEEDS)), has_all_types=True)) as scene:
        yield scene
