"""Problems for what is refused before it is a request of an application."""

import structlog
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from api.errors import ApiError
from api.http.headers import ON_ALL_ANSWERS
from api.http.problems import problem_answer

HeaderPairs = list[tuple[bytes, bytes]]

LINES_PER_SECOND = 10
"""Refusals that are logged one by one; of a flood, the rest is counted."""


class RefusalLog:
    """Writes lines about refusals, bounded: whoever floods us does not flood the log."""

    def __init__(self) -> None:
        self.second = 0
        self.written = 0
        self.left_out = 0

    def write(self, error: ApiError, request_id: str, now: float) -> None:
        """Log a refusal, or count it with those that were too many in its second."""
        if int(now) != self.second:
            self._begin(int(now))
        self.written += 1
        if self.written > LINES_PER_SECOND:
            self.left_out += 1
            return
        log = structlog.get_logger("api")
        log.info("refused", status=error.status, code=error.code, request_id=request_id)

    def _begin(self, second: int) -> None:
        if self.left_out:
            structlog.get_logger("api").warning("refused more than is logged", count=self.left_out)
        self.second, self.written, self.left_out = second, 0, 0


def render_refusal(error: ApiError, request_id: str, default_headers: HeaderPairs) -> bytes:
    """Write a whole HTTP response that closes the connection."""
    answer = problem_answer(error, request_id)
    answer.headers = {
        **ON_ALL_ANSWERS,
        **answer.headers,
        "request-id": request_id,
        "content-length": str(len(answer.body)),
        "connection": "close",
    }
    lines = [b"%b: %b\r\n" % pair for pair in (*default_headers, *answer.head())]
    return b"".join([STATUS_LINE[error.status], *lines, b"\r\n", answer.body])
