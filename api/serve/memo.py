"""Finished answers of one release. They die with it, so nothing here is ever stale."""

from collections.abc import Iterable
from typing import Any

import msgspec

from api.http.conditional import ABOUT_THE_BODY
from api.http.parts import Body, Part, join_parts, size_of
from api.serve.generations import PER_ENTRY, Generations

HeaderPairs = list[tuple[bytes, bytes]]

OK, NOT_MODIFIED = 200, 304

MAX_JOINED = 16 * 1024
"""Bytes of content that is copied behind its header, so that one piece is written and not two."""
PER_PART = 200
"""Bytes that a view of a file takes."""
ASKED_SIZE = 140
"""Bytes of an entry for a request, beside that and the name in it."""
PER_ANSWER = 300
"""Bytes that an answer takes beside its header and content, with its 304."""
PER_HEAD = 2
"""Times that the bytes of a header may be held: there is a 304, too."""
FEW_PARTS = 4
"""As many are sent nearly as fast as one; more are joined when they are asked for again."""
FEW_BYTES = 4096
"""So much content is sent faster in one piece; it is joined, too, when it is asked for again."""
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


class FinishedAnswer(msgspec.Struct, gc=False):
    """A 200 and its 304, exactly as they are sent, but for date and request id."""

    route: str
    """Template of the address, for whoever counts."""
    etag: str
    start: bytes
    """What follows the value of the request id, where it is one object for many answers, as it is
    for those that are ready: it stays in the caches of the core, and takes no room here.
    """
    ok: bytes
    """All that follows that, up to the rest."""
    rest: tuple[Part, ...]
    """What is sent from where it is: content that is large, or in a file, with the lines of the
    header in front of it that are there.
    """
    body_size: int
    size: int
    """Bytes that it takes, with its 304."""
    lines_size: int = 0
    """Bytes of the header in the first part of the rest."""
    is_json: bool = True
    """Whether it is what a client takes that takes nothing but JSON."""
    uses: Uses = UNCOUNTED
    last_asked: int = 0
    """Hash of the request that was answered with it last."""
    not_modified: bytes = b""
    """The same of a 304, once it was written: of most answers it is never asked for."""

    @property
    def is_in_pieces(self) -> bool:
        """Whether it would be sent with less work if it was joined."""
        parts = len(self.rest)
        return parts > FEW_PARTS or (parts > 0 and self.body_size <= FEW_BYTES)

    @property
    def joined_size(self) -> int:
        """Bytes that it takes at most when it is joined."""
        return PER_ANSWER + PER_HEAD * (len(self.ok) + self.lines_size) + PER_PART + self.body_size

    def join(self) -> None:
        """Copy the parts of the content together: sent with less work, it takes more room."""
        head = self.ok + join_parts(self.rest[:1])[: self.lines_size]
        joined = finish_answer(self.route, self.etag, head, self.body, is_json=self.is_json)
        self.ok, self.rest, self.size = joined.ok, joined.rest, joined.size
        self.lines_size = 0

    @property
    def head(self) -> HeaderPairs:
        """The fields, without the id of the request."""
        own = self.ok + bytes(self.rest[0][: self.lines_size]) if self.lines_size else self.ok
        whole = self.start + own
        lines = whole.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]
        return [(name, value) for name, _, value in (line.partition(b": ") for line in lines)]

    @property
    def body(self) -> bytes:
        """The content; it is kept once, at the end of the answer, or is in a file."""
        whole = join_parts(self.rest) if self.rest else self.ok
        return whole[len(whole) - self.body_size :]

    def head_of_304(self) -> HeaderPairs:
        """List the fields that a client gets which has the bytes already."""
        return [pair for pair in self.head if pair[0] not in NOT_IN_304]

    def pieces(self, status: int) -> tuple[bytes, tuple[Part, ...]]:
        """What follows the start, and the rest, of the answer or of its 304."""
        if status == OK:
            return self.ok, self.rest
        return self.not_modified or self.write_304(), ()

    def write_304(self) -> bytes:
        """Write what follows the value of the request id in the 304."""
        # All that is in the start is in a 304, too.
        self.not_modified = write_tail(self.head_of_304()).removeprefix(self.start)
        return self.not_modified


def finish_answer(
    route: str, etag: str, head: bytes, body: Body, *, is_json: bool, start: bytes = b""
) -> FinishedAnswer:
    """Finish an answer: its header, from the start to the blank line, and its content.

    What is short or would be in parts is copied behind its header.
    """
    body_size, size = size_of(body), PER_ANSWER + PER_HEAD * len(head)
    rest: tuple[Part, ...] = ()
    if body_size <= MAX_JOINED and not isinstance(body, memoryview):
        head, size = head + join_parts(body), size + body_size
    else:
        rest = body if isinstance(body, tuple) else (body,)
        size += PER_PART * len(rest) + (body_size if isinstance(body, bytes) else 0)
    return FinishedAnswer(route, etag, start, head, rest, body_size, size, is_json=is_json)


class Asked(msgspec.Struct, frozen=True, gc=False):
    """What a whole request is given, with all that is written of the answer or its 304.

    So the answer itself is not looked at: of thousands, it would be in no cache of the core.
    """

    name: bytes
    """Of the answer, as `name_answer` names it."""
    finished: FinishedAnswer
    status: int
    """`NOT_MODIFIED` if the client has the bytes."""
    start: bytes
    tail: bytes
    """What follows the start, up to the rest."""
    rest: tuple[Part, ...]
    uses: Uses

    @property
    def size(self) -> int:
        """Bytes that it takes beside the answer and its own."""
        return ASKED_SIZE + len(self.name)


def ask(name: bytes, finished: FinishedAnswer, status: int) -> Asked:
    """Take what is written of an answer, or of its 304."""
    tail, rest = finished.pieces(status)
    return Asked(name, finished, status, finished.start, tail, rest, finished.uses)


class AnswerMemo(Generations[Any]):
    """Answers of a release by name, and what whole requests are given by their bytes.

    A name begins with a coding and a request with a method; whoever looks for what was received
    has to see which of them it found. Whatever a request is given is kept under its name for at
    least as long, and its bytes are counted there.
    """

    def keep_asked(self, head: bytes, asked: Asked) -> None:
        """Keep what a request is given."""
        self.keep(head, asked)
        self.keep(asked.name, asked.finished)

    def join(self, name: bytes, finished: FinishedAnswer) -> None:
        """Join an answer that was found just now, if there is room for it.

        It stays the same object: what a request is given has hold of it, too.
        """
        if len(name) + finished.joined_size + PER_ENTRY <= self.largest:
            self.drop(name)
            finished.join()
            self.keep(name, finished)

    def _find_old(self, key: bytes) -> Any:
        found = super()._find_old(key)
        if isinstance(found, Asked):
            self.keep(found.name, found.finished)
        return found


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
