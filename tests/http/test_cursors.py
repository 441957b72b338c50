from base64 import urlsafe_b64encode

import msgspec
import pytest

from schema.cursor import digest_of, write_cursor
from tests.client import Answer, Client

from .problems import assert_problem

TOPICS = digest_of("topic", "", "name")
BUNDLES = digest_of("service_bundle", "", "position")
ALPHABET = "Aa0-_=.*"


def forge(text: str | bytes) -> str:
    """Write any bytes as cursors are written."""
    raw = text.encode() if isinstance(text, str) else text
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def assert_bad_cursor(client: Client, answer: Answer) -> None:
    problem = assert_problem(client, answer, 400, "bad-cursor")
    assert problem["parameter"] == "after"


@pytest.fixture
def cursor(client: Client) -> str:
    """A cursor of the topics."""
    return str(client.get("/v1/topics?limit=1").json()["page"]["after"])


@pytest.mark.parametrize(
    ("origin", "target"),
    [
        ("/v1/studies", "/v1/topics"),
        ("/v1/topics", "/v1/practitioners"),
        ("/v1/sections", "/v1/articles/migraine/sections"),
        ("/v1/articles/migraine/sections", "/v1/sections"),
        ("/v1/articles/migraine/sections", "/v1/articles/resting/sections"),
    ],
)
def test_a_cursor_belongs_to_one_list(origin: str, target: str, client: Client) -> None:
    """A cursor of another list, or of another article's sections, is refused."""
    after = client.get(f"{origin}?limit=1").json()["page"]["after"]

    answer = client.get(f"{target}?after={after}")

    assert_bad_cursor(client, answer)


def test_a_cursor_of_an_article_holds_under_all_its_names(client: Client) -> None:
    """Slug and id name the same list."""
    after = client.get("/v1/articles/migraine/sections?limit=1").json()["page"]["after"]

    answers = [
        client.get(f"/v1/articles/{key}/sections?after={after}")
        for key in ("migraine", "art_aaaaaaaaa1")
    ]

    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].body == answers[1].body


def test_a_cursor_that_was_cut_short_is_refused(cursor: str, client: Client) -> None:
    """However much is missing, also if all of it is."""
    for length in range(len(cursor)):
        answer = client.get(f"/v1/topics?after={cursor[:length]}")

        assert_bad_cursor(client, answer)


def test_a_cursor_that_was_altered_leads_nowhere_else(cursor: str, client: Client) -> None:
    """A changed character is refused, or names another position in the same public list."""
    whole = client.get("/v1/topics").json()["data"]
    for place in range(len(cursor)):
        for character in ALPHABET:
            altered = cursor[:place] + character + cursor[place + 1 :]

            answer = client.get(f"/v1/topics?after={altered}")

            if answer.status == 200:
                found = answer.json()["data"]
                assert found == whole[len(whole) - len(found) :]
            else:
                assert_bad_cursor(client, answer)


@pytest.mark.parametrize(
    "spelling",
    [
        "{0}=",
        "{0}A",
        "{0}%20",
        "{0}%C3%A9",
        "{0}.{0}",
        "{0}{0}",
        "A" * 1201,
        forge(f'["{TOPICS}",["Head pain","top_aaaaaaaaa1"],1]'),
        forge(f' ["{TOPICS}",["Head pain","top_aaaaaaaaa1"]]'),
        forge(f'["{TOPICS}",["Head\\u0020pain","top_aaaaaaaaa1"]]'),
    ],
    ids=lambda spelling: spelling[:12],
)
def test_a_cursor_is_written_in_one_way_only(spelling: str, cursor: str, client: Client) -> None:
    """Padding, other characters and other spellings of the same position are refused."""
    answer = client.get(f"/v1/topics?after={spelling.format(cursor)}")

    assert_bad_cursor(client, answer)


@pytest.mark.parametrize(
    "inside",
    [
        "null",
        "0",
        '"x"',
        "{}",
        "[]",
        "[" * 800,
        f'["{BUNDLES}"]',
        f'["{BUNDLES}",null]',
        f'["{BUNDLES}",[]]',
        f'["{BUNDLES}",[1]]',
        f'["{BUNDLES}",[1,"bun_aaaaaaaaa1",2]]',
        f'["{BUNDLES}",["1","bun_aaaaaaaaa1"]]',
        f'["{BUNDLES}",[1,2]]',
        f'["{BUNDLES}",[1.0,"bun_aaaaaaaaa1"]]',
        f'["{BUNDLES}",[1e2,"bun_aaaaaaaaa1"]]',
        f'["{BUNDLES}",[true,"bun_aaaaaaaaa1"]]',
        f'["{BUNDLES}",[null,"bun_aaaaaaaaa1"]]',
        f'["{BUNDLES}",[[1],"bun_aaaaaaaaa1"]]',
        f'["{BUNDLES}",[{2**63},"bun_aaaaaaaaa1"]]',
        f'["{BUNDLES}",[{-(2**63) - 1},"bun_aaaaaaaaa1"]]',
        f'["{BUNDLES}",[{2**64},"bun_aaaaaaaaa1"]]',
        f'["{BUNDLES}",[{10**500},"bun_aaaaaaaaa1"]]',
        f'["{BUNDLES}",[1,"\\ud800"]]',
        f'["{BUNDLES}",[1,"'.encode() + b'\xff"]]',
        f'["{"0" * 8}",[1,"bun_aaaaaaaaa1"]]',
    ],
    ids=lambda inside: str(inside)[:48],
)
def test_a_forged_cursor_is_refused(inside: str | bytes, client: Client) -> None:
    """Other shapes, other types, and numbers that no column can hold."""
    answer = client.get(f"/v1/service-bundles?after={forge(inside)}")

    assert_bad_cursor(client, answer)


@pytest.mark.parametrize(("position", "count"), [(0, 1), (1, 0), (-(2**63) + 1, 1), (2**63 - 1, 0)])
def test_a_cursor_may_stand_where_no_document_is(position: int, count: int, client: Client) -> None:
    """The document that a page ended with may be gone in the next release."""
    after = write_cursor(BUNDLES, (position, "bun_zzzzzzzzzz"))

    page = client.get(f"/v1/service-bundles?after={after}").json()

    assert len(page["data"]) == count
    assert page["page"] == {"limit": 20}


def test_a_cursor_holds_the_longest_title(client: Client) -> None:
    """A title of 200 characters of four bytes each fits, and is only a value."""
    after = write_cursor(digest_of("article", "", "title"), ("\U0001f600" * 200, "art_aaaaaaaaa1"))

    answer = client.get(f"/v1/articles?after={after}")

    assert answer.json() == {"data": [], "page": {"limit": 20}}


def test_text_inside_a_cursor_is_only_a_value(client: Client) -> None:
    """What looks like SQL is compared like any other title."""
    for text in ("' OR 1=1 --", '"; DROP TABLE document', "\0", "%", "Migraine'"):
        after = write_cursor(TOPICS, (text, text))

        page = client.get(f"/v1/topics?after={after}").json()

        expected = [each for each in client.get("/v1/topics").json()["data"] if each["name"] > text]
        assert page["data"] == expected


def test_a_cursor_names_no_more_than_a_position(cursor: str) -> None:
    """Inside there is the digest of the list, the sort values and the id."""
    padded = cursor + "=" * (-len(cursor) % 4)

    inside = msgspec.json.decode(msgspec.json.decode(f'"{padded}"', type=bytes))

    assert inside == [TOPICS, ["Head pain", "top_aaaaaaaaa1"]]
