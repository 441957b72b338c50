"""Worlds for the tests of this folder."""

from pathlib import Path

import pytest

from tests.release.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A clinic that was never built."""
    return World(tmp_path)


@pytest.fixture
def published(world: World) -> World:
    """A clinic with its first release in force."""
    world.build()
    return world
