"""From what the doors answered to what is sent: acceptable, coded, named, with all its headers."""

from collections.abc import Iterable
from functools import lru_cache

from api.errors import CodingNotAcceptable, NotAcceptable
from api.http.answer import JSON, SPARSE, Answer, Content
from api.http.coding import (
    CODINGS,
    IDENTITY,
    Coding,
    Encoded,
    choose_coding,
    encode_aside,
)
from api.http.conditional import write_http_date
from api.http.exchange import Exchange
from api.http.freshness import Freshness, judge
from api.http.headers import ON_ALL_ANSWERS, ON_PREFLIGHT
from api.http.keys import write_keys
from api.http.negotiate import accepts
from api.http.problems import expand_methods

REMEMBERED = 64
"""Values of Cache-Control whose headers are written once; there are fewer at any time."""
OK = 200
NO_CONTENT = 204


def check_acceptable(answer: Answer, headers: dict[str, str]) -> None:
    """Refuse to send a success in a form that the client rules out.

    Raises:
        NotAcceptable, CodingNotAcceptable
    """
    if answer.status != OK:
        return
    media_type = answer.headers.get("content-type", "").partition(";")[0]
    # Sparse documents are JSON, and were asked for by a parameter.
    media_type = JSON if media_type == SPARSE else media_type
    accept = headers.get("accept")
    if accept and not accepts(accept, media_type):
        raise NotAcceptable([media_type])
    if choose_coding(headers.get("accept-encoding")) is None:
        raise CodingNotAcceptable(CODINGS)


async def finish(
    answer: Answer, exchange: Exchange, accept_encoding: str | None, now: float
) -> None:
    """Put an answer into the coding of a client, and give it the headers that all answers have.

    A problem is sent as it is to a client that takes none of our codings.
    """
    coding = choose_coding(accept_encoding) or Coding(IDENTITY)
    fresh = judge(exchange.basis, now)
    _begin(answer, exchange, fresh)
    if answer.body:
        source, body = exchange.constant, answer.body
        encoded = await (source.encode_aside(coding) if source else encode_aside(body, coding))
        _put_in(answer, encoded, fresh)


def write_success(
    content: Content, keys: Iterable[str], encoded: Encoded, fresh: Freshness, release: int
) -> bytes:
    """Write the header of a success as `finish` makes it: what follows the id of the request.

    Args:
        content: What a door answered.
        keys: The names under which caches are told to let go of it.
        encoded: Its body as it is sent.
        fresh: How long it may be used.
        release: Number of the release that it comes from.
    """
    named = " ".join(keys)
    lines = [write_fixed(fresh.cache_control)]
    if named:
        lines.append(f"surrogate-key: {named}\r\ncache-tag: {named.replace(' ', ',')}")
    lines += [f"{name}: {value}" for name, value in content.headers.items()]
    lines.append(
        f"content-type: {content.media_type}\r\ncontent-length: {len(encoded.body)}\r\n"
        "vary: Accept-Encoding"
    )
    if encoded.coding != IDENTITY:
        lines.append(f"content-encoding: {encoded.coding}")
    lines.append(f"etag: {encoded.etag}")
    if fresh.last_modified is not None:
        lines.append(f"last-modified: {write_http_date(fresh.last_modified)}")
    lines.append(f"acupoint-release: {release}\r\n\r\n")
    return "\r\n".join(lines).encode("latin-1")


@lru_cache(REMEMBERED)
def write_fixed(cache_control: str) -> str:
    """Write the headers that all answers have, behind the end of a line."""
    fixed = {**ON_ALL_ANSWERS, "cache-control": cache_control}
    return "".join(f"\r\n{name}: {value}" for name, value in fixed.items())


def _begin(answer: Answer, exchange: Exchange, fresh: Freshness) -> None:
    answer.expires_at = fresh.expires_at
    fixed = {**ON_ALL_ANSWERS, "cache-control": fresh.cache_control}
    answer.headers = {**fixed, **write_keys(exchange.basis.keys), **answer.headers}
    if answer.status != NO_CONTENT:
        answer.headers["content-length"] = "0"


def _put_in(answer: Answer, encoded: Encoded, fresh: Freshness) -> None:
    answer.body = encoded.body
    decisive = [answer.headers["vary"]] if "vary" in answer.headers else []
    answer.headers["vary"] = ", ".join([*decisive, "Accept-Encoding"])
    answer.headers["content-length"] = str(len(encoded.body))
    if encoded.coding != IDENTITY:
        answer.headers["content-encoding"] = encoded.coding
    if answer.status == OK:
        answer.headers["etag"] = encoded.etag
        if fresh.last_modified is not None:
            answer.headers["last-modified"] = write_http_date(fresh.last_modified)


def finish_options(answer: Answer) -> None:
    """Turn the methods that a path has into the answer to OPTIONS, which is also a preflight."""
    methods = ", ".join(expand_methods(answer.headers["allow"]))
    answer.headers = {"allow": methods, "access-control-allow-methods": methods, **ON_PREFLIGHT}
    answer.status, answer.body = NO_CONTENT, b""
