"""A server among releases that come, good ones and bad ones."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from structlog.testing import capture_logs

from api.app import create_serving_app
from api.loaded import load_release
from api.serve.watch import Watch
from api.serving import Serving
from schema.storage.identity import CURRENT
from tests.client import Client
from tests.release.world import World
from tests.server.press import Press
from tests.server.spoiled import SPOILED, name_in_current

SOON = 20
"""Seconds after which a condition is given up; it is met in a fraction of one."""


class Watched:
    """An application whose watch runs whenever a test waits for something."""

    def __init__(self, releases: Path) -> None:
        self.serving = Serving(load_release(releases))
        self.client = Client(create_serving_app(self.serving))
        self.watch = Watch(self.serving, releases)

    def wait_until(self, is_met: Callable[[], bool]) -> None:
        """Let the watch run until a condition is met."""
        self.client.loop.run_until_complete(self._wait_until(is_met))

    async def _wait_until(self, is_met: Callable[[], bool]) -> None:
        watching = asyncio.create_task(self.watch.run())
        deadline = monotonic() + SOON
        while not is_met():
            assert monotonic() < deadline, "it did not come true"
            assert not watching.done()
            await asyncio.sleep(0.001)
        watching.cancel()
        await asyncio.wait([watching])

    def wait_for_number(self, number: int) -> None:
        """Let the watch run until a release is served."""
        self.wait_until(lambda: self.serving.loaded.number == number)

    def readiness(self) -> dict[str, Any]:
        """Ask for readiness, which is no error in any case."""
        answer = self.client.get("/readyz")
        assert answer.status == 200
        ready: dict[str, Any] = answer.json()
        return ready


@contextmanager
def watching(releases: Path) -> Iterator[Watched]:
    watched = Watched(releases)
    yield watched
    watched.serving.loaded.retire()
    watched.client.close()


@pytest.fixture
def watched(press: Press) -> Iterator[Watched]:
    """The first edition, with number 3."""
    with watching(press.releases) as watched:
        yield watched


def test_what_is_published_is_served(press: Press, watched: Watched) -> None:
    """A new CURRENT is all that it takes."""
    for edition in (press.editions[1], press.editions[0], press.editions[1]):
        number = press.publish(edition).number

        watched.wait_for_number(number)

        answer = watched.client.get("/v1/topics?limit=100")
        assert answer.headers["acupoint-release"] == str(number)
        assert all(map(edition.holds, answer.json()["data"]))
        assert watched.readiness()["status"] == "ready"


def test_a_build_is_a_publishing(tmp_path: Path) -> None:
    """Whoever compiles content beside a server publishes it."""
    world = World(tmp_path)
    world.build()
    with watching(world.releases) as watched:
        world.edit("topics.yaml", "Care without anything", "Care without much")
        world.build()

        watched.wait_for_number(2)

        topic = watched.client.get("/v1/topics/rest").json()["data"]
        assert topic["description"] == "Care without much."


def test_a_publisher_can_ask_to_be_noticed(
    press: Press, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever calls need not wait for the next look."""
    monkeypatch.setattr("api.serve.watch.INTERVAL", 3600.0)
    number = press.publish(press.editions[1]).number

    watched.client.loop.call_later(0.01, watched.watch.call)

    watched.wait_for_number(number)


@pytest.mark.parametrize(("spoil", "reason"), SPOILED.values(), ids=SPOILED)
def test_what_cannot_be_served_is_refused(
    spoil: Callable[[Path], object], reason: str, press: Press, watched: Watched
) -> None:
    """The old release stays, readiness and one line in the log say why, and a good one ends it."""
    before = watched.serving.loaded

    with capture_logs() as lines:
        spoil(press.releases)
        watched.wait_until(lambda: watched.serving.trouble is not None)
        for _ in range(3):
            watched.client.loop.run_until_complete(watched.watch.look())
        degraded = watched.readiness()

    assert watched.serving.loaded is before
    assert watched.client.get("/v1/topics").status == 200
    assert (degraded["status"], degraded["reason"]) == ("degraded", reason)
    assert degraded["release"]["number"] == before.number
    refusals = [line for line in lines if line["event"] == "release refused"]
    assert [line["reason"] for line in refusals] == [reason]
    watched.wait_for_number(press.publish(press.editions[1]).number)
    assert watched.readiness() == watched.readiness() | {"status": "ready"}
    assert "reason" not in watched.readiness()


def test_it_is_over_when_current_is_what_it_was(press: Press, watched: Watched) -> None:
    """Nothing is opened anew for that."""
    before, good = watched.serving.loaded, (press.releases / CURRENT).read_bytes()
    (press.releases / CURRENT).write_bytes(b"{")
    watched.wait_until(lambda: watched.serving.trouble == "bad-current")

    (press.releases / CURRENT).write_bytes(good)

    watched.wait_until(lambda: watched.serving.trouble is None)
    assert watched.serving.loaded is before


def test_a_file_may_arrive_after_current(press: Press, watched: Watched) -> None:
    """Copying a folder has no order; what was refused is looked at again when something comes."""
    second = press.releases / press.editions[1].file.name
    aside = press.releases.parent / "aside.sqlite"
    press.publish(press.editions[1])
    second.rename(aside)
    watched.wait_until(lambda: watched.serving.trouble == "no-file")

    aside.rename(second)

    watched.wait_until(lambda: watched.serving.trouble is None)
    assert all(map(press.editions[1].holds, watched.client.get("/v1/topics").json()["data"]))


def test_damage_that_is_mended_in_place_is_noticed_in_time(
    press: Press, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no look can see, patience does."""
    monkeypatch.setattr("api.serve.watch.PATIENCE", 0.1)
    second = press.releases / press.editions[1].file.name
    whole = second.read_bytes()
    second.chmod(0o644)
    second.write_bytes(bytes(len(whole)))
    number = press.publish(press.editions[1]).number
    watched.wait_until(lambda: watched.serving.trouble is not None)

    second.write_bytes(whole)

    watched.wait_for_number(number)


def test_numbers_never_fall(press: Press, watched: Watched) -> None:
    """Also a release that is sound is refused if its number was passed."""
    number = press.publish(press.editions[1]).number
    watched.wait_for_number(number)
    name_in_current(press.releases, number=number - 1)

    watched.wait_until(lambda: watched.serving.trouble == "old-number")

    assert watched.client.get("/v1/topics").headers["acupoint-release"] == str(number)
