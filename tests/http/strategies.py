"""Requests that nobody would write: valid ones bent out of shape, and noise."""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

from tests.client import HOST

SEEDS = (
    b"/v1/articles?include=sections,references&body=html&limit=2",
    b"/v1/articles/migraine?include=sections,studies&body=text",
    b"/v1/articles/rest/sections?limit=1",
    b"/v1/articles/old-advice",
    b"/v1/sections/migraine.care?body=markdown",
    b"/v1/topics?after=WyI3MzFmM2ZmZSIsWyJIZWFkIHBhaW4iLCJ0b3BfYWFhYWFhYWFhMSJdXQ",
    b"/v1/service-bundles/bun_aaaaaaaaa1?include=topics,articles",
    b"/v1/practitioners?limit=100",
    b"/docs/errors/bad-cursor",
    b"/docs/assets/start.js",
    b"/openapi.json",
    b"/readyz",
)
BITS = (
    *(b"%00", b"%ff", b"%ED%A0%80", b"%C3%A9", b"%2F", b"%2e%2E", b"%", b"%4", b"%25", b"%zz"),
    *(b"/", b"//", b"/../", b"?", b"??", b"&", b"&&", b"=", b",", b";", b"#", b"+", b"*"),
    *(b"\x00", b"\r\n", b"\x1b[31m", b"\x7f", b"\xff", "é\u202e".encode(), b" ", b'"', b"\\"),
    *(b"limit=", b"after=", b"include=", b"body=", b"9" * 30, b"-1", b"A" * 300, b"[" * 50),
)
VALUES = (
    *("*/*", "text/html", "application/json;q=0", "gzip, br;q=0", "*", 'W/"x", "y"', '"', ","),
    *("bytes=0-1", "chunked", "0", "1", "-1", "100-continue", "websocket", "a=b; c", "x" * 300),
    *("Mon, 31 Feb 2026 25:61:61 GMT", "other.example", "\x00", "\r\nx: y", "\xff\xfe", "%0a"),
)
NAMES = (
    *("accept", "accept-encoding", "if-none-match", "if-modified-since", "if-match", "range"),
    *("host", "content-length", "content-type", "transfer-encoding", "expect", "upgrade", "te"),
    *("connection", "origin", "cookie", "authorization", "request-id", "x-request-id"),
    *("x-forwarded-for", "x-forwarded-host", "x-http-method-override", "forwarded", "\xe9"),
)
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "TRACE", "get", "\r\n", "\x1b[31m")

Header = tuple[bytes, bytes]


class Edit(NamedTuple):
    """A change of a target: some bytes are left out, others put in their place."""

    place: int
    length: int
    bit: bytes


def bend(target: bytes, edits: list[Edit]) -> bytes:
    """Make changes one after the other."""
    for edit in edits:
        place = edit.place % (len(target) + 1)
        target = target[:place] + edit.bit + target[place + edit.length :]
    return target


EDITS = st.builds(
    Edit,
    st.integers(0, 80),
    st.sampled_from([0, 0, 1, 3, 10]),
    st.one_of(st.sampled_from(BITS), st.binary(max_size=4)),
)
WORDS = st.one_of(
    st.sampled_from(
        ("migraine", "art_aaaaaaaaa1", "sections", "studies,topics", "html", "1", "100")
    ),
    st.text(max_size=12),
)
PATHS = st.tuples(
    st.sampled_from(("articles", "sections", "topics", "service-bundles", "studies")),
    st.one_of(st.just(""), WORDS.map(lambda key: "/" + quote(key, safe="~!$&'()*+,;=:@"))),
    st.sampled_from(("", "", "/sections")),
).map(lambda parts: "/v1/" + "".join(parts))
QUERIES = st.lists(
    st.tuples(st.one_of(st.sampled_from(("include", "body", "limit", "after")), WORDS), WORDS),
    max_size=3,
).map(urlencode)
"""Well-formed addresses: they pass the gate, and what is wrong with them lies deeper."""

TARGETS = st.one_of(
    st.builds(lambda path, query: f"{path}?{query}".encode(), PATHS, QUERIES),
    st.builds(bend, st.sampled_from(SEEDS), st.lists(EDITS, max_size=3)),
    st.builds(bend, st.sampled_from(SEEDS), st.lists(EDITS, min_size=1, max_size=1)),
    st.binary(max_size=60),
    st.binary(max_size=60).map(lambda noise: b"/" + noise),
)
HEADERS = st.lists(
    st.tuples(
        st.sampled_from(NAMES).map(lambda name: name.encode("latin-1")),
        st.one_of(
            st.sampled_from(VALUES).map(lambda value: value.encode("latin-1")),
            st.binary(max_size=20),
        ),
    ),
    max_size=3,
).map(lambda headers: [HOST, *headers])
