"""The supervisor, among workers that do not do what they should."""

import os
import signal
from pathlib import Path

from tests.server.running import is_alive, running_module, wait_until

CREW = "tests.server.crew"


def test_a_worker_that_does_not_end_is_killed(tmp_path: Path) -> None:
    """A service that is told to stop does stop, whatever hangs in it."""
    with running_module([CREW, "hang", "serve"], tmp_path / "log", {}) as server:
        wait_until(lambda: len(server.workers()) == 2, "two workers")
        workers = server.workers()
        server.signal(signal.SIGTERM)

        assert server.end() == (0, "")

    assert server.has_logged("workers killed", 1)
    assert not any(map(is_alive, workers))


def test_a_worker_that_keeps_dying_is_given_time(tmp_path: Path) -> None:
    """The first death is healed at once; a series of them does not become a storm."""
    with running_module([CREW, "crash"], tmp_path / "log", {}) as server:
        wait_until(lambda: server.has_logged("worker ended", 7), "7 deaths")
        server.signal(signal.SIGTERM)
        status, error = server.end()

    deaths = server.lines("worker ended")
    assert [death["starts_in"] for death in deaths[:7]] == [0, 0.001, 0.005, 0.02, 0.1, 0.1, 0.1]
    assert {death["status"] for death in deaths[:7]} == {70}
    assert status == 0
    assert "RuntimeError: unforeseen" in error


def test_one_death_is_healed_at_once(tmp_path: Path) -> None:
    """Another worker takes the same place."""
    with running_module([CREW, "serve", "serve"], tmp_path / "log", {}) as server:
        wait_until(lambda: len(server.workers()) == 2, "two workers")
        os.kill(server.workers()[1], signal.SIGKILL)
        wait_until(lambda: server.has_logged("worker started", 3), "a third worker")

    (death,) = server.lines("worker ended")
    assert (death["worker"], death["status"], death["starts_in"]) == (1, -signal.SIGKILL, 0)
    assert [line["worker"] for line in server.lines("worker started")] == [0, 1, 1]


def test_while_one_serves_another_may_fail_to_start(tmp_path: Path) -> None:
    """What is wrong for a new worker is no reason to end one that works."""
    with running_module([CREW, "serve", "obey"], tmp_path / "log", {}) as server:
        wait_until(lambda: server.has_logged("announced", 2), "two workers")
        (tmp_path / "broken").touch()
        os.kill(server.workers()[1], signal.SIGKILL)
        wait_until(lambda: server.has_logged("worker ended", 4), "3 attempts")

        assert server.process.poll() is None

    _, *attempts = server.lines("worker ended")
    assert {line["detail"] for line in attempts} == {"SETTING='x' cannot be used."}


def test_when_none_can_start_the_reason_is_said_once(tmp_path: Path) -> None:
    """With the status that keeps others from trying again."""
    with running_module([CREW, "refuse", "refuse", "refuse"], tmp_path / "log", {}) as server:
        assert server.end() == (78, "Error: SETTING='x' cannot be used.\n")
