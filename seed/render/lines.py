"""Lines of plain text and of Markdown."""

import re

BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")


def join_lines(text: str) -> str:
    r"""Make one line of a text: a line break or a tab becomes a space.

    >>> join_lines("never\n# a heading")
    'never # a heading'
    """
    return BREAKS.sub(" ", text)


def hang(marker: str, text: str) -> str:
    r"""Let a text hang behind a marker, its other lines as far in as the first.

    >>> hang("10. ", "hands\n- feet")
    '10. hands\n    - feet'
    """
    return (marker + text.replace("\n", "\n" + " " * len(marker))).rstrip()


def number_items(count: int, delimiter: str = ".") -> list[str]:
    """Make the markers of a numbered list.

    >>> number_items(2)
    ['1. ', '2. ']
    """
    return [f"{number}{delimiter} " for number in range(1, count + 1)]


def quote_lines(text: str) -> str:
    r"""Put the sign of a quotation before each line.

    >>> quote_lines("one\n\ntwo")
    '> one\n>\n> two'
    """
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""
