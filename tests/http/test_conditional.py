import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.client import HOST, Client

from .cases import EACH_ROUTE, ROUTES

TARGET = "/v1/topics/needling"
PLACEHOLDER = "<the current tag>"

# RFC 9110, 8.8.3: any visible character but the quote, and bytes over 0x7f.
OPAQUE = st.text(
    st.sampled_from([chr(code) for code in (0x21, *range(0x23, 0x7F), *range(0x80, 0x100))]),
    max_size=12,
)
TAGS = st.tuples(st.sampled_from(["", "W/"]), st.one_of(st.just(PLACEHOLDER), OPAQUE))
SEPARATORS = st.sampled_from([",", ", ", " ,", " , ", ",\t", ",,", ", ,"])


@pytest.fixture(scope="module")
def etag(client: Client) -> str:
    """The tag of the document that is asked for."""
    return client.get(TARGET).headers["etag"]


@EACH_ROUTE
def test_every_answer_with_a_body_has_a_strong_tag(target: str, client: Client) -> None:
    """Asked again, it is the same."""
    answer = client.get(target)

    if answer.status == 200:
        assert re.fullmatch(r'"[0-9a-f]{32}"', answer.headers["etag"])
        assert client.get(target).headers["etag"] == answer.headers["etag"]
    else:
        assert "etag" not in answer.headers


def test_tags_are_equal_for_equal_bytes_only(client: Client) -> None:
    """Two names of a document give one tag, two documents two. A small sitemap is its only part."""
    targets = [*ROUTES.values(), "/v1/topics/needling", "/v1/topics/top_aaaaaaaaa3"]
    answers = [each for each in map(client.get, targets) if each.status == 200]

    pairs = {(answer.headers["etag"], answer.body) for answer in answers}

    assert len(pairs) == len({tag for tag, _ in pairs}) == len({body for _, body in pairs})
    assert len(pairs) == len(answers) - 2


@pytest.mark.parametrize(
    "condition",
    ["{0}", "W/{0}", '"x", {0}', '{0},"x"', '"x",W/{0} , "y"', "*", " * ", ",{0}", '"", {0}'],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_client_that_has_the_bytes_gets_none(
    condition: str, method: str, etag: str, client: Client
) -> None:
    """304 without body, type and length; with the tag and the headers that caches update."""
    answer = client.send(method, TARGET, {"If-None-Match": condition.format(etag)})

    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["etag"] == etag
    assert answer.headers["cache-control"] == client.get(TARGET).headers["cache-control"]
    assert not {"content-type", "content-length"} & set(answer.headers)


@pytest.mark.parametrize(
    "condition",
    ['"x"', 'W/"x"', "", '"x", "y"', "{1}", '"{1}x"', '"x{1}"', "'{1}'", '"*"', "x", '"{1}'],
)
def test_a_client_that_has_other_bytes_gets_these(
    condition: str, etag: str, client: Client
) -> None:
    """Other tags, tags without quotes and parts of the tag are no match."""
    plain = client.get(TARGET)

    answer = client.get(TARGET, If_None_Match=condition.format(etag, etag.strip('"')))

    assert (answer.status, answer.body) == (200, plain.body)


def test_lines_of_one_header_are_one_list(etag: str, client: Client) -> None:
    """A list may come in several lines (RFC 9110, 5.3)."""
    lines = [(b"if-none-match", b'"x"'), (b"if-none-match", etag.encode())]

    answer = client.send("GET", TARGET, raw_headers=[HOST, *lines])

    assert answer.status == 304


@pytest.mark.parametrize(
    ("method", "target", "status"),
    [
        ("GET", "/v1/topics/nothing", 404),
        ("GET", "/v1/articles/rest", 308),
        ("GET", "/v1/articles/old-advice", 410),
        ("GET", "/v1/topics?limti=1", 400),
        ("DELETE", TARGET, 405),
        ("OPTIONS", TARGET, 204),
    ],
)
def test_a_condition_hides_no_problem(
    method: str, target: str, status: int, client: Client
) -> None:
    """Preconditions are looked at only where the answer would be a success."""
    for name, value in (("If-None-Match", "*"), ("If-Match", '"x"')):
        answer = client.send(method, target, {name: value})

        assert answer.status == status


def test_ranges_are_left_alone(etag: str, client: Client) -> None:
    """Documents are sent whole; a range may be ignored (RFC 9110, 14.2)."""
    for name, value in (("If-Range", etag), ("Range", "bytes=0-1")):
        answer = client.send("GET", TARGET, {name: value})

        assert answer.status == 200


@given(tags=st.lists(TAGS, min_size=1, max_size=5), separators=st.lists(SEPARATORS, min_size=4))
@settings(
    max_examples=1000,
    derandomize=True,
    deadline=None,
)
def test_conditions_follow_the_model(
    tags: list[tuple[str, str]], separators: list[str], etag: str, client: Client
) -> None:
    """RFC 9110, 13.1.2: weak comparison with each tag of the list, whatever stands between."""
    own = etag.strip('"')
    written = [f'{weak}"{opaque.replace(PLACEHOLDER, own)}"' for weak, opaque in tags]
    gaps = [*separators[: len(written) - 1], ""]
    condition = "".join(part for pair in zip(written, gaps, strict=True) for part in pair)

    answer = client.get(TARGET, If_None_Match=condition)

    is_known = any(opaque == PLACEHOLDER for _, opaque in tags)
    assert answer.status == (304 if is_known else 200)
