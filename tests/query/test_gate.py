from urllib.parse import quote, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.errors import BadTarget
from api.http.gate import check_path, check_request

from .outcome import attempt

SAFE = "~!$&'()*+,;=:@"
SEGMENTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    lambda segment: segment not in {".", ".."} and "/" not in segment
)
PATHS = st.lists(SEGMENTS, max_size=5).map(
    lambda parts: "/" + "/".join(quote(part, safe=SAFE) for part in parts)
)
BYTES = st.one_of(
    st.binary(max_size=40),
    st.lists(
        st.sampled_from(
            ["/", "//", ".", "..", "a", "%41", "%2F", "%2f", "%C3%A9", "%zz", "~", "é"]
        ),
        max_size=8,
    ).map(lambda parts: ("/" + "".join(parts)).encode()),
)
THOROUGH = settings(max_examples=500, derandomize=True, deadline=None)


def passes(raw: bytes) -> bool:
    return attempt(check_path, raw) is None


@given(path=PATHS)
@THOROUGH
def test_a_canonical_path_passes(path: str) -> None:
    """Any names in any script, encoded where they must be and nowhere else."""
    assert passes(path.encode())


@given(raw=BYTES)
@THOROUGH
def test_what_passes_is_canonical(raw: bytes) -> None:
    """Decoding and encoding again gives the same bytes, and no part is empty or a dot."""
    if not passes(raw):
        return

    path = unquote(raw.decode("ascii"), errors="strict")

    assert quote(path, safe="/" + SAFE).encode() == raw
    assert raw == b"/" or not {"", ".", ".."} & set(path[1:].split("/"))


@given(raw=BYTES)
@THOROUGH
def test_what_is_suggested_passes(raw: bytes) -> None:
    """Whoever follows the suggestion is not refused again, and gets no other one."""
    result = attempt(check_path, raw)

    if result is not None and "suggestion" in result.extras:
        assert passes(result.extras["suggestion"].encode())


@given(path=PATHS, place=st.integers(1, 60), change=st.sampled_from(["/", "%2F", "%41", "%7E"]))
@THOROUGH
def test_no_two_paths_mean_the_same(path: str, place: int, change: str) -> None:
    """A path written in another way is refused, so that caches hold it once."""
    place = min(place, len(path))
    other = path[:place] + change + path[place:]

    if passes(other.encode()):
        assert unquote(other) != unquote(path)
        assert not other.endswith("/")


@given(
    method=st.sampled_from(["GET", "HEAD", "OPTIONS", "POST", "X"]),
    raw=BYTES,
    query=st.binary(max_size=40),
    headers=st.lists(
        st.tuples(
            st.sampled_from([b"host", b"content-length", b"transfer-encoding", b"x"]),
            st.binary(max_size=20),
        ),
        max_size=4,
    ),
)
@THOROUGH
def test_the_gate_raises_nothing_but_ours(
    method: str, raw: bytes, query: bytes, headers: list[tuple[bytes, bytes]]
) -> None:
    """Whatever a server hands over, it passes or is refused with a status of 4xx."""
    result = attempt(check_request, method, raw, query, headers)

    if result is None:
        assert sum(name == b"host" for name, _ in headers) == 1
    else:
        assert result.status in {400, 414, 431}


def test_a_query_holds_no_raw_characters() -> None:
    """What no browser sends raw is refused, before it can reach a header or a log."""
    for byte in (*range(0x21), *b'"#<>', *range(0x7F, 0x100)):
        with pytest.raises(BadTarget):
            check_request("GET", b"/", b"a=" + bytes([byte]), [(b"host", b"a")])
