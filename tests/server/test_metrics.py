"""What a service counts of itself, and tells those who run it."""

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_admin_app, create_serving_app
from api.loaded import load_release
from api.serve.metrics import Metrics
from api.serving import Serving
from api.tally import BOUNDS, METHODS
from tests.client import Client
from tests.server.press import Press
from tests.server.running import Running, read_metrics, wait_until
from tests.server.spoiled import SPOILED
from tests.server.traffic import Connection


class Office:
    """An application, and the admin application beside it."""

    def __init__(self, releases: Path, worker: int = 0, folder: Path | None = None) -> None:
        self.metrics = Metrics(worker, folder)
        self.serving = Serving(load_release(releases), self.metrics.tally)
        self.client = Client(create_serving_app(self.serving))
        admin = create_admin_app(self.serving, self.metrics.read)
        self.admin = Client(admin, has_contract=False)

    def read(self) -> dict[str, float]:
        """Read the metrics."""
        answer = self.admin.get("/metrics")
        assert answer.status == 200
        assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
        return read_metrics(answer.body)

    def close(self) -> None:
        """Let everything go."""
        self.serving.loaded.retire()
        self.client.close()
        self.admin.close()


@pytest.fixture
def office(press: Press) -> Iterator[Office]:
    office = Office(press.releases)
    yield office
    office.close()


def test_requests_are_counted_by_route_method_and_status(office: Office) -> None:
    """By the template of the route, so that there are as many series as doors."""
    for key in ("rest", "migraine", "nothing"):
        office.client.get(f"/v1/topics/{key}")
    office.client.send("HEAD", "/v1/topics/rest")
    etag = office.client.get("/v1/topics/rest").headers["etag"]
    office.client.get("/v1/topics/rest", If_None_Match=etag)

    metrics = office.read()

    name, route = "acupoint_requests_total", "route=/v1/topics/{key}"
    assert metrics[f"{name} method=GET,{route},status=200"] == 3
    assert metrics[f"{name} method=GET,{route},status=404"] == 1
    assert metrics[f"{name} method=HEAD,{route},status=200"] == 1
    assert metrics[f"{name} method=GET,{route},status=304"] == 1
    assert metrics[f"acupoint_request_duration_seconds_count {route}"] == 6
    assert metrics["acupoint_problems_total code=document-not-found"] == 1


def test_buckets_hold_all_that_was_not_slower(office: Office) -> None:
    """As Prometheus defines a histogram."""
    for seconds in (0.0, *BOUNDS, 5.0):
        office.metrics.tally.count_answer("/made", "GET", 200, seconds)

    metrics = office.read()

    name = "acupoint_request_duration_seconds"
    counts = [metrics[f"{name}_bucket le={bound},route=/made"] for bound in (*BOUNDS, "+Inf")]
    assert counts == [*range(2, len(BOUNDS) + 2), len(BOUNDS) + 2]
    assert metrics[f"{name}_sum route=/made"] == pytest.approx(sum(BOUNDS) + 5)


def test_no_client_can_make_a_series(office: Office) -> None:
    """Whatever is sent, what is counted is one of a few."""
    for method in ("GET", "HEAD", "PATCH", "BREW", "\\x1b[31m", "x" * 99):
        for target in ("/v1/topics/a%0Ab", f"/{method}", "/v1/topics?a=b", "//", "/v1/x/y/z"):
            for number in range(3):
                office.client.send(method, f"{target}{number}")

    keys = office.metrics.tally.answers

    assert {route for route, _, _ in keys} <= {"other", "/v1/topics", "/v1/topics/{key}"}
    assert {method for _, method, _ in keys} <= {*METHODS, "other"}
    assert sum(keys.values()) == 6 * 5 * 3


def test_releases_are_told(press: Press, office: Office) -> None:
    """Which one is served, since when, and what was refused."""
    before = office.read()
    press.publish(press.editions[1])

    office.serving.swap(load_release(press.releases))
    office.serving.note_trouble("wrong-hash")
    office.serving.tally.count_refusal("wrong-hash")

    after = office.read()
    assert before["acupoint_release_number worker=0"] == 3
    assert after["acupoint_release_number worker=0"] == 4
    assert 0 <= after["acupoint_release_age_seconds worker=0"] < 60
    assert (before["acupoint_release_swaps_total "], after["acupoint_release_swaps_total "]) == (
        0,
        1,
    )
    assert before["acupoint_release_degraded worker=0"] == 0
    assert after["acupoint_release_degraded worker=0"] == 1
    assert after["acupoint_releases_refused_total reason=wrong-hash"] == 1


def test_the_memo_has_its_counters(office: Office) -> None:
    """A remembered answer is a request, and takes no time worth counting."""
    office.metrics.tally.count_hits("/v1/topics", "GET", 200)
    office.metrics.tally.count_miss()
    office.metrics.tally.memo_bytes = 1234

    metrics = office.read()

    assert metrics["acupoint_memo_hits_total "] == 1
    assert metrics["acupoint_memo_misses_total "] == 1
    assert metrics["acupoint_memo_bytes worker=0"] == 1234
    assert metrics["acupoint_requests_total method=GET,route=/v1/topics,status=200"] == 1


def test_workers_are_added_up(press: Press, tmp_path: Path) -> None:
    """Whichever is asked answers for all, and a new one goes on where a dead one stopped."""
    offices = [Office(press.releases, worker, tmp_path) for worker in (0, 1)]
    for office in offices:
        office.client.get("/v1/topics")
        office.metrics.write()
    heir = Office(press.releases, 1, tmp_path)
    heir.client.get("/v1/topics")

    told = [offices[0].read(), heir.read()]

    name = "acupoint_requests_total method=GET,route=/v1/topics,status=200"
    assert [metrics[name] for metrics in told] == [2, 3]
    assert [metrics["acupoint_workers "] for metrics in told] == [2, 2]
    for office in (*offices, heir):
        office.close()


def test_a_worker_that_says_nothing_is_not_counted(
    press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its counts stay, for counters never fall; what it serves is nobody's business any more."""
    silent, asked = (Office(press.releases, worker, tmp_path) for worker in (0, 1))
    silent.client.get("/v1/topics")
    silent.metrics.write()
    monkeypatch.setattr("api.serve.metrics.FRESH", 0.0)

    metrics = asked.read()

    assert metrics["acupoint_workers "] == 0
    assert metrics["acupoint_requests_total method=GET,route=/v1/topics,status=200"] == 1
    assert "acupoint_release_number worker=0" not in metrics
    silent.close()
    asked.close()


def test_public_and_admin_doors_are_separate(office: Office) -> None:
    """Metrics are not for clients, and content is not for those who watch."""
    assert office.client.get("/metrics").status == 404
    assert office.admin.get("/v1/topics").status == 404
    assert office.admin.get("/metric").json()["suggestion"] == "/metrics"
    assert office.admin.get("/readyz").json() == office.client.get("/readyz").json()
    assert office.admin.get("/livez").status == 200
    assert [route for route, _, _ in office.metrics.tally.answers] == ["other", "/readyz"]


@pytest.mark.enable_socket
def test_two_workers_count_as_one_service(press: Press, server: Running) -> None:
    """Sums are exact whoever is asked, also after a worker died."""
    port = server.wait_for_port()
    name = "acupoint_requests_total method=GET,route=/v1/topics,status=200"

    async def ask(times: int) -> None:
        for _ in range(times):
            connection = await Connection.open(port)
            assert (await connection.get("/v1/topics")).status == 200
            connection.close()

    asyncio.run(ask(40))
    wait_until(lambda: server.metrics().get(name) == 40, "40 requests")
    assert server.metrics()["acupoint_workers "] == 2
    os.kill(server.workers()[0], signal.SIGKILL)
    wait_until(lambda: server.has_logged("worker started", 3), "a new worker")
    asyncio.run(ask(10))
    wait_until(lambda: server.metrics().get(name) == 50, "50 requests")
    press.publish(press.editions[1])
    SPOILED["garbage"][0](press.releases)
    degraded = "acupoint_release_degraded worker="
    wait_until(
        lambda: [server.metrics().get(f"{degraded}{worker}") for worker in (0, 1)] == [1, 1],
        "both degraded",
    )
