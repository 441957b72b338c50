"""What all errors have in common, and the words for what a client wrote."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from schema.names import find_nearest

SHOWN = 64
"""Characters of a client's input that an answer repeats at most."""


def shorten(text: str) -> str:
    r"""Make input fit for a sentence: short, and without characters that do not print.

    >>> shorten("a\x00b")
    'a\\x00b'
    """
    shown = text[:SHOWN]
    escaped = "".join(each if each.isprintable() else repr(each)[1:-1] for each in shown)
    return escaped[:SHOWN] + ("…" if len(text) > SHOWN else "")


class ApiError(Exception):
    """Any answer that is not a success."""

    code: ClassVar[str] = ""
    status: ClassVar[int] = 500
    title: ClassVar[str] = ""
    extra_fields: ClassVar[tuple[str, ...]] = ()
    """The members that an answer may have beside those of every problem."""

    def __init__(self, detail: str, headers: dict[str, str] | None = None, **extras: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.headers = headers or {}
        self.extras = {name: value for name, value in extras.items() if value is not None}


def hint(name: str, allowed: Sequence[str]) -> tuple[str, str | None]:
    """Word the nearest allowed name as a question, and give the name itself."""
    nearest = find_nearest(name, allowed)
    return (f" Did you mean '{nearest}'?" if nearest else ""), nearest


def error_classes(root: type[ApiError] = ApiError) -> Iterator[type[ApiError]]:
    """List every error with a code of its own, parents before children."""
    for each in root.__subclasses__():
        if "code" in vars(each):
            yield each
        yield from error_classes(each)
