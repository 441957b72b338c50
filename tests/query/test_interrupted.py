"""Walks that new releases come into force in the middle of."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, event, given, note, settings
from hypothesis import strategies as st

from api.loaded import Loaded, load_release
from tests.http.envelopes import decode_all, open_page
from tests.query.asking import ask
from tests.query.model.values import ORDERS, read_value
from tests.query.oracle import Oracle
from tests.query.question import Question
from tests.query.scene import Scene, stage
from tests.query.world import make_world, next_edition

CHANCES = st.randoms(use_true_random=False)
MANY = settings(max_examples=40, derandomize=True, deadline=None)
EDITIONS = 4


class Edition(NamedTuple):
    """A release that comes into force one day."""

    oracle: Oracle
    loaded: Loaded


class History(NamedTuple):
    """A world and how it goes on."""

    scene: Scene
    editions: list[Edition]

    def show(self, place: int) -> Edition:
        """Put an edition in force."""
        edition = self.editions[place]
        self.scene.serving.loaded = edition.loaded
        return edition


@pytest.fixture(scope="session", params=range(3), ids=lambda seed: f"history-{seed}")
def history(request: pytest.FixtureRequest) -> Iterator[History]:
    """A world in four editions: in each, documents are changed, withdrawn and added."""
    chance = Random(request.param)
    with stage(make_world(chance, has_all_types=True)) as scene:
        editions = [Edition(scene.oracle, scene.serving.loaded)]
        for _ in range(EDITIONS - 1):
            world = next_edition(chance, editions[-1].oracle.world)
            world.lay_out(scene.folder)
            editions.append(Edition(Oracle(world), load_release(scene.folder)))
        history = History(scene, editions)
        yield history
        history.show(0)
        for edition in editions[1:]:
            edition.loaded.retire()


class Walk(NamedTuple):
    """What was seen, and in which editions."""

    seen: Counter[str]
    editions: list[Edition]


def walk(history: History, question: Question, chance: Random) -> Walk:
    """Follow a list to its end, while one edition comes after the other."""
    seen: Counter[str] = Counter()
    target: str | None = question.target()
    place, editions = 0, []
    while target is not None:
        place = min(EDITIONS - 1, place + chance.choice([0, 0, 1, 2]))
        edition = history.show(place)
        assume(edition.oracle.refusal(question) is None)
        page = open_page(history.scene.client.get(target))
        ids = [each["id"] for each in decode_all(list(map(bytes, page.data)))]
        assert {*ids} <= {each["id"] for each in edition.oracle.select(question)}
        seen.update(ids)
        editions.append(edition)
        target = page.page.get("next")
    return Walk(seen, editions)


def place_of(edition: Edition, question: Question) -> dict[str, Any]:
    """Say of each document that is listed which values it is sorted by."""
    names = [order.removeprefix("-") for order in question.sort or ORDERS[question.type]]
    return {
        each["id"]: [read_value(each, name) for name in names]
        for each in edition.oracle.select(question)
    }


@given(chance=CHANCES)
@MANY
def test_what_stays_as_it_is_comes_exactly_once(history: History, chance: Random) -> None:
    """Whatever is changed, withdrawn and added meanwhile, before and behind it."""
    world = history.scene.world
    question = ask(chance, world)._replace(include=(), fields=(), body=None, article=None)
    question = question._replace(filters=question.filters[:1], limit=chance.choice([1, 2, 3, 5]))
    note(question.target())

    walked = walk(history, question, chance)

    places = [place_of(edition, question) for edition in walked.editions]
    steady = [id_ for id_ in places[0] if all(each.get(id_) == places[0][id_] for each in places)]
    event(f"{len(set(map(id, walked.editions)))} editions, {bool(steady)}")
    assert {id_: walked.seen[id_] for id_ in steady} == dict.fromkeys(steady, 1)


def test_editions_differ_in_every_way(history: History) -> None:
    """In each one there are changed, withdrawn, new and unchanged documents of most types."""
    worlds = [edition.oracle.world.documents for edition in history.editions]
    for before, after in pairwise(worlds):
        assert {*before} - {*after}
        assert {*after} - {*before}
        both = {*before} & {*after}
        changed = {id_ for id_ in both if before[id_] != after[id_]}
        assert changed
        assert both - changed
