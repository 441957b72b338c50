"""The last header on a connection: the next one is most often the same, or differs in one value."""

from api.http.conditional import read_tags
from api.serve.profile import IDLE, PRINTED_VALUE, Profile

MAX_KEPT = 1024
"""Bytes of a header that is remembered with what it asks for. Longer ones are read each time."""
MAX_TRIES = 4
"""Times that a connection looks for the one value in which its headers differ."""


class LastHeader:
    """What was read of it, and how to see that the next one asks for the same."""

    __slots__ = (
        "has_tags",
        "header",
        "is_of_tags",
        "left",
        "profile",
        "right",
        "tags",
        "tries",
        "varies",
    )

    def __init__(self) -> None:
        self.header = b""
        """Its bytes, unless they are many: there may be thousands of connections."""
        self.profile: Profile | None = None
        """What it asks for."""
        self.tags: bytes | None = None
        """The entity tags in it that its profile leaves out."""
        self.has_tags = False
        """Whether there are any, here or there."""
        self.left = self.right = b""
        """What stands on both sides of the value that may be another one, if there is one."""
        self.is_of_tags = False
        """Whether that value is the tags."""
        self.varies = False
        """Whether it was another one this time, and no tag: it most likely is another next time.
        Tags change with what is asked for, and come again with it.
        """
        self.tries = 0

    def take(self, header: bytes, profile: Profile, place: tuple[int, int] | None) -> None:
        """Take in a header that was read, and where tags stand that its profile leaves out."""
        is_short = len(header) <= MAX_KEPT
        self.tags = header[slice(*place)] if place is not None else None
        self.has_tags = place is not None or profile.tags is not None
        self.is_of_tags = place is not None
        if place is None and is_short and profile is self.profile and self.tries < MAX_TRIES:
            self.tries += 1
            place = find_difference(self.header, header)
        self.left, self.right = (
            (header[: place[0]], header[place[1] :]) if place is not None else (b"", b"")
        )
        self.header, self.profile, self.varies = header if is_short else b"", profile, False

    def is_same(self, header: bytes) -> bool:
        """Take in a header that asks for the same; says whether it is one."""
        if header == self.header:
            self.varies = False
            return True
        left, right = self.left, self.right
        if not left or not header.startswith(left) or not header.endswith(right):
            return False
        start, end = len(left), len(header) - len(right)
        if len(header) > MAX_KEPT or not PRINTED_VALUE.fullmatch(header, start, end):
            return False
        self.header, self.varies = header, not self.is_of_tags
        if self.is_of_tags:
            self.tags = header[start:end]
        return True

    def has(self, etag: str) -> bool:
        """Whether the client has what a tag names."""
        if self.tags is not None:
            return self.tags == etag.encode() or etag in read_tags(self.tags.decode())
        tags = self.profile.tags if self.profile else None
        return tags is not None and etag in tags


def find_difference(header: bytes, other: bytes) -> tuple[int, int] | None:
    r"""Find the one value in which two headers differ, if nothing depends on it.

    Returns:
        Where it stands in the other one.

    >>> find_difference(b"\r\nDnt: 1\r\nHost: a", b"\r\nDnt: 23\r\nHost: a")
    (7, 9)
    >>> find_difference(b"\r\nDnt: 1\r\nHost: a", b"\r\nDnt: 1\r\nHost: b")
    """
    pairs = zip(header, other, strict=False)
    place = next((n for n, (one, another) in enumerate(pairs) if one != another), len(header))
    line = IDLE.match(other, max(other.rfind(b"\r\n", 0, place), 0))
    if line is None:
        return None
    first, last = line.span(1)
    is_all = header.startswith(other[:first]) and header.endswith(other[last:])
    return (first, last) if is_all else None
