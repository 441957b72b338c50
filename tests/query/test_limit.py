import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.errors import BadValue
from api.query.limit import parse_limit

from .outcome import attempt

THOROUGH = settings(max_examples=500, derandomize=True, deadline=None)


@given(text=st.text(max_size=8))
@THOROUGH
def test_a_limit_is_written_in_one_way(text: str) -> None:
    """What is read as a limit is what the number looks like."""
    result = attempt(parse_limit, text, 20, 100)

    if isinstance(result, int):
        assert str(result) == text
    else:
        assert result.code == "bad-value"


@pytest.mark.parametrize("number", [1, 9, 10, 50, 99, 100, 500])
def test_every_limit_in_range_is_read(number: int) -> None:
    """The highest is in, and the next is out."""
    assert parse_limit(str(number), 20, number) == number

    with pytest.raises(BadValue, match=f"from 1 to {number} is wanted"):
        parse_limit(str(number + 1), 20, number)
