"""Copies compared with what they must be: random histories, cut at random pages."""

from collections import Counter
from random import Random

import pytest

from tests.query.scene import Scene, change, stage
from tests.sync.history import Edition, begin_history, go_on
from tests.sync.replay import EDITIONS, LIMITS, check, finish, play
from tests.sync.replica import Replica, choose_wanted, named_by, select

HISTORIES = range(6)


@pytest.fixture(params=HISTORIES, ids=lambda seed: f"history-{seed}")
def chance(request: pytest.FixtureRequest) -> Random:
    """What decides everything in a history."""
    return Random(request.param)


def test_every_copy_converges(chance: Random) -> None:
    """Whenever it was begun, whatever it holds, wherever its pages were cut: it is right."""
    copies = 0
    for scene, edition, replicas in play(chance):
        for replica in [each for each in replicas if chance.random() < 0.5]:
            if finish(replica, scene):
                check(replica, edition)
                copies += 1
            else:
                replicas.remove(replica)
    assert copies > EDITIONS


def test_a_walk_brings_each_document_once_and_names_what_is_pending(chance: Random) -> None:
    """Nothing is named that neither came nor was announced; at the end nothing is missing."""
    edition = begin_history(chance)
    with stage(edition) as scene:
        replica = Replica(choose_wanted(chance, edition), chance.choice(LIMITS[:5]))
        for _ in range(3):
            finish_walk(replica, scene, edition)
            assert not replica.pending
            edition = go_on(chance, edition)
            scene = change(scene, edition)  # noqa: PLW2901 (the same stage, another world)
            if replica.ask(scene.client) != 200:
                return
            replica.seen, replica.pending = [], set()


def finish_walk(replica: Replica, scene: Scene, edition: Edition) -> None:
    """Walk to the end, and look at the copy after each page."""
    wanted = select(edition, replica.wanted)
    replica.has_more = True
    while replica.has_more:
        assert replica.ask(scene.client) == 200
        came = [each for id_, each in replica.documents.items() if id_ in replica.seen]
        named = {id_ for each in came for id_ in named_by(each)}
        missing = (named & wanted.keys()) - replica.documents.keys()
        assert missing <= replica.pending
    assert max(Counter(replica.seen).values(), default=0) <= 1
    check(replica, edition)


def test_a_copy_from_another_history_is_told_to_begin_anew(chance: Random) -> None:
    """After a rollback, and when the history went on differently from there."""
    first = begin_history(chance)
    second = go_on(chance, first)
    with stage(first) as scene:
        old = Replica(choose_wanted(chance, first), 100)
        assert finish(old, scene)
        scene = change(scene, second)  # noqa: PLW2901 (the same stage, another world)
        replica = Replica(choose_wanted(chance, second), 100)
        assert finish(replica, scene)
        assert len(second.ledger.changes) > len(first.ledger.changes)

        scene = change(scene, first)  # noqa: PLW2901 (the same stage, another world)
        assert replica.ask(scene.client) == 410
        assert old.ask(scene.client) == 200
        check(old, first)

        other = go_on(Random(str(chance.random())), first)
        scene = change(scene, other)  # noqa: PLW2901 (the same stage, another world)
        assert replica.ask(scene.client) == 410
