"""What whole requests ask for that were sent before, byte for byte."""

from api.serve.memo import FinishedAnswer

ASKED_SIZE = 150
"""Bytes of an entry beside its name and tag."""


class Asked:
    """The answer that a request is given, found without another look at the request.

    The answer itself is not kept here, only its name: with its release it goes, and what is
    asked for is then asked of the next one.
    """

    __slots__ = ("name", "needs_json", "size", "tag")

    def __init__(self, name: bytes, tag: str | None, *, needs_json: bool) -> None:
        self.name = name
        """Of the answer, as `name_answer` names it."""
        self.tag = tag
        """The entity tag that the client has, if it has one."""
        self.needs_json = needs_json
        self.size = ASKED_SIZE + len(name) + len(tag or "")

    def is_met_by(self, finished: FinishedAnswer) -> bool:
        """Whether the answer can be given; with a tag, as 304."""
        if self.tag is not None and self.tag != finished.etag:
            return False
        return finished.is_json or not self.needs_json
