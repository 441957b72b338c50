"""Worlds for the tests of this folder."""

import shutil
from pathlib import Path

import pytest

from tests.release.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A clinic that was never built."""
    return World(tmp_path)


@pytest.fixture(scope="session")
def first_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A clinic with its first release in force, that nobody changes."""
    world = World(tmp_path_factory.mktemp("first"))
    world.build()
    return world


@pytest.fixture
def published(first_world: World, tmp_path: Path) -> World:
    """A copy of it that a test may change."""
    shutil.copytree(first_world.content.parent, tmp_path, dirs_exist_ok=True)
    return first_world.moved(tmp_path)
