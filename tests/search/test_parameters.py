from typing import Any

import pytest

from api.errors import BadValue
from api.search.parse import parse_search_query, parse_words
from tests.client import Client

WRONG = [
    ("q=", "q"),
    ("q=%3F%21+...", "q"),
    ("types=article", "q"),
    ("q=yoga&types=artcle", "types"),
    ("q=yoga&types=", "types"),
    ("q=yoga&types=article,", "types"),
    ("q=yoga&lang=ES", "lang"),
    ("q=yoga&lang=es_US", "lang"),
    ("q=yoga&lang=", "lang"),
    ("q=yoga&mode=prefx", "mode"),
    ("q=yoga&mode=", "mode"),
    ("q=yoga&filter%5Btopic%5D=nek-pain", "filter[topic]"),
    ("q=yoga&filter[topic]=", "filter[topic]"),
    ("q=yoga&facets=typ", "facets"),
    ("q=yoga&limit=0", "limit"),
    ("q=yoga&limit=51", "limit"),
    ("q=yoga&limit=1_0", "limit"),
    ("q=yoga&limit=+5", "limit"),
]
HINTS = {
    "types=artcle": ("article", True),
    "mode=prefx": ("prefix", True),
    "facets=topc": ("topic", True),
    "filter[topic]=nek-pain": ("neck-pain", False),
}


def refuse(library: Client, query: str) -> Any:
    answer = library.get(f"/v1/search?{query}")
    assert answer.status == 400, answer.body
    return answer.json()


@pytest.mark.parametrize(("query", "parameter"), WRONG)
def test_a_bad_value_is_named(query: str, parameter: str, library: Client) -> None:
    """What is wrong with a search is said with the name of the parameter."""
    problem = refuse(library, query)

    assert (problem["code"], problem["parameter"]) == ("bad-value", parameter)


@pytest.mark.parametrize(("part", "hint"), HINTS.items())
def test_a_typo_gets_a_suggestion(part: str, hint: tuple[str, bool], library: Client) -> None:
    """The nearest name is suggested; all are listed where they are few for ever."""
    problem = refuse(library, f"q=yoga&{part}")

    assert problem["suggestion"] == hint[0]
    assert ("allowed" in problem) == hint[1]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("q=yoga&type=article", "unknown-parameter"),
        ("q=yoga&filter[topics]=yoga", "unknown-parameter"),
        ("q=yoga&q=yoga", "repeated-parameter"),
        ("q=yoga&types=study,study", "repeated-parameter"),
        ("q=yoga&after=x", "unknown-parameter"),
    ],
)
def test_parameters_are_known_and_given_once(query: str, code: str, library: Client) -> None:
    """Search is as strict as every other resource."""
    assert refuse(library, query)["code"] == code


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        ("a" * 199, True),
        ("a" * 200, True),
        ("a" * 201, False),
        (" ".join("a" * 15), True),
        (" ".join("a" * 16), True),
        (" ".join("a" * 17), False),
    ],
    ids=lambda value: str(len(value)) if isinstance(value, str) else "",
)
def test_a_query_has_two_limits(text: str, is_allowed: bool) -> None:  # noqa: FBT001 (a table)
    """200 characters and 16 words are searched for, and not one more."""
    if is_allowed:
        assert parse_words(text)
    else:
        with pytest.raises(BadValue, match=r"at most (200 characters|16 words)"):
            parse_words(text)


@pytest.mark.parametrize("limit", [1, 2, 49, 50])
def test_a_limit_is_kept(limit: int, library: Client) -> None:
    """There are no more hits than were asked for, and the answer repeats the number."""
    answer = library.get(f"/v1/search?q=acupuncture&limit={limit}").json()

    assert len(answer["data"]) == limit
    assert answer["page"] == {"limit": limit}


def test_ten_hits_without_a_limit(library: Client) -> None:
    """The first page of a search is short."""
    assert len(library.get("/v1/search?q=acupuncture").json()["data"]) == 10


def test_words_are_all_that_is_left_of_a_query() -> None:
    """Signs that mean something to a search engine are not words, and pass unseen."""
    text = 'title:"neck pain"~2^3 AND (NOT yoga*) OR NEAR/5 [a TO b] \\ -x + {!}'

    words = parse_words(text)

    assert "".join(words).isalnum()
    assert words[:3] == ("title", "neck", "pain")


def test_a_mistyped_path_is_put_right(library: Client) -> None:
    """Search is among the paths that are suggested."""
    assert library.get("/v1/serch?q=yoga").json()["suggestion"] == "/v1/search"


def test_a_plus_and_an_escape_are_spaces() -> None:
    """Both ways to write a space in an address are understood."""
    assert parse_search_query(b"q=neck+pain") == parse_search_query(b"q=neck%20pain")
