"""JSON as it was written: nothing is passed over, and every mistake is named with its place.

A member that is there twice, NaN, a byte order mark or something behind the end would make two
readers of one text read two things. So all of them are refused.
"""

import json
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from api.errors import BadBody, hint, shorten

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
TOKEN = re.compile(rb'[\[\]{}]|"(?:[^"\\]|\\.)*+\\?(?:"|\Z)', re.DOTALL)
"""A bracket, or a text as far as it goes, so that brackets in texts are not counted."""


class Members(list[tuple[str, Any]]):
    """An object with its members in the order in which they stand, also those that repeat."""


def decode_json(data: bytes, max_depth: int) -> Any:
    """Decode JSON; objects are Members, and all numbers are floats.

    >>> decode_json(b'{"a": [1, true]}', 2)
    [('a', [1.0, True])]

    Raises:
        BadBody: It is no JSON, or nested more deeply.
    """
    if data.startswith(BYTE_ORDER_MARK):
        raise BadBody("The body begins with a byte order mark. Send it without one.", "")
    check_depth(data, max_depth)
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=Members,
            parse_constant=_refuse_constant,
            parse_int=float,
        )
    except UnicodeDecodeError:
        raise BadBody("The body is not UTF-8. JSON is always UTF-8.", "") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise BadBody(f"The body is no JSON: look at {place}.", "") from None


def check_depth(data: bytes, max_depth: int) -> None:
    """Count how deeply arrays and objects are nested, before anything follows them down.

    Raises:
        BadBody: More deeply than that.
    """
    depth = 0
    for token in TOKEN.finditer(data):
        if token[0] in {b"[", b"{"}:
            depth += 1
        elif token[0] in {b"]", b"}"}:
            depth -= 1
        if depth > max_depth:
            raise BadBody(f"The body is nested more than {max_depth} deep.", "")


def take_members(value: Any, names: Sequence[str], pointer: str) -> dict[str, Any]:
    """Take an object apart that has exactly these members, each once.

    Args:
        value: What was decoded.
        names: The members that it must have.
        pointer: Where it stands (RFC 6901).

    Raises:
        BadBody: It is no object, or has other members.
    """
    if not isinstance(value, Members):
        raise BadBody(f"{name_place(pointer)} has to be an object.", pointer)
    taken: dict[str, Any] = {}
    for name, member in value:
        place = f"{pointer}/{escape(name)}"
        if name not in names:
            question, nearest = hint(name, names)
            sentence = f"There is no member '{shorten(name)}' here.{question}"
            raise BadBody(sentence, place, allowed=list(names), suggestion=nearest)
        if name in taken:
            raise BadBody(f"The member '{name}' is given twice. Give it once.", place)
        taken[name] = member
    for name in names:
        if name not in taken:
            sentence = f"{name_place(pointer)} has no member '{name}'. Add it."
            raise BadBody(sentence, pointer, allowed=list(names))
    return taken


def take_array(value: Any, limit: int, pointer: str) -> list[Any]:
    """Take an array that is not too long.

    Raises:
        BadBody: It is no array, or is longer.
    """
    if not isinstance(value, list) or isinstance(value, Members):
        raise BadBody(f"{name_place(pointer)} has to be an array.", pointer)
    if len(value) > limit:
        raise BadBody(f"{name_place(pointer)} has more than {limit} items. Send fewer.", pointer)
    return value


def take_text(value: Any, pattern: re.Pattern[str], what: str, pointer: str) -> str:
    """Take a text of a form.

    Raises:
        BadBody: It is no text, or has another form.
    """
    if not isinstance(value, str):
        raise BadBody(f"{name_place(pointer)} has to be a string: {what}.", pointer)
    if not pattern.fullmatch(value):
        raise BadBody(f"'{shorten(value)}' is not {what}.", pointer)
    return value


def name_place(pointer: str) -> str:
    """Name a place in a sentence.

    >>> name_place(""), name_place("/holdings/3")
    ('The body', "'/holdings/3'")
    """
    return f"'{pointer}'" if pointer else "The body"


def escape(name: str) -> str:
    """Write a name as a part of a pointer; a long or strange one is shown, not repeated.

    >>> escape("a/b~")
    'a~1b~0'
    """
    return shorten(name).replace("~", "~0").replace("/", "~1")


def _refuse_constant(name: str) -> NoReturn:
    raise BadBody(f"The body is no JSON: it has no {name}.", "")
