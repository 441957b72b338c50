"""The way to finished answers from the socket: before there is an ASGI scope, in one write."""

from typing import Any

from api.http.conditional import read_tags
from api.serve.answers import Answers
from api.serve.connection import Stage
from api.serve.first import First
from api.serve.memo import AnswerMemo, FinishedAnswer
from api.serve.profile import TAG_LIST, Profile, reduce_header
from api.serve.protocol import BLANK_LINE, RequestProtocol

VERSION = b" HTTP/1.1\r\n"
MAX_KEPT = 1024
"""Bytes of a header that is remembered with what it asks for. Longer ones are read each time."""


class AnswerProtocol(RequestProtocol):
    """Answers a GET from the memo, or with a first answer; everything else is passed on as it is.

    A head is taken apart where its first line ends: before that is the address, behind it
    the header. The address has to be one that the memo has, byte for byte. The header has to
    be known, byte for byte but for lines that decide nothing, or it is read with the parser that
    uvicorn uses. So nothing is accepted here that the ordinary way would refuse.
    """

    def __init__(self, answers: Answers, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = answers
        self.last = self.limits.max_requests - 1
        """Answers after which the ordinary way ends the connection."""
        self.header = b""
        """The last header that was read: most clients send the same one again."""
        self.profile: Profile | None = None
        """What it asks for."""
        self.tags: bytes | None = None
        """The entity tags in it that its profile leaves out."""
        self.place: tuple[int, int] | None = None
        """Where in the header they stand."""
        self.has_tags = False
        """Whether there are any, here or there."""

    def data_received(self, data: bytes) -> None:
        """Answer at once, or take what has arrived."""
        is_free = self.stage is Stage.IDLE and not self.inbox and not self.flow.write_paused
        if not (is_free and self.answer_at_once(data)):
            super().data_received(data)

    def feed(self, piece: bytes) -> None:
        """Answer at once, or parse."""
        is_all = len(piece) == len(self.inbox)  # Then it was looked at as it arrived.
        if is_all or self.stage is not Stage.IDLE or not self.answer_at_once(piece):
            super().feed(piece)

    def answer_at_once(self, head: bytes) -> bool:
        """Answer a request whose answer is finished; says whether it is."""
        answers = self.answers
        end = head.find(VERSION, 5)
        if answers.serving.is_draining:
            return False  # The ordinary way tells the client to go elsewhere.
        header = head[end:]
        is_known = header == self.header or (self.has_tags and self.is_alike(header))
        profile = self.profile if is_known else self.read_header(head, end)
        memo: AnswerMemo | None = answers.serving.loaded.memo
        if profile is None or head[:4] != b"GET " or self.served >= self.last:
            return False
        name = profile.name + head[3:end]
        finished = memo.find(name) if memo is not None else None
        if finished is not None:
            if profile.needs_json and not finished.is_json:
                return False  # The ordinary way refuses it.
            self.write_finished(name, finished)
            return True
        first = answers.make(name, head[4:end], profile)
        if first is not None:
            self.write_first(name, first)
        return first is not None

    def read_header(self, head: bytes, end: int) -> Profile | None:
        """Read a header that is not that of the last request, and remember what it asks for."""
        is_whole = end > 0 and head.find(BLANK_LINE) == len(head) - len(BLANK_LINE)
        if not is_whole or head[:4] != b"GET ":
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
        self.header = header if is_short else b""  # There may be thousands of connections.
        self.profile, self.place = profile, place
        self.tags = header[slice(*place)] if place is not None else None
        self.has_tags = place is not None or profile.tags is not None
        return profile

    def is_alike(self, header: bytes) -> bool:
        """Take the tags out of a header that is otherwise the one before; says whether it is."""
        if self.place is None or len(header) > MAX_KEPT:
            return False
        before, after = self.header[: self.place[0]], self.header[self.place[1] :]
        start, end = len(before), len(header) - len(after)
        if not (header.startswith(before) and header.endswith(after)):
            return False
        if not TAG_LIST.fullmatch(header, start, end):
            return False
        self.header, self.place, self.tags = header, (start, end), header[start:end]
        return True

    def has(self, etag: str) -> bool:
        """Whether the client of the request has what a tag names."""
        if self.tags is not None:
            return self.tags == etag.encode() or etag in read_tags(self.tags.decode())
        tags = self.profile.tags if self.profile else None
        return tags is not None and etag in tags

    def write_finished(self, name: bytes, finished: FinishedAnswer) -> None:
        """Write an answer, with its date and an id of its own."""
        answers, self.served = self.answers, self.served + 1
        number = answers.number = answers.number + 1
        rest = finished.rest
        if self.has_tags and self.has(finished.etag):
            finished.uses.not_modified += 1
            status, start, rest = 304, answers.clock.not_modified, None
            tail = finished.not_modified or finished.write_304()
        else:
            finished.uses.ok += 1
            status, start, tail = 200, answers.clock.ok, finished.ok
        if rest is None:
            self.transport.write(b"%b%x%b" % (start, number, tail))
        else:
            self.transport.writelines((b"%b%x%b" % (start, number, tail), rest))
        if answers.log_every:
            answers.write_line(name, finished, status, number)

    def write_first(self, name: bytes, first: First) -> None:
        """Write an answer that was made just now, and how long that took."""
        answers, finished, self.served = self.answers, first.finished, self.served + 1
        number = answers.number = answers.number + 1
        status, start, tail, rest = 200, answers.clock.ok, finished.ok, finished.rest
        if self.has_tags and self.has(finished.etag):
            status, start, rest = 304, answers.clock.not_modified, None
            tail = finished.write_304()
        self.transport.write(b"%b%x%b%b" % (start, number, first.timing, tail))
        if rest is not None:
            self.transport.write(rest)
        answers.serving.tally.count_answer(finished.route, "GET", status, first.seconds)
        answers.write_line(name, finished, status, number)
