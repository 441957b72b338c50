"""uvicorn's HTTP protocol, with problems where it would answer in plain text."""

import secrets

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.errors import BadRequest
from api.http.headers import ON_ALL_ANSWERS
from api.http.problems import problem_answer


class ProblemProtocol(HttpToolsProtocol):
    """Answers what cannot be parsed as HTTP with a problem, and closes the connection."""

    def on_url(self, url: bytes) -> None:
        """Refuse a fragment, which the parser would drop in silence (RFC 9112, 3.2).

        What is raised here, the parser takes for a syntax error.
        """
        if b"#" in url:
            raise ValueError("A request target has no fragment.")
        super().on_url(url)

    def send_400_response(self, msg: str) -> None:
        """Take uvicorn's place where it refuses a request that has no ASGI scope."""
        request_id = secrets.token_hex(8)
        answer = problem_answer(BadRequest(msg), request_id)
        headers = {
            **ON_ALL_ANSWERS,
            **answer.headers,
            "request-id": request_id,
            "content-length": str(len(answer.body)),
            "connection": "close",
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        start = b"HTTP/1.1 400 Bad Request\r\n"
        self.transport.write(start + head.encode("latin-1") + b"\r\n" + answer.body)
        self.transport.close()
