"""Random worlds, each served for all the tests that ask it something."""

from collections.abc import Iterator
from random import Random

import pytest

from tests.query.scene import Scene, stage
from tests.query.world import make_world

SEEDS = range(8)
LARGE = 7
"""The seed of a world so large that few of its documents are fewer than one of 32."""
SCALE = 8


@pytest.fixture(scope="session", params=SEEDS, ids=lambda seed: f"world-{seed}")
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    """One of the worlds."""
    scale = SCALE if request.param == LARGE else 1
    with stage(make_world(Random(request.param), scale=scale)) as scene:
        yield scene


@pytest.fixture(scope="session")
def full() -> Iterator[Scene]:
    """A world with documents of every type."""
    with stage(make_world(Random(len(SEEDS)), has_all_types=True)) as scene:
        yield scene
