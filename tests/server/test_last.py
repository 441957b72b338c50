"""The last header of a connection: what is taken for another of the same kind is one."""

from hypothesis import given
from hypothesis import strategies as st

from api.serve.last import MAX_KEPT, MAX_TRIES, LastHeader, find_difference
from api.serve.profile import HeaderReader, Profile, reduce_header

NAMES = st.sampled_from(
    [
        *("User-Agent", "user-agent", "Referer", "X-Forwarded-For", "traceparent", "If-None-Match"),
        *("if-none-match", "Accept", "Accept-Encoding", "Host", "Connection", "Cookie", "Dnt"),
    ]
)
VALUES = st.one_of(
    st.sampled_from(
        ['"a"', 'W/"a", "b"', "*", "*/*", "application/json", "gzip", "br", "close", "a\r\nb: c"]
    ),
    st.text(st.sampled_from('ab:, "\r\n\t\x00é'), max_size=6),
)
LINES = st.lists(st.tuples(NAMES, VALUES), max_size=4)
START = b"GET /v1/topics"


def write(lines: list[tuple[str, str]]) -> bytes:
    written = "".join(f"{name}: {value}\r\n" for name, value in [("Host", "localhost"), *lines])
    return f" HTTP/1.1\r\n{written}\r\n".encode("latin-1")


def read(header: bytes) -> tuple[Profile, tuple[int, int] | None] | None:
    """Read a header as a connection does that has never seen one."""
    reduced, place = reduce_header(header)
    profile = HeaderReader().read(START + header)
    if profile is None or not profile.is_lasting:
        return None
    if place is not None:
        profile.tags = None
    assert HeaderReader().read(START + reduced) is not None
    return profile, place


def describe(profile: Profile, tags: bytes | None) -> tuple[object, ...]:
    return profile.name, profile.accept, profile.needs_json, profile.tags, tags


@given(lines=LINES, place=st.integers(0, 3), values=st.lists(VALUES, min_size=1, max_size=6))
def test_what_is_alike_asks_for_the_same(
    lines: list[tuple[str, str]], place: int, values: list[str]
) -> None:
    """Whatever is put in the place of a value: it is read as one that was never seen."""
    last, known = LastHeader(), dict[bytes, Profile]()
    for value in [value for each in values for value in (each, each)]:
        changed = [(name, value if n == place else old) for n, (name, old) in enumerate(lines)]
        header = write(changed)
        fresh = read(header)
        if last.is_same(header):
            assert fresh is not None
            assert last.profile is not None
            tags = header[slice(*fresh[1])] if fresh[1] else None
            assert describe(last.profile, last.tags) == describe(fresh[0], tags)
        elif fresh is not None:
            reduced = reduce_header(header)[0]
            last.take(header, known.setdefault(reduced, fresh[0]), fresh[1])


def test_one_value_that_decides_nothing_may_change() -> None:
    """From the third header on it is known; where two change, that is looked for a few times."""
    last, profile = LastHeader(), read(write([]))
    assert profile is not None
    headers = [write([("User-Agent", f"a{n}"), ("Dnt", "1")]) for n in range(5)]

    for header in headers[:2]:
        assert not last.is_same(header)
        last.take(header, profile[0], None)

    assert not last.varies
    assert all(map(last.is_same, headers[2:]))
    assert last.varies
    assert last.is_same(headers[-1])
    assert not last.varies
    assert not last.is_same(write([("User-Agent", "a\r\nCookie: b"), ("Dnt", "1")]))
    assert not last.is_same(write([("User-Agent", "a" * MAX_KEPT), ("Dnt", "1")]))
    for n in range(2 * MAX_TRIES):
        last.take(write([("User-Agent", f"b{n}"), ("Dnt", f"{n}")]), profile[0], None)
    assert last.tries == MAX_TRIES


def test_a_difference_is_that_of_one_value() -> None:
    """In a line that nothing depends on, and nowhere else."""
    one = write([("Dnt", "1"), ("Accept", "*/*")])

    assert find_difference(one, write([("Dnt", "22"), ("Accept", "*/*")])) == (33, 35)
    assert find_difference(one, write([("Dnt", "22"), ("Accept", "a/b")])) is None
    assert find_difference(one, write([("Dnt", "1"), ("Accept", "a/b")])) is None
    assert find_difference(one, write([("Dnt", "1")])) is None
    assert find_difference(b"", one) is None


def test_tags_come_again_with_what_is_asked_for() -> None:
    """A header that differs in its tags only is no sign of heads that never come again."""
    last = LastHeader()
    for tag in ('"a"', '"b"', '"c"'):
        header = write([("If-None-Match", tag)])
        fresh = read(header)
        assert fresh is not None
        if not last.is_same(header):
            last.take(header, *fresh)
        assert last.tags == tag.encode()
        assert not last.varies
