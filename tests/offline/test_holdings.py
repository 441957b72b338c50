"""Holdings: every id that is asked about is in exactly one list, and the body is what it says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.errors import BadBody
from api.limits import MAX_BODY, MAX_HOLDINGS
from api.query.holdings import parse_holdings
from api.store.release import open_release
from api.store.statements import CHECK_HOLDINGS
from schema.change import Change
from seed.ledger import read_ledger
from tests.client import Answer, Client
from tests.http.problems import assert_problem
from tests.release.world import World

CHECK = "/v1/holdings/check"
TYPE = {"Content-Type": "application/json"}
NEVER_SEEN = "0123456789abcdef"
RANKS = ["editorial", "clinical", "safety"]
NO_FIXTURE_IS_CHANGED = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)

Pair = tuple[str, str]


class Lived(NamedTuple):
    """A clinic that was changed a few times, and all that its ledger says."""

    releases: Path
    changes: list[Change]


def ask(client: Client, body: bytes | list[Pair], **headers: str) -> Answer:
    if isinstance(body, list):
        holdings = [{"id": id_, "rev": rev} for id_, rev in body]
        body = json.dumps({"holdings": holdings}).encode()
    return client.send("POST", CHECK, {**TYPE, **headers}, body=body)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    world = World(tmp_path_factory.mktemp("lived"))
    world.build()
    world.edit("topics.yaml", "anything.}", "much., change_class: safety}")
    world.build()
    world.edit("topics.yaml", "much., change_class: safety}", "anything.}")
    world.edit(
        "articles/old-advice.md",
        "audience:",
        "status: withdrawn\nwithdrawn: {reason: merged, replacement: rest}\naudience:",
    )
    world.build()
    return Lived(world.releases, list(read_ledger(world.ledger_path, []).changes))


@pytest.fixture
def client(lived: Lived) -> Iterator[Client]:
    release = open_release(lived.releases)
    client = Client(create_app(release))
    yield client
    client.close()
    release.close()


def check_like_a_reader(changes: list[Change], held: list[Pair]) -> dict[str, list[Any]]:
    """What the answer means, line by line through the ledger."""
    found: dict[str, list[Any]] = {"current": [], "stale": [], "withdrawn": [], "unknown": []}
    for id_, rev in held:
        own = [change for change in changes if change.id == id_]
        if not own:
            found["unknown"].append(id_)
        elif own[-1].op == "delete":
            found["withdrawn"].append(id_)
        elif own[-1].rev == rev:
            found["current"].append(id_)
        else:
            found["stale"].append((id_, own[-1].rev, worst_since(own, rev)))
    return found


def worst_since(own: list[Change], rev: str) -> str:
    known = [place for place, change in enumerate(own) if change.rev == rev]
    since = own[known[0] + 1 :] if known else own
    return max((each.change_class for each in since), key=RANKS.index)


def flatten(data: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        **data,
        "stale": [(each["id"], each["rev"], each["change_class"]) for each in data["stale"]],
        "withdrawn": [each["id"] for each in data["withdrawn"]],
    }


@given(data=st.data())
@NO_FIXTURE_IS_CHANGED
def test_the_answer_agrees_with_the_ledger(
    data: st.DataObject, lived: Lived, client: Client
) -> None:
    """Whatever somebody holds, of any time or of none, the lists are what a reader would find."""
    ids = sorted({change.id for change in lived.changes})
    revs = sorted({change.rev for change in lived.changes if isinstance(change.rev, str)})
    pair = st.tuples(
        st.sampled_from([*ids, "top_0000000000", "xyz_0000000000"]),
        st.sampled_from([*revs, NEVER_SEEN]),
    ) | st.sampled_from([(each.id, str(each.rev)) for each in lived.changes if each.op == "upsert"])
    held = data.draw(st.lists(pair, unique_by=lambda each: each[0]))

    answer = ask(client, held)

    assert answer.status == 200
    assert flatten(answer.json()["data"]) == check_like_a_reader(lived.changes, held)


def test_all_that_was_ever_published_is_known(lived: Lived, client: Client) -> None:
    """Current, stale and withdrawn are all there are, and none is lost."""
    ids = list(dict.fromkeys(change.id for change in lived.changes))

    data = ask(client, [(id_, NEVER_SEEN) for id_ in ids]).json()["data"]

    named = [each["id"] for name in ("stale", "withdrawn") for each in data[name]]
    assert sorted(named) == sorted(ids)
    assert data["current"] == data["unknown"] == []


def test_the_gravest_change_since_counts(lived: Lived, client: Client) -> None:
    """Whoever has seen the grave change is told of the light one that followed, and no other."""
    [grave] = [change for change in lived.changes if change.change_class == "safety"]

    [seen] = ask(client, [(grave.id, str(grave.rev))]).json()["data"]["stale"]
    [unseen] = ask(client, [(grave.id, NEVER_SEEN)]).json()["data"]["stale"]

    assert (seen["change_class"], unseen["change_class"]) == ("editorial", "safety")


def test_a_withdrawn_document_names_reason_and_replacement(client: Client) -> None:
    """As its own address does, which answers 410."""
    gone = client.get("/v1/articles/old-advice").json()

    [held] = ask(client, [(gone["id"], NEVER_SEEN)]).json()["data"]["withdrawn"]

    assert held == {name: gone[name] for name in ("id", "reason", "replacement")}


def test_a_rev_that_came_back_is_current(lived: Lived, client: Client) -> None:
    """Equal content is equal content, however often it changed in between."""
    pairs = [(each.id, str(each.rev)) for each in lived.changes if each.op == "upsert"]
    [id_, rev] = next(pair for pair in pairs if pairs.count(pair) > 1)

    assert ask(client, [(id_, rev)]).json()["data"]["current"] == [id_]


@pytest.mark.parametrize("count", [0, 1, 10, MAX_HOLDINGS])
def test_statements_do_not_grow_with_what_is_asked(count: int, lived: Lived) -> None:
    """One statement for a thousand ids, as for one."""
    release = open_release(lived.releases)
    client = Client(create_app(release))
    seen: list[str] = []
    release.trace = seen.append

    answer = ask(client, [(f"top_{number:010}", NEVER_SEEN) for number in range(count)])

    assert len(answer.json()["data"]["unknown"]) == count
    assert seen == [CHECK_HOLDINGS]
    client.close()
    release.close()


def test_no_answer_is_kept_by_anybody(client: Client) -> None:
    """It is about one client's copy; and it is no document that a tag could name."""
    answer = client.send("POST", CHECK, {**TYPE, "If-None-Match": "*"}, body=b'{"holdings": []}')

    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert not {"etag", "last-modified", "surrogate-key"} & answer.headers.keys()


GOOD = '{"id": "top_0000000000", "rev": "0123456789abcdef"}'

BAD = {
    b"": "",
    b"{": "",
    b"null": "",
    b"[]": "",
    b"{}": "",
    b'{"holdings": null}': "/holdings",
    b'{"holdings": {}}': "/holdings",
    b'{"holdings": [1]}': "/holdings/0",
    b'{"holdings": [[]]}': "/holdings/0",
    b'{"holdings": [{}]}': "/holdings/0",
    b'{"holdings": [], "holding": []}': "/holding",
    b'{"holdings": [], "holdings": []}': "/holdings",
    f'{{"holdings": [{GOOD}, {GOOD}]}}'.encode(): "/holdings/1/id",
    b'{"holdings": [{"id": "top_0000000000"}]}': "/holdings/0",
    b'{"holdings": [{"id": "top_0000000000", "rev": 1}]}': "/holdings/0/rev",
    b'{"holdings": [{"id": "top_0000000000", "rev": "x"}]}': "/holdings/0/rev",
    b'{"holdings": [{"id": "neck-pain", "rev": "0123456789abcdef"}]}': "/holdings/0/id",
    b'{"holdings": [{"id": "top_0000000000\\n", "rev": "0123456789abcdef"}]}': "/holdings/0/id",
    b'{"holdings": [{"id": "\\ud800", "rev": "0123456789abcdef"}]}': "/holdings/0/id",
    b'{"holdings": [{"id": "top_0000000000", "id": "top_0000000000", "rev": "0"}]}': (
        "/holdings/0/id"
    ),
    b'{"holdings": [{"a/b~": 1}]}': "/holdings/0/a~1b~0",
    b'{"holdings": [{"\\ud800": 1}]}': "/holdings/0/\\ud800",
    b'{"holdings": [NaN]}': "",
    b'{"holdings": [-Infinity]}': "",
    b'{"holdings": [1' + b"0" * 9999 + b"]}": "/holdings/0",
    b'{"holdings": []} x': "",
    b'{"holdings": []}{}': "",
    b'{"holdings": [],}': "",
    b'{"holdings": [] /* none */}': "",
    b"{'holdings': []}": "",
    b'\xef\xbb\xbf{"holdings": []}': "",
    '{"holdings": []}'.encode("utf-16"): "",
    b'{"holdings": ["\xff"]}': "",
    b'{"holdings": ["\xed\xa0\x80"]}': "",
    b'{"holdings": ["\x00"]}': "",
    b"[" * 60_000: "",
    b'{"a":' * 20_000: "",
    b'{"holdings": [{"id": []}]}': "",
    b'"' + b'\\"' * 50_000: "",
    b'"' * 60_001: "",
    f'{{"holdings": [{", ".join(["0"] * (MAX_HOLDINGS + 1))}]}}'.encode(): "/holdings",
}


@pytest.mark.parametrize(("body", "pointer"), BAD.items(), ids=range(len(BAD)))
def test_a_body_that_is_not_exact_is_refused(body: bytes, pointer: str, client: Client) -> None:
    """Nothing is guessed, and the place of the mistake is named."""
    answer = ask(client, body)

    problem = assert_problem(client, answer, 400, "bad-body")
    assert problem["pointer"] == pointer
    assert len(answer.body) < 2048


def test_the_nearest_member_is_named(client: Client) -> None:
    """A slip of the pen is mended at once."""
    problem = ask(client, b'{"holding": []}').json()

    assert problem["suggestion"] == "holdings"


@given(
    body=st.binary()
    | st.text().map(str.encode)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ).map(lambda value: json.dumps(value).encode())
)
@example(body=b'{"holdings": [{"id": "top_0000000000", "rev": "0123456789abcdef"}]}')
@NO_FIXTURE_IS_CHANGED
def test_no_body_is_a_mistake_of_ours(body: bytes, client: Client) -> None:
    """Whatever is sent, it is answered, or refused with a place."""
    answer = ask(client, body)

    assert answer.status == 200 or answer.json()["code"] == "bad-body"


@given(data=st.binary(max_size=200))
@NO_FIXTURE_IS_CHANGED
def test_what_is_taken_is_what_a_strict_reader_reads(data: bytes) -> None:
    """No reader that follows the grammar sees other holdings than we do."""
    try:
        held = parse_holdings(data)
    except BadBody:
        return
    expected = {each["id"]: each["rev"] for each in msgspec.json.decode(data)["holdings"]}
    assert held == expected


def test_a_body_has_a_size(client: Client) -> None:
    """At the limit it is read, beyond it is refused, whether it is announced or not."""
    body = b'{"holdings": []}'
    fitting, larger = (body + b" " * (size - len(body)) for size in (MAX_BODY, MAX_BODY + 1))

    assert ask(client, fitting).status == 200
    assert_problem(client, ask(client, larger), 413, "body-too-large")
    announced = ask(client, body, **{"Content-Length": str(MAX_BODY + 1)})
    assert_problem(client, announced, 413, "body-too-large")


@pytest.mark.parametrize(
    "media_type",
    [
        "",
        "text/plain",
        "text/json",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-7",
        "application/json; charset=utf-8; charset=utf-7",
        "application/jsonx",
        "application/json, text/plain",
        "application/vnd.api+json",
    ],
)
def test_another_media_type_is_refused(media_type: str, client: Client) -> None:
    """Forms of other pages cannot send JSON; and what is accepted is named."""
    answer = client.send("POST", CHECK, {"Content-Type": media_type}, body=b'{"holdings": []}')

    problem = assert_problem(client, answer, 415, "unsupported-media-type")
    assert answer.headers["accept-post"] == "application/json"
    assert problem["allowed"] == ["application/json"]


@pytest.mark.parametrize(
    "media_type",
    ["application/json", "Application/JSON", 'application/json; charset="UTF-8"'],
)
def test_json_may_be_announced_in_each_way_there_is(media_type: str, client: Client) -> None:
    """Case and the one character set that there is change nothing."""
    answer = client.send("POST", CHECK, {"Content-Type": media_type}, body=b'{"holdings": []}')

    assert answer.status == 200


def test_a_compressed_body_is_refused(client: Client) -> None:
    """It could be far larger than it looks."""
    answer = ask(client, b"x", **{"Content-Encoding": "gzip"})

    assert_problem(client, answer, 415, "unsupported-content-coding")
    assert answer.headers["accept-encoding"] == "identity"


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
def test_no_other_method_is_taken(method: str, client: Client) -> None:
    """And those that are, are named."""
    answer = client.send(method, CHECK)

    assert answer.status == 405
    assert answer.headers["allow"] == "OPTIONS, POST"


def test_scripts_of_other_pages_may_ask(client: Client) -> None:
    """A preflight allows the method and the type."""
    answer = client.send("OPTIONS", CHECK, {"Origin": "https://other.example"})

    assert answer.status == 204
    assert answer.headers["access-control-allow-methods"] == "OPTIONS, POST"
    assert "Content-Type" in answer.headers["access-control-allow-headers"]


def test_parameters_are_refused(client: Client) -> None:
    """What is asked stands in the body and nowhere else."""
    answer = client.send("POST", f"{CHECK}?limit=1", TYPE, body=b'{"holdings": []}')

    assert_problem(client, answer, 400, "unknown-parameter")
