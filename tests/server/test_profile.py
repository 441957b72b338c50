"""Headers: what is passed over, and what is remembered of the rest."""

import pytest

from api.serve.profile import DECIDING, MAX_IDLE, PLAIN, HeaderReader, reduce_header

START = b" HTTP/1.1\r\nHost: localhost\r\n"
"""The end of a request line and a Host, for more lines."""
BARE = START + b"\r\n"


@pytest.mark.parametrize("name", sorted(PLAIN - DECIDING))
def test_lines_that_decide_nothing_are_passed_over(name: bytes) -> None:
    """In lower case, as HTTP/2 has them, and with capitals."""
    for written in (name, name.title()):
        assert reduce_header(START + written + b": some (words), =1\r\n\r\n") == (BARE, None)


@pytest.mark.parametrize("name", sorted(DECIDING - {b"if-none-match"}))
def test_lines_that_decide_stay(name: bytes) -> None:
    """Whatever they say."""
    header = START + name + b": x\r\n\r\n"

    assert reduce_header(header) == (header, None)


@pytest.mark.parametrize(
    "line",
    [
        *(b"User-Agent: a\r\n b", b"User-Agent: a\r\n\tb", b"Cookie: a", b"X-New: a"),
        *(b"User-Agent:a", b"User-Agent : a", b"User-Agent: ", b"User-Agent:  a"),
        *(b"User-Agent: a\x00b", b"User-Agent: \xc3\xa4", b"User-Agent: a\tb", b"UsEr-Agent: a"),
        *(b"User-Agent: a\nHost: b", b"If-None-Match: a\r\n b", b"If-None-Match:a"),
    ],
)
def test_what_is_not_plainly_written_stays(line: bytes) -> None:
    """It is read by the parser, which knows what to refuse."""
    header = START + line + b"\r\n\r\n"

    assert reduce_header(header) == (header, None)


def test_a_line_that_goes_on_belongs_to_none_before_it() -> None:
    """Where a line is passed over, what follows it never joins the line before."""
    header = b" HTTP/1.1\r\nHost: a\r\nDnt: 1\r\nReferer: b\r\n .example\r\n\r\n"

    assert reduce_header(header)[0] == header.replace(b"Dnt: 1\r\n", b"")


def test_tags_are_taken_out() -> None:
    """The first line of them; another one stays, and is read."""
    line = b'If-None-Match: "a", W/"b"\r\n'
    start = len(START) + len("If-None-Match: ")

    for rest, left in ((b"\r\n", BARE), (line + b"\r\n", START + line + b"\r\n")):
        reduced, place = reduce_header(START + line + rest)
        assert (reduced, place) == (left, (start, start + len(line) - len("If-None-Match: \r\n")))


def test_a_header_of_many_lines_stays() -> None:
    """There may be more of them than any header may have."""
    few, many = (START + b"Dnt: 1\r\n" * count + b"\r\n" for count in (MAX_IDLE, MAX_IDLE + 1))

    assert reduce_header(few) == (BARE, None)
    assert reduce_header(many) == (many, None)


def test_what_is_left_asks_for_the_same() -> None:
    """A browser's header and what is left of it have one profile, but for the tags."""
    lines = (
        *(b"User-Agent: Browser/1.0 (X11; Linux)", b"Accept: application/json"),
        *(b"Accept-Encoding: gzip, br", b"Accept-Language: en", b"Sec-Fetch-Mode: cors"),
        *(b'If-None-Match: "a"', b"Connection: keep-alive"),
    )
    header = START + b"".join(line + b"\r\n" for line in lines) + b"\r\n"
    reader, start = HeaderReader(), b"GET /v1/topics"

    left, place = reduce_header(header)
    whole, rest = reader.read(start + header), reader.read(start + left)

    assert whole is not None
    assert rest is not None
    assert (whole.name, whole.accept, whole.coding) == (rest.name, rest.accept, rest.coding)
    assert place is not None
    assert (whole.tags, header[slice(*place)], rest.tags) == (frozenset({'"a"'}), b'"a"', None)
