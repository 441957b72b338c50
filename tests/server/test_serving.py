"""The release that a request reads from, while others come and go."""

import asyncio
import gc
from collections.abc import Iterator
from threading import Event
from weakref import ref

import pytest

from api.app import create_serving_app
from api.errors import StoreUnavailable
from api.loaded import Loaded, load_release
from api.serving import Serving
from tests.client import Client
from tests.server.editions import documents_of
from tests.server.press import Press

MANY = "/v1/articles?include=sections,references,studies,topics&limit=100"


@pytest.fixture
def serving(press: Press) -> Iterator[Serving]:
    """The first edition, served."""
    serving = Serving(load_release(press.releases))
    yield serving
    serving.loaded.retire()


@pytest.fixture
def client(serving: Serving) -> Iterator[Client]:
    client = Client(create_serving_app(serving))
    yield client
    client.close()


def load_second(press: Press) -> Loaded:
    press.publish(press.editions[1])
    return load_release(press.releases)


def test_an_answer_comes_from_the_release_that_its_request_began_with(
    press: Press, serving: Serving, client: Client
) -> None:
    """A swap in the middle of a request changes nothing in its answer."""
    before, after = serving.loaded, load_second(press)

    def swap_once(_: str) -> None:
        before.release.trace = None
        serving.swap(after)

    before.release.trace = swap_once
    during, later = client.get(MANY), client.get(MANY)

    assert during.headers["acupoint-release"] == str(before.number)
    assert later.headers["acupoint-release"] == str(after.number)
    for answer, edition in zip((during, later), press.editions, strict=True):
        documents = list(documents_of(answer.json()))
        assert len(documents) > 10
        assert all(map(edition.holds, documents))
    assert before.is_closed


@pytest.mark.parametrize(
    ("method", "target", "status"),
    [
        ("GET", MANY, 200),
        ("HEAD", MANY, 200),
        ("GET", "/v1/search?q=rest", 200),
        ("GET", "/v1/search?q=", 400),
        ("GET", "/v1/topics?limit=0", 400),
        ("GET", "/v1/topics/nothing", 404),
        ("GET", "//", 400),
        ("POST", "/v1/topics", 405),
        ("OPTIONS", "/v1/topics", 204),
    ],
)
def test_every_request_gives_its_release_back(
    method: str, target: str, status: int, press: Press, serving: Serving, client: Client
) -> None:
    """However a request ends, the release that it read can be closed by the next swap."""
    before = serving.loaded

    answer = client.send(method, target)

    assert answer.status == status
    assert not before.is_closed
    serving.swap(load_second(press))
    assert before.is_closed


def test_a_search_keeps_its_release_when_its_client_goes(
    press: Press, serving: Serving, client: Client
) -> None:
    """A thread cannot be stopped with its request; what it reads stays open until it is done."""
    before, reads, may_go_on = serving.loaded, Event(), Event()

    def wait(_: str) -> None:
        reads.set()
        may_go_on.wait(10)

    async def search_and_go() -> None:
        request = asyncio.create_task(client.exchange("GET", "/v1/search?q=rest"))
        await asyncio.to_thread(reads.wait, 10)
        request.cancel()
        await asyncio.wait([request])

    before.release.trace = wait
    client.loop.run_until_complete(search_and_go())
    serving.swap(load_second(press))

    assert not before.is_closed
    may_go_on.set()
    client.loop.run_until_complete(client.loop.shutdown_default_executor())
    assert before.is_closed


def test_nothing_of_a_release_outlives_it(press: Press, serving: Serving, client: Client) -> None:
    """Its arrays and answers go at once, and not when the garbage collector comes by."""
    client.get(MANY)
    client.get("/v1/topics?sort=name&filter[topic]=migraine")
    client.get("/v1/search?q=rest")
    before = serving.loaded
    parts = [ref(part) for part in (before, before.release, before.listing, before.search)]
    after = load_second(press)
    gc.disable()

    serving.swap(after)
    del before

    alive = [part() for part in parts]
    gc.enable()
    assert alive == [None] * 4


def test_a_closed_release_is_not_read(press: Press, serving: Serving) -> None:
    """Whoever comes too late is told so, and finds no half-closed file."""
    before = serving.loaded
    serving.swap(load_second(press))

    with pytest.raises(StoreUnavailable), before:
        pass
