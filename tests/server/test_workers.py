"""Several workers behind one address: they die, drain and publish under load."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest

from seed.rollback import roll_back
from tests.server.press import Press
from tests.server.running import Running, is_alive, running, wait_until
from tests.server.spoiled import SPOILED
from tests.server.traffic import Traffic

pytestmark = pytest.mark.enable_socket

CLIENTS = 8


def under_load(
    server: Running, press: Press, story: Callable[[Traffic], Awaitable[None]]
) -> Traffic:
    """Let a story happen while clients read from both workers."""

    async def run() -> Traffic:
        traffic = Traffic(server.wait_for_port())
        traffic.editions[press.number] = press.editions[0]
        await traffic.start(CLIENTS)
        try:
            await story(traffic)
        finally:
            await traffic.stop()
        return traffic

    return asyncio.run(run())


def test_publishing_under_load(press: Press, server: Running) -> None:
    """No answer fails, none is mixed, and none is older than one that its client had before."""

    async def story(traffic: Traffic) -> None:
        for _ in range(9):
            for edition in reversed(press.editions):
                number = traffic.publish(press, edition)
            server.signal(signal.SIGUSR1)
            await traffic.wait_for_number(number)
        for edition in reversed(press.editions):
            traffic.editions[press.number + 1] = edition
            number = roll_back(press.releases, edition.file.stem, with_withdrawn=False).number
            await traffic.wait_for_number(number)

    traffic = under_load(server, press, story)

    assert traffic.wrong == []
    assert (traffic.unanswered, traffic.torn) == (0, 0)
    assert press.number == 23
    assert len(server.lines("release in force")) >= 20


def test_bad_releases_under_load(press: Press, server: Running) -> None:
    """Each is refused by each worker, while the old one is served; and then a good one is."""

    async def story(traffic: Traffic) -> None:
        for kind in ("garbage", "lower number", "no file", "flipped bit"):
            spoil, reason = SPOILED[kind]
            refused = len(server.lines("release refused")) + 2
            spoil(press.releases)
            await traffic.wait_for(partial(server.has_logged, "release refused", refused))
            reasons = [line["reason"] for line in server.lines("release refused")]
            assert reasons[-2:] == [reason, reason]
            await traffic.wait_for_answers(1)
            for edition in reversed(press.editions):
                await traffic.wait_for_number(traffic.publish(press, edition))

    traffic = under_load(server, press, story)

    assert traffic.wrong == []
    assert (traffic.unanswered, traffic.torn) == (0, 0)


def test_a_killed_worker_is_missed_by_its_own_clients_only(press: Press, server: Running) -> None:
    """Their next connection is accepted, and a new worker takes the place, with what is served."""

    async def story(traffic: Traffic) -> None:
        for _ in range(3):
            victim = server.workers()[0]
            os.kill(victim, signal.SIGKILL)
            await traffic.wait_for(partial(server.has_lost, victim))
            await traffic.wait_for(lambda: len(server.workers()) == 2)
            await traffic.wait_for_answers(3)

    traffic = under_load(server, press, story)

    assert traffic.wrong == []
    assert traffic.unanswered + traffic.torn <= 3 * CLIENTS
    assert len(server.lines("worker started")) == 5


def test_a_new_worker_serves_what_the_others_do(press: Press, server: Running) -> None:
    """Also when the release in force cannot be served, and was not when the others started."""

    async def story(traffic: Traffic) -> None:
        await traffic.wait_for_number(traffic.publish(press, press.editions[1]))
        spoil, _ = SPOILED["flipped bit"]
        spoil(press.releases)
        await traffic.wait_for(lambda: server.has_logged("release refused", 2))
        for victim in server.workers():
            os.kill(victim, signal.SIGKILL)
        await traffic.wait_for(lambda: server.has_logged("release refused", 4))
        await traffic.wait_for_answers(1)

    traffic = under_load(server, press, story)

    assert traffic.wrong == []
    assert {line["status"] for line in server.lines("worker ended")} == {-signal.SIGKILL}


def test_a_drained_worker_is_missed_by_nobody(press: Press, server: Running) -> None:
    """Its clients are answered, and told that this was the last time: a rolling restart."""

    async def story(traffic: Traffic) -> None:
        for victim in server.workers():
            os.kill(victim, signal.SIGTERM)
            await traffic.wait_for(partial(server.has_lost, victim))
            await traffic.wait_for_answers(3)

    traffic = under_load(server, press, story)

    assert (traffic.wrong, traffic.torn, traffic.unanswered) == ([], 0, 0)
    assert {line["status"] for line in server.lines("worker ended")} == {0}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_all_drain_together(number: signal.Signals, press: Press, server: Running) -> None:
    """Every request that was begun is answered, and nobody is left behind."""
    workers = server.workers()

    async def story(traffic: Traffic) -> None:
        await traffic.wait_for_answers(3)
        server.signal(number)
        await traffic.wait_until_refused()

    traffic = under_load(server, press, story)

    assert (traffic.wrong, traffic.torn) == ([], 0)
    assert server.end() == (0, "")
    assert not any(map(is_alive, workers))


def test_workers_do_not_outlive_their_supervisor(server: Running) -> None:
    """Else they would keep the address from the next one."""
    workers = server.workers()

    server.signal(signal.SIGKILL)

    wait_until(lambda: not any(map(is_alive, workers)), "the end of all workers")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"WORKERS": "0"}, "WORKERS='0' cannot be used"),
        ({"WORKERS": "two"}, "WORKERS='two' cannot be used"),
        ({"WORKERS": "2", "RELEASES": "/nowhere"}, "There is no release in /nowhere"),
        ({"WORKERS": "2", "HOST": "192.0.2.1"}, "HOST='192.0.2.1' PORT=0 cannot be used"),
    ],
    ids=lambda case: " ".join(case) if isinstance(case, dict) else "",
)
def test_what_cannot_start_says_so_once(
    settings: dict[str, str], said: str, press: Press, tmp_path: Path
) -> None:
    """However many workers there would be, there is one line and status 78."""
    with running(press.releases, tmp_path / "log", **settings) as server:
        status, error = server.end()

    assert status == 78
    assert error.startswith(f"Error: {said}")
    assert error.count("\n") == 1
