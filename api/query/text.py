"""The text of an address: percent-decoded strictly, in one way only."""

import re
from collections.abc import Callable, Collection
from urllib.parse import unquote_to_bytes

from api.errors import ApiError, BadTarget, RepeatedParameter, TooMuchAsked, UnknownParameter

MAX_PARAMETERS = 32
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""Unicode's category Cc."""
PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def decode(raw: bytes) -> str:
    """Decode a part of an address.

    >>> decode(b"neck%20pain")
    'neck pain'

    Raises:
        BadTarget: It is not percent-encoded UTF-8, or it holds a control character.
    """
    if PERCENT.search(raw):
        raise BadTarget("A '%' is not followed by two hex digits. Write a plain '%' as '%25'.")
    try:
        text = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        raise BadTarget("The address is not UTF-8. Percent-encode it as UTF-8.") from None
    if CONTROL.search(text):
        raise BadTarget("The address holds a control character. Leave it out.")
    return text


def read_parameters(
    query: bytes,
    allowed: Collection[str],
    explain: Callable[[str], ApiError] | None = None,
    canonical: Callable[[str], str] = str,
) -> dict[str, str]:
    """Read the part of an address after `?`: every name is known and given once.

    Args:
        query: The part of the address.
        allowed: The names that there are.
        explain: Says what is wrong with any other name.
        canonical: Writes a name in the one form that `allowed` has.

    >>> read_parameters(b"limit=5&include=sections%2Cstudies", ["limit", "include"])
    {'limit': '5', 'include': 'sections,studies'}

    Raises:
        BadTarget: The text is malformed.
        UnknownParameter: A name is not allowed, or the error that `explain` makes of it.
        RepeatedParameter: A name is given twice.
    """
    parts = query.split(b"&") if query else []
    if len(parts) > MAX_PARAMETERS:
        raise TooMuchAsked("parameters", "parameters", MAX_PARAMETERS)
    parameters: dict[str, str] = {}
    for part in parts:
        raw_name, _, raw_value = part.replace(b"+", b" ").partition(b"=")
        name = canonical(decode(raw_name))
        value = decode(raw_value)
        if name not in allowed:
            raise explain(name) if explain else UnknownParameter(name, list(allowed))
        if name in parameters:
            raise RepeatedParameter(name)
        parameters[name] = value
    return parameters


def refuse_parameters(query: bytes) -> None:
    """See that an address without parameters was asked for without any.

    Raises:
        BadQuery: There is one.
    """
    read_parameters(query, [])
