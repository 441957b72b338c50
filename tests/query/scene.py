"""A world that is served: its release, the application, a client, and the oracle beside it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from api.app import create_serving_app
from api.loaded import load_release
from api.serving import Serving
from tests.client import Client
from tests.query.oracle import Oracle
from tests.query.world import World


class Scene(NamedTuple):
    """A world on stage."""

    world: World
    oracle: Oracle
    serving: Serving
    client: Client
    folder: Path


@contextmanager
def stage(world: World) -> Iterator[Scene]:
    """Lay a world into a release and serve it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        world.lay_out(folder)
        serving = Serving(load_release(folder))
        client = Client(create_serving_app(serving))
        try:
            yield Scene(world, Oracle(world), serving, client, folder)
        finally:
            client.close()
            serving.loaded.retire()


def change(scene: Scene, world: World) -> Scene:
    """Put the next edition of a world in force, and serve it from now on."""
    world.lay_out(scene.folder)
    scene.serving.swap(load_release(scene.folder))
    return scene._replace(world=world, oracle=Oracle(world))
