from urllib.parse import quote

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.client import Client

HOSTILE = settings(max_examples=400, derandomize=True, deadline=None)
ANY_TEXT = st.text(max_size=200)
SIGNS = st.text(st.sampled_from("ab \"'()[]{}*^~:+-/\\|&!<>=.,;%_#@$?`…\0\n"), max_size=200)
LIKE_A_QUERY = st.lists(
    st.sampled_from(
        ["AND", "OR", "NOT", "NEAR(", "a*", '"a', "title:", "{x TO y}", "(", ")", "~2", "^8", "lbp"]
    ),
    max_size=20,
).map(" ".join)


def assert_answered(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status == 200 or 400 <= answer.status < 500, answer.body
    assert answer.json()


@given(q=ANY_TEXT | SIGNS | LIKE_A_QUERY, mode=st.sampled_from(["words", "prefix"]))
@HOSTILE
@example(q="\ufeff\u200b\u202e", mode="words")
@example(q="\u0301" * 200, mode="prefix")
@example(q="İ" * 200, mode="prefix")
@example(q="ﷺ" * 200, mode="prefix")
def test_any_text_is_answered(q: str, mode: str, library: Client) -> None:
    """Whatever is typed, the answer is a list or a problem of the client's, never one of ours."""
    assert_answered(library, f"/v1/search?q={quote(q)}&mode={mode}&facets=type,topic,lang")


@given(value=ANY_TEXT | SIGNS, name=st.sampled_from(["types", "lang", "filter[topic]", "limit"]))
@HOSTILE
def test_any_value_is_answered(value: str, name: str, library: Client) -> None:
    """The other parameters are no weaker than q."""
    assert_answered(library, f"/v1/search?q=yoga&{quote(name)}={quote(value)}")


def test_one_letter_finds_nothing_that_is_slow(library: Client) -> None:
    """Sixteen beginnings of one letter are a query like any other."""
    assert_answered(
        library, "/v1/search?q=" + "+".join("abcdefghijklmnop") + "&mode=prefix&limit=50"
    )
