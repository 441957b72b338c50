"""The way to finished answers from the socket: before there is an ASGI scope, in one write."""

from typing import Any

from api.http.parts import Part
from api.serve.answers import Answers
from api.serve.connection import Stage
from api.serve.first import First
from api.serve.last import MAX_KEPT, LastHeader
from api.serve.memo import FEW_PARTS, NOT_MODIFIED, OK, AnswerMemo, Asked, FinishedAnswer, Uses, ask
from api.serve.profile import Profile, reduce_header
from api.serve.protocol import BLANK_LINE, RequestProtocol

IDLE = Stage.IDLE
VERSION = b" HTTP/1.1\r\n"
GET = b"GET "


class AnswerProtocol(RequestProtocol):
    """Answers a GET from the memo, or with a first answer; everything else is passed on as it is.

    A head is taken apart where its first line ends: before that is the address, behind it
    the header. The address has to be one that the memo has, byte for byte. The header has to
    be known, byte for byte but for lines that decide nothing, or it is read with the parser that
    uvicorn uses. So nothing is accepted here that the ordinary way would refuse.
    """

    # What each request looks at is found faster in slots than in a dictionary of 50 attributes.
    __slots__ = (
        "answers",
        "flow",
        "header",
        "inbox",
        "last_answer",
        "served",
        "stage",
        "transport",
    )

    def __init__(self, answers: Answers, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = answers
        self.last_answer = self.limits.max_requests - 1
        """Answers after which the ordinary way ends the connection."""
        self.header = LastHeader()
        """The last one that was read: most clients send the same one again."""

    def data_received(self, data: bytes) -> None:
        """Answer at once, or take what has arrived."""
        is_free = self.stage is IDLE and not self.inbox and not self.flow.write_paused
        if is_free and not self.header.varies and self.answer_again(data):
            return
        if not is_free or not self.answer_at_once(data):
            super().data_received(data)

    def feed(self, piece: bytes) -> None:
        """Answer at once, or parse."""
        is_all = len(piece) == len(self.inbox)  # Then it was looked at as it arrived.
        if is_all or self.stage is not IDLE or not self.answer_at_once(piece):
            super().feed(piece)

    def answer_again(self, head: bytes) -> bool:
        """Answer a request that was sent before, byte for byte; says whether that is done."""
        answers = self.answers
        serving = answers.serving
        memo: AnswerMemo | None = serving.loaded.memo
        if memo is None or self.served >= self.last_answer or serving.is_draining:
            return False
        asked = memo.find(head)
        if not isinstance(asked, Asked):
            return False  # Somebody sends what an answer is named by.
        self.write(asked.status, asked.start, asked.tail, asked.rest, asked.uses)
        if answers.log_every:
            answers.write_line(asked.name, asked.finished, "GET", asked.status, answers.number)
        return True

    def answer_at_once(self, head: bytes) -> bool:
        """Answer a request whose answer is finished or quickly made; says whether that is done."""
        answers, last, end = self.answers, self.header, head.find(VERSION, 5)
        serving, header = answers.serving, head[end:]
        profile = last.profile if last.is_same(header) else self.read_header(head, end)
        # A server that drains has the ordinary way tell the client to go elsewhere.
        if profile is None or serving.is_draining or self.served >= self.last_answer:
            return False
        if not head.startswith(GET):
            return False
        name = profile.name + head[3:end]
        memo: AnswerMemo | None = serving.loaded.memo
        finished: FinishedAnswer | None = memo.find(name) if memo is not None else None
        if memo is None or finished is None:
            first = answers.make(name, head[4:end], profile)
            if first is not None:
                self.write_first(name, first)
            return first is not None
        if profile.needs_json and not finished.is_json:
            return False  # The ordinary way refuses it.
        status = NOT_MODIFIED if last.has_tags and last.has(finished.etag) else OK
        if not last.varies:
            self.keep_asked(memo, head, name, finished, status)
        tail, rest = finished.pieces(status)
        self.write(status, finished.start, tail, rest, finished.uses)
        if rest and finished.is_in_pieces:
            memo.join(name, finished)
        if answers.log_every:
            answers.write_line(name, finished, "GET", status, answers.number)
        return True

    def keep_asked(
        self, memo: AnswerMemo, head: bytes, name: bytes, finished: FinishedAnswer, status: int
    ) -> None:
        """Keep what a request is given, if the last one that was given this was the same.

        Of those that come once, as with a header that differs each time, none is kept.
        """
        if finished.last_asked != hash(head):
            finished.last_asked = hash(head)
        elif len(head) <= MAX_KEPT and len(finished.rest) <= FEW_PARTS:
            memo.keep_asked(head, ask(name, finished, status))

    def read_header(self, head: bytes, end: int) -> Profile | None:
        """Read a header that is not that of the last request, and remember what it asks for."""
        is_whole = end > 0 and head.find(BLANK_LINE) == len(head) - len(BLANK_LINE)
        if not is_whole or not head.startswith(GET):
            return None
        header, profiles = head[end:], self.answers.profiles
        is_short = len(header) <= MAX_KEPT
        reduced, place = reduce_header(header) if is_short else (header, None)
        profile = profiles.find(reduced)
        if profile is None:
            profile = self.answers.reader.read(head)
            if profile is None or not profile.is_lasting:
                return None
            if place is not None:
                profile.tags = None  # They are those of this request, and not of all alike.
            if is_short and profile.tags is None:
                profiles.keep(reduced, profile)
        self.header.take(header, profile, place)
        return profile

    def write(
        self, status: int, start: bytes, tail: bytes, rest: tuple[Part, ...], uses: Uses
    ) -> None:
        """Write an answer or its 304, with its date and an id of its own, and count it."""
        answers = self.answers
        self.served += 1
        number = answers.number = answers.number + 1
        if status == OK:
            uses.ok += 1
            head = b"%b%x%b%b" % (answers.clock.ok, number, start, tail)
        else:
            uses.not_modified += 1
            head = b"%b%x%b%b" % (answers.clock.not_modified, number, start, tail)
        if rest:
            self.transport.writelines((head, *rest))
        else:
            self.transport.write(head)

    def write_first(self, name: bytes, first: First) -> None:
        """Write an answer that was made just now, and how long that took."""
        answers, finished, self.served = self.answers, first.finished, self.served + 1
        number = answers.number = answers.number + 1
        has_it = self.header.has_tags and self.header.has(finished.etag)
        status = NOT_MODIFIED if has_it else OK
        start = answers.clock.not_modified if has_it else answers.clock.ok
        tail, rest = finished.pieces(status)
        finished.uses.first.append((status, first.seconds))
        head = b"%b%x%b%b%b" % (start, number, first.timing, finished.start, tail)
        if rest:
            self.transport.writelines((head, *rest))
        else:
            self.transport.write(head)
        if answers.log_every:
            answers.write_line(name, finished, "GET", status, number, first.seconds)
