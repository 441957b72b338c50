from urllib.parse import quote, quote_plus, unquote_to_bytes, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.errors import ApiError, BadTarget
from api.query.text import MAX_PARAMETERS, decode, read_parameters

from .outcome import attempt

PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
NAMES = ["include", "body", "limit", "after"]
QUERYISH = st.one_of(
    st.binary(max_size=80),
    st.lists(
        st.sampled_from([*NAMES, "=", "&", "%", "%00", "%ff", "+", ",", "é"]), max_size=12
    ).map(lambda parts: "".join(parts).encode()),
)
THOROUGH = settings(max_examples=500, derandomize=True, deadline=None)


@given(text=PRINTABLE)
@THOROUGH
def test_decoding_undoes_encoding(text: str) -> None:
    """Whatever can be written, percent-encoded as a whole or where it must be."""
    assert decode(quote(text, safe="").encode()) == text
    assert decode("".join(f"%{byte:02x}" for byte in text.encode()).encode()) == text


@given(raw=st.binary(max_size=60))
@THOROUGH
def test_decoding_gives_clean_text_or_refuses(raw: bytes) -> None:
    """No surrogates, no control characters, no character in place of broken ones."""
    result = attempt(decode, raw)

    if isinstance(result, str):
        assert not any(ord(each) < 0x20 or 0x7F <= ord(each) < 0xA0 for each in result)
        assert unquote_to_bytes(raw) == result.encode()
        assert decode(quote(result, safe="").encode()) == result
    else:
        assert result.code == "bad-target"


@pytest.mark.parametrize(
    "raw",
    [b"%", b"%4", b"%g0", b"%0g", b"a%", b"%%41", b"%\xc3\xa9", b"% 1", b"%+1", b"%u0041"],
)
def test_a_percent_sign_starts_two_hex_digits(raw: bytes) -> None:
    """Anything else is refused with what to write instead."""
    with pytest.raises(BadTarget, match="%25"):
        decode(raw)


@pytest.mark.parametrize(
    "raw", [b"%ED%A0%80", b"%C0%80", b"%F5%80%80%80", b"%E2%82", b"\xff", b"%80"]
)
def test_broken_utf_8_is_refused(raw: bytes) -> None:
    """Surrogates, overlong forms, too large ones, and half ones."""
    with pytest.raises(BadTarget, match="UTF-8"):
        decode(raw)


@pytest.mark.parametrize("raw", [b"%00", b"%1B", b"%7F", b"%C2%85", b"%0D%0A", b"\t"])
def test_control_characters_are_refused(raw: bytes) -> None:
    """Those of ASCII and those of Latin-1."""
    with pytest.raises(BadTarget, match="control character"):
        decode(raw)


@given(query=QUERYISH)
@THOROUGH
def test_reading_parameters_raises_nothing_but_ours(query: bytes) -> None:
    """Whatever comes after the question mark."""
    result = attempt(read_parameters, query, NAMES)

    if isinstance(result, dict):
        assert set(result) <= set(NAMES)
    else:
        assert result.status == 400


@given(parameters=st.dictionaries(st.sampled_from(NAMES), PRINTABLE, max_size=4))
@THOROUGH
def test_what_a_client_encodes_is_what_is_read(parameters: dict[str, str]) -> None:
    """Spaces as %20 or as a plus, everything else percent-encoded or not."""
    for quote_via in (quote, quote_plus):
        query = urlencode(parameters, quote_via=quote_via).encode()

        assert read_parameters(query, NAMES) == parameters


@given(names=st.lists(st.sampled_from(NAMES), max_size=6))
@THOROUGH
def test_each_name_is_read_once(names: list[str]) -> None:
    """A list of parameters passes exactly if no name is in it twice."""
    query = "&".join(f"{name}=1" for name in names).encode()

    result = attempt(read_parameters, query, NAMES)

    if isinstance(result, dict):
        assert list(result) == names
    else:
        assert result.code == "repeated-parameter"
        assert len(set(names)) < len(names)


@pytest.mark.parametrize("count", [MAX_PARAMETERS - 1, MAX_PARAMETERS, MAX_PARAMETERS + 1])
def test_the_number_of_parameters_is_limited(count: int) -> None:
    """32 are read, 33 are not."""
    allowed = [f"p{index}" for index in range(count)]
    query = "&".join(allowed).encode()

    if count <= MAX_PARAMETERS:
        assert len(read_parameters(query, allowed)) == count
    else:
        with pytest.raises(ApiError, match="32"):
            read_parameters(query, allowed)
