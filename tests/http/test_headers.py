import re

import pytest

from tests.client import HOST, Answer, Client

from .cases import ROUTES

MARKER = "marker-7193.example"
TELLING = (
    "X-Forwarded-Host",
    "X-Forwarded-For",
    "X-Forwarded-Proto",
    "X-Forwarded-Prefix",
    "X-Forwarded-Port",
    "X-Original-URL",
    "X-Rewrite-URL",
    "X-Real-IP",
    "Forwarded",
    "Referer",
    "Origin",
    "Via",
)
PROBLEMS = (
    "/v1/articles/rest",
    "/v1/articles/old-advice",
    "/v1/topics?limti=1",
    "/v1/topics/x",
    "/nothing",
    "/v1/topics/",
    "/" + "x" * 3000,
)
EACH_ANSWER = pytest.mark.parametrize(
    ("method", "target"),
    [
        *(("GET", target) for target in (*ROUTES.values(), *PROBLEMS)),
        ("OPTIONS", "/v1/topics"),
        ("DELETE", "/v1/topics"),
        ("HEAD", "/v1/topics"),
    ],
)


def everything(answer: Answer) -> str:
    """All that a client can see of an answer."""
    return f"{answer.headers} {answer.body.decode('latin-1')}"


@EACH_ANSWER
def test_every_answer_is_safe_to_show(method: str, target: str, client: Client) -> None:
    """No sniffing, no framing, no referrer, no cookie, and no name of the server."""
    headers = client.send(method, target).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert not {"set-cookie", "server", "x-powered-by"} & set(headers)


@EACH_ANSWER
def test_every_answer_may_be_read_from_anywhere(method: str, target: str, client: Client) -> None:
    """CORS is the same for every origin: none is reflected, none gets credentials."""
    for origin in ("https://other.example", "https://clinic.example", "null", "*", ""):
        headers = client.send(method, target, {"Origin": origin}).headers

        assert headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in headers
        assert headers["timing-allow-origin"] == "*"


SHOWN_ANYWAY = {"cache-control", "content-language", "content-length", "content-type"}
NOT_FOR_SCRIPTS = {
    "cache-tag": "for caches between",
    "surrogate-key": "for caches between",
    "content-security-policy": "for the browser itself",
    "cross-origin-resource-policy": "for the browser itself",
    "referrer-policy": "for the browser itself",
    "timing-allow-origin": "for the browser itself",
    "x-content-type-options": "for the browser itself",
}


@EACH_ANSWER
def test_scripts_may_read_what_is_meant_for_them(method: str, target: str, client: Client) -> None:
    """Every header is exposed to other origins, or there is a reason why not (Fetch, CORS)."""
    headers = client.send(method, target).headers

    exposed = set(headers["access-control-expose-headers"].lower().split(", ")) | SHOWN_ANYWAY
    sent = {name for name in headers if not name.startswith("access-control-")}
    assert sent - exposed <= set(NOT_FOR_SCRIPTS)
    assert exposed >= {"retry-after", "location", "deprecation", "sunset"}


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("GET", "/v1/topics/needling"),
        ("HEAD", "/v1/topics/needling"),
        ("GET", "/v1/articles?include=sections"),
        ("GET", "/v1/articles/migraine/sections"),
        ("GET", "/v1/search?q=rest"),
    ],
)
def test_stages_are_timed(method: str, target: str, client: Client) -> None:
    """Who measures a page sees where the time went: parse, read, respond, in milliseconds."""
    timing = client.send(method, target).headers["server-timing"]

    stages = re.fullmatch(r"parse;dur=(.+), read;dur=(.+), respond;dur=(.+)", timing)
    assert stages is not None
    assert all(re.fullmatch(r"\d+\.\d\d", each) for each in stages.groups())


@pytest.mark.parametrize("target", ["/docs", "/livez", "/v1/topics/nothing", "/v1/topics?x=1"])
def test_what_has_no_stages_is_not_timed(target: str, client: Client) -> None:
    """What is ready, and what goes wrong, says nothing of times."""
    assert "server-timing" not in client.get(target).headers


@EACH_ANSWER
def test_every_answer_names_its_request_and_its_release(
    method: str, target: str, client: Client
) -> None:
    """Support can find the request, and a client can tell releases apart."""
    headers = client.send(method, target).headers

    assert headers["request-id"]
    assert headers["acupoint-release"] == "2"
    assert headers["cache-control"]


@EACH_ANSWER
def test_no_answer_repeats_who_asked_through_whom(method: str, target: str, client: Client) -> None:
    """No byte of Host, Forwarded and their kin comes back, in a header or in a body."""
    plain = client.send(method, target, {"Request-Id": "same"})
    told = [(name.lower().encode(), MARKER.encode()) for name in TELLING]
    headers = [(b"host", MARKER.encode()), (b"request-id", b"same"), *told]

    answer = client.send(method, target, raw_headers=headers)

    assert MARKER not in everything(answer)
    for each in (answer, plain):
        each.headers.pop("server-timing", None)
    assert answer == plain


def test_only_a_reset_of_policies_is_allowed_for_pages(client: Client) -> None:
    """Pages load their own script and style; data loads nothing at all."""
    page = client.get("/docs").headers["content-security-policy"]
    data = client.get("/v1/topics").headers["content-security-policy"]

    assert "script-src 'self'" in page
    assert data == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize("target", ROUTES.values())
def test_no_header_comes_twice(target: str, client: Client) -> None:
    """Names are in lower case, and the client of these tests would lose a second one."""
    names: list[bytes] = []

    async def send(message: dict[str, list[tuple[bytes, bytes]]]) -> None:
        names.extend(name for name, _ in message.get("headers", []))

    scope = {
        "type": "http",
        "method": "GET",
        "path": target,
        "raw_path": target.encode(),
        "query_string": b"",
        "headers": [HOST],
    }
    client.loop.run_until_complete(client.app(scope, None, send))

    assert names
    assert len(set(names)) == len(names)
    assert all(name == name.lower() for name in names)


@pytest.mark.parametrize(
    ("target", "media_type"),
    [
        ("/docs", "text/html; charset=utf-8"),
        ("/docs/errors/bad-value", "text/html; charset=utf-8"),
        ("/openapi.json", "application/json"),
        ("/livez", "application/json"),
        ("/v1/topics", "application/json"),
        ("/v1/topics/x", "application/problem+json"),
    ],
)
def test_media_types_are_written_as_registered(
    target: str, media_type: str, client: Client
) -> None:
    """JSON takes no charset; HTML takes one."""
    assert client.get(target).headers["content-type"] == media_type
