import gc
import time
import tracemalloc
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from itertools import chain
from math import inf
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from api.app import create_serving_app
from api.http.answer import EXPIRES_AT
from api.http.coding import IDENTITY, Coding
from api.loaded import load_release
from api.serve.answering import AnswerProtocol
from api.serve.answers import Answers
from api.serve.door import MemoDoor
from api.serve.first import make_first
from api.serve.generations import Generations, cost_of
from api.serve.last import MAX_KEPT
from api.serve.memo import (
    MAX_JOINED,
    NOT_MODIFIED,
    OK,
    AnswerMemo,
    Asked,
    HeaderPairs,
    ask,
    finish_answer,
    write_tail,
)
from api.serve.profile import HeaderReader, Profile, read_profile
from api.serve.tiers import Tiers, build_tiers
from api.serving import Serving
from api.settings import Settings
from schema.feed import FEEDS, FeedFormat
from tests.client import CLINIC_TIME, HOST, Client
from tests.server.editions import documents_of
from tests.server.press import Press

from .wire import GET, Wire, serving_tiers, wait_until

MEGABYTE = 2**20
HEAD: HeaderPairs = [(b"content-type", b"application/json"), (b"etag", b'"a"')]
ORDINARY = [
    (b"authorization", b"Bearer x"),
    (b"cookie", b"a=b"),
    (b"range", b"bytes=0-1"),
    (b"expect", b"100-continue"),
    (b"upgrade", b"h2c"),
    (b"content-length", b"0"),
    (b"transfer-encoding", b"chunked"),
    (b"request-id", b"mine"),
    (b"x-request-id", b"theirs"),
    (b"accept", b"text/html, application/xml;q=0.9, */*;q=0.8"),
    (b"accept", b"application/json, */*"),
    (b"connection", b"upgrade"),
    (b"if-modified-since", b"Thu, 01 Jan 2099 00:00:00 GMT"),
    (b"x-unheard-of", b"x"),
    (b"user-agent", b"x" * 5000),
    (b"host", b"localhost"),
]
PLAIN = [
    (b"accept", b"*/*"),
    (b"accept", b"application/json"),
    (b"accept-encoding", b"gzip, br"),
    (b"user-agent", b"x"),
    (b"connection", b"keep-alive"),
    (b"if-none-match", b'"a"'),
    (b"if-none-match", b"*"),
    (b"x-forwarded-for", b"192.0.2.1"),
]


class Weight:
    """A value of some bytes."""

    def __init__(self, size: int) -> None:
        self.size = size


class WithoutFirst(Answers):
    """Leaves all that is not kept to the application."""

    def make(self, name: bytes, target: bytes, profile: Profile) -> None:
        """Make nothing."""


def count(tiers: Tiers) -> tuple[int, int]:
    """How many answers came from the memo, and how many could have and did not."""
    tally = tiers.answers.serving.tally
    return tally.hits, tally.misses


@pytest.fixture
def tiers(press: Press) -> Iterator[Tiers]:
    """The first edition, with everything that answers from it."""
    serving = Serving(load_release(press.releases))
    yield build_tiers(
        Settings(memo_bytes=MEGABYTE, max_requests=10**6), serving, create_serving_app(serving)
    )
    serving.loaded.retire()


@pytest.fixture
def client(tiers: Tiers) -> Iterator[Client]:
    client = Client(tiers.app)
    yield client
    client.close()


@pytest.fixture
def wire(tiers: Tiers) -> Iterator[Wire]:
    with serving_tiers(tiers) as running:
        yield running


def test_what_is_asked_for_outlives_a_flood() -> None:
    """However many entries come that nobody asks for twice, those in use stay."""
    kept: Generations[Weight] = Generations(100_000)
    kept.keep(b"in use", Weight(100))
    for number in range(10_000):
        kept.keep(b"%d" % number, Weight(100))
        if number % 50 == 0:
            assert kept.find(b"in use") is not None
        assert kept.size <= kept.budget

    assert kept.find(b"1") is None
    assert kept.find(b"9999") is not None


def test_one_entry_does_not_take_the_place_of_all() -> None:
    """What is larger than an eighth of the budget is not kept, and nothing makes room for it."""
    kept: Generations[Weight] = Generations(8000)
    kept.keep(b"small", Weight(100))
    kept.keep(b"large", Weight(1000))

    assert kept.find(b"large") is None
    assert kept.find(b"small") is not None


@settings(max_examples=40, derandomize=True, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from("arkfj"), st.integers(0, 5), st.integers(0, 2)),
        min_size=60,
        max_size=120,
    )
)
def test_what_a_request_is_given_is_kept_under_its_name_for_as_long(
    steps: list[tuple[str, int, int]],
) -> None:
    """So its bytes are counted there; and the sum of them is right after any steps."""
    memo = AnswerMemo(12_000)
    for step, number, agent in steps:
        name, head = b"identity:500 /v1/%d" % number, b"GET /v1/%d %d" % (number, agent)
        finished = memo.find(name) if step != "f" else None
        if step == "f":
            asked = memo.find(head)
            assert asked is None or asked.name == name
        elif finished is None:
            body = memoryview(b"x" * number * 20)
            finished = finish_answer("", '"a"', b"y" * 100, body, is_json=True)
            memo.keep(name, finished)
            assert memo.find(name) is finished
        elif step == "j" and finished.is_in_pieces:
            memo.join(name, finished)
            assert not finished.is_in_pieces
        elif step in "rk":
            memo.keep_asked(head, ask(name, finished, OK if step == "r" else NOT_MODIFIED))
            assert memo.find(head) is not None

        for kept, others in ((memo.young, ()), (memo.old, (memo.young,))):
            for asked in (each for each in kept.values() if isinstance(each, Asked)):
                found = [where.get(asked.name) for where in (kept, *others)]
                assert any(asked.finished is each for each in found)
        sizes = (cost_of(*entry) for entry in chain(memo.young.items(), memo.old.items()))
        assert memo.size == sum(sizes) <= memo.budget


def test_the_bytes_that_are_counted_are_the_bytes_that_are_used() -> None:
    """A budget holds for the process, not only for the sum of some lengths."""
    reader = HeaderReader()
    gc.collect()
    tracemalloc.start()
    memo, profiles = AnswerMemo(MEGABYTE), Generations[Any](MEGABYTE)
    for number in range(4000):
        head = [*HEAD, *[(b"name-%d-%d" % (each, number), b"%d" % number) for each in range(8)]]
        finished = finish_answer("", '"a"', write_tail(head), b"x" * (number % 500), is_json=True)
        finished.write_304()
        memo.keep(b" /v1/topics/%d" % number, finished)
        header = b' HTTP/1.1\r\nHost: a\r\nIf-None-Match: "%d", "b"\r\n\r\n' % number
        profile = reader.read(b"GET /" + header)
        assert profile is not None
        profiles.keep(header, profile)
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert memo.size + profiles.size <= 2 * MEGABYTE
    assert used < 1.1 * (memo.size + profiles.size)
    assert memo.size + profiles.size > MEGABYTE


@pytest.mark.parametrize("status", [OK, NOT_MODIFIED])
def test_what_is_ready_takes_the_bytes_that_are_counted_for_it(
    status: int, clinic_releases: Path
) -> None:
    """With its 304, and with a request that is given it; its content is in the file, or joined."""
    loaded = load_release(clinic_releases)
    targets = [b"/v1/articles/migraine?include=sections", b"/v1/topics", b"/v1/articles/migraine"]
    gc.collect()
    tracemalloc.start()
    memo = AnswerMemo(MEGABYTE)
    for number in range(4000):
        first = make_first(loaded, targets[number % 3], "*/*", Coding(IDENTITY), CLINIC_TIME)
        assert first is not None
        first.finished.write_304()
        name = b"identity:500 /v1/topics/%b%d" % (b"x" * (number % 300), number)
        asked = ask(name, first.finished, status)
        memo.keep_asked(b"GET %b HTTP/1.1\r\n\r\n" % name, asked)
        if status == NOT_MODIFIED:
            memo.join(name, first.finished)
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    loaded.retire()

    assert MEGABYTE / 2 < memo.size <= MEGABYTE
    assert used < 1.1 * memo.size


@pytest.mark.enable_socket
def test_the_name_of_an_answer_is_no_request(tiers: Tiers, wire: Wire) -> None:
    """Whoever sends it is refused, as with anything else that is no HTTP."""
    with wire.connect() as peer:
        peer.send(GET).read()
    [name] = tiers.answers.memo.young
    with wire.connect() as peer:
        assert peer.send(name).read().status == 400


@pytest.mark.enable_socket
def test_thousands_of_addresses_and_headers_take_no_more_memory(wire: Wire) -> None:
    """Whoever asks in always new words fills the memo once, and then only changes what is in it."""
    asked = b"GET /v1/search?q=rest+%d HTTP/1.1\r\nHost: localhost\r\nUser-Agent: %d\r\n\r\n"
    with wire.connect() as peer:
        answers = answers_of(wire, peer)
        for number in range(1000):
            peer.send(asked % (number, number)).read()
            assert answers.size <= MEGABYTE
        for start in range(0, 20_000, 500):
            heads = [asked % (999, start + each) for each in range(500)]
            peer.send(b"".join(heads))
            assert all(peer.read().status == 200 for _ in heads)
            assert answers.size <= MEGABYTE

    assert answers.number > 19_000


def answers_of(wire: Wire, peer: Any) -> Answers:
    """Find what answers a connection."""
    assert peer.send(GET).read().status == 200
    (member,) = wire.connections.members
    assert isinstance(member, AnswerProtocol)
    return member.answers


@pytest.mark.enable_socket
def test_nothing_of_a_release_is_sent_after_it_was_replaced(
    press: Press, tiers: Tiers, wire: Wire
) -> None:
    """A swap is one assignment: the next answer is from the new release, kept or not."""
    asked = b"GET /v1/articles?include=sections HTTP/1.1\r\nHost: localhost\r\n\r\n"
    serving = tiers.answers.serving
    with wire.connect() as peer:
        for turn in range(20):
            edition = press.editions[turn % 2]
            for _ in range(3):
                reply = peer.send(asked).read()
                assert all(map(edition.holds, documents_of(reply.json())))
                assert reply.headers["acupoint-release"] == str(serving.loaded.number)
            press.publish(press.editions[(turn + 1) % 2])
            (member,) = wire.connections.members
            later = load_release(press.releases)
            member.loop.call_soon_threadsafe(serving.swap, later)
            wait_until(lambda later=later: serving.loaded is later)  # type: ignore[misc]

    assert tiers.answers.number >= 20


def test_an_answer_that_a_swap_overtook_is_not_kept(press: Press, tiers: Tiers) -> None:
    """An answer is kept for the release that its request began with, or not at all."""
    serving = tiers.answers.serving
    before = serving.loaded
    press.publish(press.editions[1])
    after = load_release(press.releases)
    inner = tiers.app.inner

    async def swap_meanwhile(scope: Any, receive: Any, send: Any) -> None:
        await inner(scope, receive, lambda message: overtaken(message, send))

    async def overtaken(message: Any, send: Any) -> None:
        if serving.loaded is before:
            serving.swap(after)
        await send(message)

    answers = WithoutFirst(serving, MEGABYTE)
    client = Client(MemoDoor(swap_meanwhile, answers))
    first, second = client.get("/v1/topics"), client.get("/v1/topics")
    client.close()

    assert first.headers["acupoint-release"] == str(before.number)
    assert second.headers["acupoint-release"] == str(after.number)
    assert not before.memo.young
    assert answers.number == 0


def test_a_swap_while_a_page_is_sent_leaves_nothing_of_it(
    press: Press, tiers: Tiers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is joined belongs to the release that it was found in."""
    monkeypatch.setattr("api.serve.memo.MAX_JOINED", 100)
    serving, asked = tiers.answers.serving, list[str]()
    before = serving.loaded
    press.publish(press.editions[1])
    after = load_release(press.releases)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        async def overtaken(message: Any) -> None:
            if len(asked) == 2 and serving.loaded is before:
                serving.swap(after)
            await send(message)

        asked.append(scope["path"])
        await tiers.app(scope, receive, overtaken)

    client = Client(app)
    numbers = [client.get("/v1/articles").headers["acupoint-release"] for _ in range(5)]
    client.close()

    assert numbers == [str(each.number) for each in (before, before, after, after, after)]


@pytest.mark.parametrize("field", ORDINARY, ids=lambda field: field[0].decode())
def test_what_is_not_plain_goes_the_ordinary_way(
    field: tuple[bytes, bytes], tiers: Tiers, client: Client
) -> None:
    """Neither is it answered from the memo, nor is its answer kept."""
    client.send("GET", "/v1/topics", raw_headers=[HOST, field])
    assert tiers.answers.serving.tally.misses == 0
    client.get("/v1/topics")
    client.send("GET", "/v1/topics", raw_headers=[HOST, field])

    assert count(tiers) == (0, 1)
    assert read_profile([HOST, field]) is None


@pytest.mark.parametrize("field", PLAIN, ids=lambda field: b": ".join(field).decode())
def test_what_is_plain_is_answered_from_the_memo(
    field: tuple[bytes, bytes], tiers: Tiers, client: Client
) -> None:
    """What browsers, apps and proxies send on every request."""
    for method in ("GET", "GET", "HEAD"):
        client.send(method, "/v1/topics", raw_headers=[HOST, field])

    assert count(tiers) == (2, 1)


def test_each_form_has_an_answer_of_its_own(tiers: Tiers, client: Client) -> None:
    """One address, several forms: none is sent for another, from the memo or not."""
    target = "/v1/articles/migraine"
    wanted = ["application/json", "text/html", "application/ld+json", "text/markdown", "*/*"]

    first = [client.get(target, Accept=accept) for accept in wanted]
    second = [client.get(target, Accept=accept) for accept in wanted]

    assert [each.body for each in first] == [each.body for each in second]
    assert len({each.body for each in first}) == len(wanted) - 1  # Anything is JSON.
    assert count(tiers) == (1 + len(wanted), 4)


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_a_feed_is_a_first_answer(feed: FeedFormat, tiers: Tiers, client: Client) -> None:
    """It is made without the framework, with the bytes that the framework leads to."""
    target = f"{feed.path}?lang=es"

    first = make_first(
        tiers.answers.serving.loaded, target.encode(), "*/*", Coding(IDENTITY), CLINIC_TIME
    )

    assert first is not None
    assert first.finished.route == feed.path
    assert first.finished.ok.endswith(b"\r\n\r\n" + client.get(target).body)


def test_who_takes_nothing_but_json_gets_no_other_form_from_the_memo(
    tiers: Tiers, client: Client
) -> None:
    """An answer that is kept for all who take anything is refused to those who do not."""
    target = "/v1/references/able-2020.bib"

    kept = [client.get(target).status, client.get(target).status]
    refused = client.get(target, Accept="application/json")

    assert kept == [200, 200]
    assert refused.status == 406
    assert count(tiers) == (1, 1)


def test_each_coding_has_an_answer_of_its_own(tiers: Tiers, client: Client) -> None:
    """Clients for whom the same is chosen share one, whatever they have written."""
    written = ["br", "br, gzip;q=0.5", "gzip", "zstd", "identity", "", "deflate", "*;q=0"]
    for accept_encoding in written * 2:
        client.get("/v1/articles", accept_encoding=accept_encoding)

    # br, gzip, zstd and identity; the last one is refused.
    assert count(tiers) == (2 * (len(written) - 1) - 4, 4)


@pytest.mark.parametrize(
    "target",
    ["/", "/docs", "/livez", "/readyz", "/v1/topics/nothing", "/v1/articles/old", "/v1/topics/"],
)
def test_only_what_follows_from_the_release_is_kept(
    target: str, tiers: Tiers, client: Client
) -> None:
    """Pages, states of the process and problems are made anew."""
    for _ in range(3):
        client.get(target)

    assert tiers.answers.number == 0


def test_an_answer_is_not_sent_after_its_time(tiers: Tiers) -> None:
    """What depends on the time says until when it is true; then all that is kept goes."""
    inner, serving, moment = tiers.app.inner, tiers.answers.serving, [1000.0]
    answers = WithoutFirst(serving, MEGABYTE, now=lambda: moment[0])
    ends = {"/v1/topics": 2000.0}

    async def expire(scope: Any, receive: Any, send: Any) -> None:
        async def mark(message: Any) -> None:
            if message["type"] == "http.response.start":
                message[EXPIRES_AT] = ends.get(scope["path"], inf)
            await send(message)

        await inner(scope, receive, mark)

    client = Client(MemoDoor(expire, answers))
    for now, hits in ((1000.0, 0), (1999.0, 2), (2000.0, 2), (2001.0, 3), (2002.0, 4)):
        moment[0] = now
        client.get("/v1/topics")
        client.get("/v1/articles")

        assert answers.number == hits
    client.close()


@pytest.mark.enable_socket
def test_answers_from_the_memo_are_in_the_tally(tiers: Tiers, wire: Wire) -> None:
    """Whoever watches the service sees them by route, method and status, like all others."""
    tag = b"If-None-Match: *\r\n\r\n"
    with wire.connect() as peer:
        for sent in (GET, GET, GET, GET[:-2] + tag):
            peer.send(sent).read()
        peer.send(b"HEAD" + GET[3:]).read("HEAD")
    tally = tiers.answers.serving.tally
    wait_until(lambda: tally.hits == 4)

    assert tally.misses == 1
    assert tally.answers == {
        ("/v1/topics", "GET", 200): 3,
        ("/v1/topics", "GET", 304): 1,
        ("/v1/topics", "HEAD", 200): 1,
    }
    assert tally.memo_bytes > 0


@pytest.mark.enable_socket
def test_an_answer_from_the_memo_has_its_own_date_and_id(wire: Wire) -> None:
    """The date is that of the answer, and no two requests have one id."""
    with wire.connect() as peer:
        replies = [peer.send(GET).read() for _ in range(50)]

    assert len({each.headers["request-id"] for each in replies}) == 50
    for reply in replies:
        date = parsedate_to_datetime(reply.headers["date"]).timestamp()
        assert abs(date - time.time()) < 3


def heads_of(tiers: Tiers) -> list[bytes]:
    """List the whole requests for which it is kept what they are given."""
    return [key for key, kept in tiers.answers.memo.young.items() if isinstance(kept, Asked)]


@pytest.mark.enable_socket
def test_what_comes_again_is_not_read(
    tiers: Tiers, wire: Wire, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But answered from the release in use; a tag only counts while it is right."""
    with wire.connect() as peer:
        for _ in range(4):
            etag = peer.send(GET).read().headers["etag"]
        conditional = GET[:-2] + f"If-None-Match: {etag}\r\n\r\n".encode()
        assert [peer.send(conditional).read().status for _ in range(4)] == [304] * 4
        assert heads_of(tiers) == [GET, conditional]
        for number in range(40):
            peer.send(GET[:-2] + f"User-Agent: {number}\r\n\r\n".encode()).read()
        assert heads_of(tiers) == [GET, conditional]
        at_once, read = AnswerProtocol.answer_at_once, list[bytes]()

        def note(protocol: AnswerProtocol, head: bytes) -> bool:
            read.append(head)
            return at_once(protocol, head)

        with monkeypatch.context() as patch:
            patch.setattr(AnswerProtocol, "answer_at_once", note)
            peer.send(GET).read()
            assert read == [GET]  # The header of the last request was another one.
            for request, status in ((GET, 200), (conditional, 304)) * 3:
                assert peer.send(request).read().status == status
            assert read == [GET]
        press.publish(press.editions[1])
        after = load_release(press.releases)
        (member,) = tiers.connections.members
        member.loop.call_soon_threadsafe(tiers.answers.serving.swap, after)
        wait_until(lambda: tiers.answers.serving.loaded is after)

        for request in (GET, conditional) * 3:
            reply = peer.send(request).read()
            assert reply.status == 200
            assert reply.headers["acupoint-release"] == str(after.number)


@pytest.mark.enable_socket
@pytest.mark.parametrize(("memo_bytes", "joined"), [(MEGABYTE, 1), (MEGABYTE // 4, None)])
def test_a_long_page_is_kept_in_parts_until_it_is_asked_for_again(
    memo_bytes: int, joined: int | None, shipped_releases: Path
) -> None:
    """Then it is joined, unless there is no room for that."""
    serving = Serving(load_release(shipped_releases))
    tiers = build_tiers(Settings(memo_bytes=memo_bytes), serving, create_serving_app(serving))
    head = GET.replace(b"/v1/topics", b"/v1/references?limit=100")
    bodies, parts = set(), []
    with serving_tiers(tiers) as wire, wire.connect() as peer:
        for _ in range(4):
            bodies.add(peer.send(head).read().body)
            kept = tiers.answers.memo.young[b"identity:500 /v1/references?limit=100"]
            parts.append(len(kept.rest))
    serving.loaded.retire()
    (body,) = bodies

    assert len(body) > MAX_JOINED
    assert parts[0] > 3
    assert parts[1:] == [joined or parts[0]] * 3


@pytest.mark.enable_socket
@pytest.mark.parametrize(("longer", "parts"), [(0, [3, 0, 0, 0, 0]), (-1, [3, 3, 3, 3, 3])])
def test_what_is_short_is_joined_when_it_is_asked_for_again(
    longer: int, parts: list[int], tiers: Tiers, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then it is sent from the file; it is the same, and so is its 304."""
    with wire.connect() as peer:
        first = peer.send(GET).read()
        monkeypatch.setattr("api.serve.memo.FEW_BYTES", len(first.body) + longer)
        known = GET[:-2] + f"If-None-Match: {first.headers['etag']}\r\n\r\n".encode()
        [name] = tiers.answers.memo.young
        found = [len(tiers.answers.memo.young[name].rest)]
        own = {"date": "", "request-id": ""}
        for _ in range(4):
            reply = peer.send(GET).read()
            assert reply.body == first.body
            assert {**first.headers, **reply.headers, **own} == {**first.headers, **own}
            assert [peer.send(known).read().status for _ in range(2)] == [304, 304]
            found.append(len(tiers.answers.memo.young[name].rest))

    assert found == parts
    assert {*heads_of(tiers)} == {GET, known}


@pytest.mark.enable_socket
def test_a_first_answer_that_fails_is_left_to_the_ordinary_way(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client gets its answer, and the log says what went wrong."""

    def fail(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("api.serve.answers.make_first", fail)
    with capture_logs() as lines, wire.connect() as peer:
        reply = peer.send(GET).read()

    assert reply.status == 200
    failed = [line for line in lines if line["event"] == "first answer failed"]
    assert {line["target"] for line in failed} == {"/v1/topics"}


@pytest.mark.enable_socket
def test_a_connection_is_asked_about_other_tags_each_time(tiers: Tiers, wire: Wire) -> None:
    """Its header is otherwise the one before, and is read once."""
    with wire.connect() as peer:
        tag = peer.send(GET).read().headers["etag"]
        values = {
            **dict.fromkeys([tag, f"W/{tag}", f'"x", {tag}', f"{tag},", "*", f"{tag} "], 304),
            **dict.fromkeys(['"x"', "x", tag[:-1], '""', f"x{tag[1:]}", "W/*"], 200),
        }
        for _ in range(2):
            for value, status in values.items():
                asked = GET[:-2] + f"If-None-Match: {value}\r\n\r\n".encode()
                assert peer.send(asked).read().status == status, value
            assert peer.send(GET).read().status == 200

    assert len(tiers.answers.profiles.young) == 1


@pytest.mark.enable_socket
@pytest.mark.parametrize("size", [MAX_KEPT - 1, MAX_KEPT, MAX_KEPT + 1])
def test_a_long_header_is_read_and_not_remembered(size: int, tiers: Tiers, wire: Wire) -> None:
    """It is answered from the memo all the same."""
    rest = len(GET) - GET.index(b" HTTP/1.1") - len(b"localhost")
    asked = GET.replace(b"localhost", b"x" * (size - rest))
    with wire.connect() as peer:
        peer.send(GET).read()
        before = len(tiers.answers.profiles.young)
        assert peer.send(asked).read().status == 200

        assert tiers.answers.number == 2
        assert len(tiers.answers.profiles.young) - before == (size <= MAX_KEPT)


def test_another_uvicorn_speaks_for_itself(press: Press) -> None:
    """Its protocol is its own then, the log says so, and the memo is reached by ASGI."""
    serving = Serving(load_release(press.releases))
    with capture_logs() as lines:
        tiers = build_tiers(Settings(), serving, create_serving_app(serving), version="0.55.0")
    client = Client(tiers.app)
    for _ in range(2):
        client.get("/v1/topics")
    client.close()
    serving.loaded.retire()

    assert tiers.http == "httptools"
    assert count(tiers) == (1, 1)
    assert [line["version"] for line in lines if line["log_level"] == "warning"] == ["0.55.0"]


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("protocol_tier", "asgi_tier", "numbered", "hits"),
    [("on", "on", 3, 2), ("on", "off", 3, 2), ("off", "on", 3, 0), ("off", "off", 0, 0)],
)
def test_each_tier_can_be_switched_off(
    protocol_tier: Any, asgi_tier: Any, numbered: int, hits: int, clinic_releases: Path
) -> None:
    """Whoever does not trust a short cut goes without it. The first answer is no hit."""
    settings = Settings(protocol_tier=protocol_tier, asgi_tier=asgi_tier)
    serving = Serving(load_release(clinic_releases))
    tiers = build_tiers(settings, serving, create_serving_app(serving))
    with serving_tiers(tiers) as wire, wire.connect() as peer:
        for _ in range(3):
            assert peer.send(GET).read().status == 200
    serving.loaded.retire()
    tiers.answers.tick()

    assert (tiers.answers.number, tiers.answers.from_socket) == (numbered, hits)


@pytest.mark.enable_socket
@pytest.mark.parametrize(("log_hits", "lines"), [(0, 0), (1, 11), (4, 2)])
def test_hits_are_logged_if_they_shall_be(log_hits: int, lines: int, clinic_releases: Path) -> None:
    """None, each one, or one in so many, the first answer included."""
    serving = Serving(load_release(clinic_releases))
    tiers = build_tiers(Settings(log_hits=log_hits), serving, create_serving_app(serving))
    with capture_logs() as log, serving_tiers(tiers) as wire, wire.connect() as peer:
        etag = peer.send(GET).read().headers["etag"]
        known = GET[:-2] + f"If-None-Match: {etag}\r\n\r\n".encode()
        replies = [peer.send(request).read() for request in [*[GET] * 5, *[known] * 5]]
    serving.loaded.retire()
    written = [each for each in log if each["event"] == "request"]
    sent = {reply.headers["request-id"]: reply.status for reply in replies}

    assert len(written) == lines
    told = {each["request_id"]: each["status"] for each in written[1:]}
    assert told.items() <= sent.items()
    assert log_hits != 1 or {*told.values()} == {200, 304}
    assert {each["target"] for each in written} <= {"/v1/topics"}
