"""httplint, which REDbot runs on, looks at each kind of answer."""

from email.utils import formatdate
from http import HTTPStatus

import pytest
from httplint import HttpRequestLinter, HttpResponseLinter, Note, levels

from tests.client import CLINIC_TIME, Answer, Client

from .cases import ROUTES

TARGET = "/v1/articles/migraine"
Request = tuple[str, str, dict[str, str]]

REQUESTS: list[Request] = [
    *(("GET", target, {}) for target in ROUTES.values()),
    *(
        ("GET", target, {"Accept-Encoding": coding})
        for target in (TARGET, "/docs", "/livez", "/v1/articles?sort=nothing")
        for coding in ("br", "zstd", "gzip", "identity", "br, identity;q=0", "*;q=0")
    ),
    *(
        (method, TARGET, {name: value})
        for method in ("GET", "HEAD")
        for name, value in (
            ("If-None-Match", "*"),
            ("If-Modified-Since", "Sun, 01 Feb 2026 00:00:00 GMT"),
            ("If-Match", '"x"'),
        )
    ),
    ("HEAD", TARGET, {}),
    ("HEAD", TARGET, {"Accept-Encoding": "br"}),
    ("OPTIONS", TARGET, {}),
    ("OPTIONS", TARGET, {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}),
    ("GET", f"{TARGET}?include=sections&fields[article]=title", {}),
    ("GET", "/v1/topics?limit=1", {}),
    ("GET", "/v1/articles/rest", {}),
    ("GET", "/v1/articles/old-advice", {}),
    ("GET", "/v1/topics/nothing", {}),
    ("GET", "/nothing", {}),
    ("GET", "/v1/topics?limti=1", {}),
    ("GET", "/v1/topics/", {}),
    ("GET", "/" + "x" * 3000, {}),
    ("GET", TARGET, {"Accept": "text/html"}),
    ("GET", TARGET, {"X": "x" * 20_000}),
    ("DELETE", TARGET, {}),
]

EXPLAINED = {
    "STATUS_URI_TOO_LONG": "the note is about the request, which is meant to be wrong",
    "STATUS_BAD_REQUEST": "as above",
    "STATUS_REQUEST_HEADER_FIELDS_TOO_LARGE": "as above",
    "CORS_PREFLIGHT_ONLY": "every OPTIONS is answered alike, be it a preflight or not",
    "STORE_PUBLIC_UNNECESSARY": "shared caches may keep it for a client that sends Authorization",
}


def lint(request: Request, answer: Answer) -> list[Note]:
    """Show an exchange to the linter, with the Date that the server of a process adds."""
    method, target, headers = request
    date = formatdate(CLINIC_TIME, usegmt=True)
    asking = HttpRequestLinter(start_time=CLINIC_TIME)
    asking.process_request_topline(method.encode(), f"https://a.example{target}".encode(), b"1.1")
    asking.process_headers(encode({"Host": "a.example", "User-Agent": "test", **headers}))
    asking.finish_content(complete=True)
    reading = HttpResponseLinter(start_time=CLINIC_TIME)
    reading.request, reading.is_head_response = asking, method == "HEAD"
    phrase = HTTPStatus(answer.status).phrase.encode()
    reading.process_response_topline(b"1.1", str(answer.status).encode(), phrase)
    reading.process_headers(encode({**answer.headers, "date": date}))
    if answer.body:
        reading.feed_content(answer.body)
    reading.finish_content(complete=True)
    return list(reading.notes)


def encode(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]


@pytest.mark.parametrize(
    "request_", REQUESTS, ids=lambda each: f"{each[0]} {each[1][:30]} {str(each[2])[:40]}"
)
def test_nothing_is_wrong_with_an_answer(request_: Request, client: Client) -> None:
    """No note is bad, and every warning has an explanation."""
    method, target, headers = request_

    notes = lint(request_, client.send(method, target, headers))

    found = {type(note).__name__: note for note in notes}
    amiss = {name for name, note in found.items() if note.level in {levels.BAD, levels.WARN}}
    assert amiss <= set(EXPLAINED), [str(found[name].summary) for name in amiss - set(EXPLAINED)]


def test_the_linter_sees_what_is_wrong(client: Client) -> None:
    """A spoiled answer is noticed, so silence means something."""
    answer = client.get(TARGET)
    answer.headers["content-length"] = "1"
    answer.headers["last-modified"] = "yesterday"

    notes = lint(("GET", TARGET, {}), answer)

    assert len([note for note in notes if note.level == levels.BAD]) > 1
