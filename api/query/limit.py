"""How many at most: limit=20, from text to number."""

import re

from api.errors import BadValue

NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


def parse_limit(text: str | None, default: int, highest: int) -> int:
    """Read limit=20.

    >>> parse_limit("100", 20, 100), parse_limit(None, 20, 100)
    (100, 20)

    Raises:
        BadValue: It is no number from 1 to the highest.
    """
    if text is None:
        return default
    if not NUMBER.fullmatch(text) or int(text) > highest:
        raise BadValue("limit", text, f"a whole number from 1 to {highest} is wanted")
    return int(text)
