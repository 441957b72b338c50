import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.errors import BadCursor
from api.query.cursor import SortKind, read_cursor
from schema.cursor import MAX_CURSOR, SortValue, digest_of, write_cursor

from .outcome import attempt

DIGESTS = st.text("0123456789abcdef", min_size=8, max_size=8)
STRINGS = st.text(st.characters(exclude_categories=["Cs"]), max_size=100)
NUMBERS = st.integers(min_value=-(2**63) + 1, max_value=2**63 - 1)
VALUES = st.tuples(st.lists(st.one_of(STRINGS, NUMBERS), max_size=3), STRINGS).map(
    lambda each: (*each[0], each[1])
)
"""Sort values, then the id."""
KINDS = st.lists(st.sampled_from([(str,), (int,)]), max_size=3).map(tuple)
THOROUGH = settings(max_examples=500, derandomize=True, deadline=None)


def kinds_of(values: tuple[SortValue, ...]) -> tuple[SortKind, ...]:
    return tuple((type(value),) for value in values[:-1])


@given(digest=DIGESTS, values=VALUES)
@THOROUGH
def test_a_cursor_gives_back_what_was_put_in(digest: str, values: tuple[SortValue, ...]) -> None:
    """Any strings and any numbers that a column can hold."""
    cursor = write_cursor(digest, values)

    if len(cursor) <= MAX_CURSOR:
        assert read_cursor(cursor, digest, kinds_of(values)) == values


@given(digest=DIGESTS, values=VALUES)
@THOROUGH
def test_a_cursor_needs_no_escaping(digest: str, values: tuple[SortValue, ...]) -> None:
    """It stands in an address and in a header as it is."""
    cursor = write_cursor(digest, values)

    assert set(cursor) <= set(string.ascii_letters + string.digits + "-_")


@given(one=VALUES, other=VALUES)
@THOROUGH
def test_different_positions_have_different_cursors(
    one: tuple[SortValue, ...], other: tuple[SortValue, ...]
) -> None:
    """A number is not the text of its digits."""
    same = write_cursor("0" * 8, one) == write_cursor("0" * 8, other)

    assert same == ((one, kinds_of(one)) == (other, kinds_of(other)))


@given(
    text=st.one_of(
        st.text(max_size=200),
        st.text(string.ascii_letters + string.digits + "-_=", max_size=MAX_CURSOR + 50),
        st.builds(write_cursor, DIGESTS, VALUES),
    ),
    digest=DIGESTS,
    kinds=KINDS,
)
@THOROUGH
def test_any_other_text_is_a_bad_cursor_and_nothing_else(
    text: str, digest: str, kinds: tuple[SortKind, ...]
) -> None:
    """Whatever is read is a position of this list, or BadCursor is raised."""
    result = attempt(read_cursor, text, digest, kinds)

    if isinstance(result, tuple):
        assert (kinds_of(result), write_cursor(digest, result)) == (kinds, text)
    else:
        assert (type(result), result.extras) == (BadCursor, {"parameter": "after"})


@given(noise=st.binary(max_size=60), values=VALUES)
@THOROUGH
def test_noise_inside_a_cursor_is_a_bad_cursor(noise: bytes, values: tuple[SortValue, ...]) -> None:
    """Bytes that were no JSON, or more than a position, are refused."""
    cursor = write_cursor(noise.hex()[:8], values)

    for text in (cursor + noise.hex(), noise.hex() + cursor, noise.decode("latin-1")):
        if text != cursor:
            with pytest.raises(BadCursor):
                read_cursor(text, noise.hex()[:8], kinds_of(values))


@pytest.mark.parametrize("number", [2**63, -(2**63), 2**64, 10**300, -(10**300)])
def test_a_number_that_no_column_holds_is_refused(number: int) -> None:
    """SQLite's integers have 64 bits; what is larger would be our mistake later."""
    cursor = write_cursor("0" * 8, (number, "art_aaaaaaaaa1"))

    with pytest.raises(BadCursor):
        read_cursor(cursor, "0" * 8, ((int,),))


def test_a_document_without_a_value_has_a_position() -> None:
    """It stands at the end of a list that is sorted by a field that it does not have."""
    cursor = write_cursor("0" * 8, (None, "stu_aaaaaaaaa1"))

    assert read_cursor(cursor, "0" * 8, ((int, type(None)),)) == (None, "stu_aaaaaaaaa1")


def test_the_longest_position_fits_a_cursor() -> None:
    """A title of 200 characters of four bytes, or of two that are escaped, and an id."""
    for character in ("\U0001f600", '"', "\\"):
        cursor = write_cursor("0" * 8, (character * 200, "art_aaaaaaaaa1"))

        assert len(cursor) <= MAX_CURSOR


@given(parts=st.lists(STRINGS.filter(lambda text: "\0" not in text), min_size=2, max_size=3))
@THOROUGH
def test_a_digest_depends_on_where_its_parts_end(parts: list[str]) -> None:
    """`a, bc` and `ab, c` are different lists."""
    moved = [parts[0] + parts[1][:1], parts[1][1:], *parts[2:]]

    assert (digest_of(*moved) == digest_of(*parts)) == (moved == parts)
