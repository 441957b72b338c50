"""Finished answers of one release. They die with it, so nothing here is ever stale."""

from collections.abc import Iterable

from api.http.conditional import ABOUT_THE_BODY
from api.http.parts import Body, Part, join_parts, size_of
from api.serve.generations import Generations

HeaderPairs = list[tuple[bytes, bytes]]

MAX_JOINED = 16 * 1024
"""Bytes of content that is copied behind its header, so that one piece is written and not two."""
PER_PART = 200
"""Bytes that a view of a file takes."""
FEW_PARTS = 4
"""As many are sent as fast as one; more are joined when they are asked for again."""
NOT_IN_304 = frozenset(name.encode() for name in ABOUT_THE_BODY)


class Uses:
    """How often the answers of a route were sent from the socket since they were last counted."""

    __slots__ = ("first", "not_modified", "ok")

    def __init__(self) -> None:
        self.ok = self.not_modified = 0
        self.first: list[tuple[int, float]] = []
        """Status of each first answer, and the seconds in which it was made."""


UNCOUNTED = Uses()
"""What is counted of answers that are not kept, and not looked at."""


class FinishedAnswer:
    """A 200 and its 304, exactly as they are sent, but for date and request id."""

    __slots__ = (
        "body_size",
        "etag",
        "is_json",
        "last_asked",
        "not_modified",
        "ok",
        "rest",
        "route",
        "size",
        "uses",
    )

    def __init__(self, route: str, etag: str, tail: bytes, body: Body, *, is_json: bool) -> None:
        """Finish an answer: its tag, its fields as `write_tail` writes them, and its content."""
        self.etag = etag
        self.route = route
        """Template of the address, for whoever counts."""
        self.uses = UNCOUNTED
        self.is_json = is_json
        """Whether it is what a client takes that takes nothing but JSON."""
        self.body_size = size_of(body)
        self.last_asked = 0
        """Hash of the request that was answered with it last."""
        self.ok = tail
        """All that follows the value of the request id, up to the rest."""
        self.rest: tuple[Part, ...] = body if isinstance(body, tuple) else (body,)
        """The content, if it is sent from where it is: large, or in a file."""
        self.not_modified = b""
        """The same of the 304, once it was written: of most answers it is never asked for."""
        if self.body_size <= MAX_JOINED and not isinstance(body, memoryview):
            self.ok, self.rest = tail + join_parts(body), ()
        self.size = len(self.ok) + len(tail) + PER_PART * len(self.rest)
        if isinstance(body, bytes) and self.rest:
            self.size += len(body)

    def join(self) -> "FinishedAnswer":
        """Copy the parts of the content together: sent with less work, it takes more room."""
        body = join_parts(self.rest)
        joined = FinishedAnswer(self.route, self.etag, self.ok, body, is_json=self.is_json)
        joined.uses, joined.last_asked = self.uses, self.last_asked
        return joined

    @property
    def head(self) -> HeaderPairs:
        """The fields, without the id of the request."""
        lines = self.ok.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]
        return [(name, value) for name, _, value in (line.partition(b": ") for line in lines)]

    @property
    def body(self) -> bytes:
        """The content; it is kept once, at the end of the answer, or is in a file."""
        return join_parts(self.rest) if self.rest else self.ok[len(self.ok) - self.body_size :]

    def head_of_304(self) -> HeaderPairs:
        """List the fields that a client gets which has the bytes already."""
        return [pair for pair in self.head if pair[0] not in NOT_IN_304]

    def write_304(self) -> bytes:
        """Write what follows the value of the request id in the 304."""
        self.not_modified = write_tail(self.head_of_304())
        return self.not_modified


AnswerMemo = Generations[FinishedAnswer]
"""Answers of a release by coding and target, as `name_answer` names them."""


def name_answer(coding: bytes, target: bytes) -> bytes:
    """Name the answer to a request: the coding chosen, a space, and the target byte for byte.

    >>> name_answer(b"br", b"/v1/topics")
    b'br /v1/topics'
    """
    return coding + b" " + target


def write_tail(head: Iterable[tuple[bytes, bytes]]) -> bytes:
    r"""Write what follows the first field's value.

    >>> write_tail([(b"etag", b'"a"')])
    b'\r\netag: "a"\r\n\r\n'
    """
    lines = [b"\r\n%b: %b" % pair for pair in head]
    return b"".join([*lines, b"\r\n\r\n"])
