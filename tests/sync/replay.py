"""Histories that are published while clients ask for pages whenever they like."""

from collections.abc import Iterator
from random import Random

from tests.query.scene import Scene, change, stage
from tests.sync.history import Edition, begin_history, go_on
from tests.sync.replica import Replica, choose_wanted, select

EDITIONS = 5
LIMITS = (1, 2, 3, 7, 20, 100, 500)


def check(replica: Replica, edition: Edition) -> None:
    """Compare a copy that says it is complete."""
    expected = select(edition, replica.wanted)
    assert replica.documents == expected
    assert replica.digest() == replica.state["digest"]
    assert replica.state["count"] == len(expected)
    assert replica.state["seq"] == len(edition.ledger.changes)


def finish(replica: Replica, scene: Scene) -> bool:
    """Ask until there is no more; says whether that was answered, and not with a 410."""
    status = replica.ask(scene.client)
    while status == 200 and replica.has_more:
        status = replica.ask(scene.client)
    assert status in {200, 410}
    return status == 200


def play(chance: Random) -> Iterator[tuple[Scene, Edition, list[Replica]]]:
    """Publish edition after edition, while clients ask for pages whenever they like."""
    edition = begin_history(chance)
    replicas: list[Replica] = []
    with stage(edition) as scene:
        for _ in range(EDITIONS):
            replicas += [
                Replica(choose_wanted(chance, edition), chance.choice(LIMITS)) for _ in range(3)
            ]
            for _ in range(chance.randint(0, 25)):
                replica = chance.choice(replicas)
                if replica.ask(scene.client) != 200:
                    replicas.remove(replica)
            yield scene, edition, replicas
            edition = go_on(chance, edition)
            scene = change(scene, edition)  # noqa: PLW2901 (the same stage, another world)
