"""From what the doors answered to what is sent: acceptable, coded, named, with all its headers."""

from functools import lru_cache
from typing import NamedTuple

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
from api.http.download import Download
from api.http.exchange import Exchange
from api.http.freshness import Freshness, judge
from api.http.headers import ON_ALL_ANSWERS, ON_PREFLIGHT
from api.http.keys import write_keys
from api.http.negotiate import accepts
from api.http.parts import join_parts, size_of
from api.http.problems import expand_methods

REMEMBERED = 64
"""Values of Cache-Control whose headers are written once; there are fewer at any time."""
OK = 200
POLICY = "content-security-policy"
"""All answers have one; a door may set its own."""
NO_CONTENT = 204
HEAD = (
    b"%b%b%b\r\ncontent-type: %b\r\ncontent-length: %d\r\nvary: %b\r\netag: %b%b\r\n"
    b"acupoint-release: %d\r\n\r\n"
)
"""The header of a success behind the id of the request, with the blank line."""


class Lasting(NamedTuple):
    """What the clock decides of a header, written down."""

    start: bytes
    """The headers that all answers have, with Cache-Control."""
    modified: bytes
    """The line with Last-Modified, if there is one."""
    expires_at: float
    """From when on any of this is different."""


def check_acceptable(answer: Answer, exchange: Exchange, headers: dict[str, str]) -> None:
    """Refuse to send a success in a form that the client rules out.

    Raises:
        NotAcceptable, CodingNotAcceptable
    """
    if answer.status != OK:
        return
    media_type = essence_of(answer.headers.get("content-type", ""))
    accept = headers.get("accept")
    if accept and not accepts(accept, media_type):
        raise NotAcceptable(exchange.offers or [media_type])
    if choose_coding(headers.get("accept-encoding")) is None:
        raise CodingNotAcceptable(CODINGS)


def essence_of(media_type: str) -> str:
    """Name what a client must take: sparse documents are JSON, and were asked for by a parameter.

    >>> essence_of("text/html; charset=utf-8"), essence_of(SPARSE)
    ('text/html', 'application/json')
    """
    return JSON if media_type == SPARSE else media_type.partition(";")[0]


async def finish(
    answer: Answer, exchange: Exchange, accept_encoding: str | None, now: float
) -> None:
    """Put an answer into the coding of a client, and give it the headers that all answers have.

    A problem is sent as it is to a client that takes none of our codings.
    """
    coding = choose_coding(accept_encoding) or Coding(IDENTITY)
    fresh = judge(exchange.basis, now)
    _begin(answer, exchange, fresh)
    if exchange.download is not None:
        _put_file_in(answer, exchange.download)
    elif answer.body:
        source, body = exchange.constant, answer.body
        encoded = await (source.encode_aside(coding) if source else encode_aside(body, coding))
        _put_in(answer, encoded, fresh, exchange)


def write_success(
    content: Content, exchange: Exchange, encoded: Encoded, fresh: Freshness
) -> bytes:
    """Write the header of a success as `finish` makes it: what follows the id of the request.

    Args:
        content: What a door answered.
        exchange: What the door told of it.
        encoded: Its body as it is sent.
        fresh: How long it may be used.
    """
    lasting = write_lasting(fresh, content.headers.get(POLICY))
    return write_head(
        (lasting.start, lasting.modified),
        " ".join(exchange.basis.keys).encode(),
        write_lines({name: text for name, text in content.headers.items() if name != POLICY}),
        content.media_type.encode(),
        name_vary(has_forms=bool(exchange.offers)).encode(),
        encoded,
        exchange.loaded.number,
    )


def write_head(
    lasting: tuple[bytes, bytes],
    keys: bytes,
    own: bytes,
    media_type: bytes,
    vary: bytes,
    encoded: Encoded,
    release: int,
) -> bytes:
    """Write the header of a success from its parts.

    Args:
        lasting: The lines that all answers have, and that with Last-Modified, if there is one.
        keys: Names under which caches are told to let go of it, with spaces between them.
        own: Lines of the door's own, each behind the end of a line.
        media_type: Of the body.
        vary: As `name_vary` writes it.
        encoded: The body as it is sent.
        release: Number of the release that it comes from.
    """
    start, modified = lasting
    if keys:
        keys = b"\r\nsurrogate-key: %b\r\ncache-tag: %b" % (keys, keys.replace(b" ", b","))
    if encoded.coding != IDENTITY:
        vary += b"\r\ncontent-encoding: " + encoded.coding.encode()
    size, etag = size_of(encoded.body), encoded.etag.encode()
    return HEAD % (start, keys, own, media_type, size, vary, etag, modified, release)


def write_lasting(fresh: Freshness, policy: str | None) -> Lasting:
    """Write down what the clock decides of an answer, which may have a policy of its own."""
    changed = fresh.last_modified
    modified = "" if changed is None else f"\r\nlast-modified: {write_http_date(changed)}"
    start = write_fixed(fresh.cache_control, policy)
    return Lasting(start, modified.encode(), fresh.expires_at)


@lru_cache(REMEMBERED)
def write_fixed(cache_control: str, policy: str | None) -> bytes:
    """Write the headers that all answers have."""
    fixed = {**ON_ALL_ANSWERS, "cache-control": cache_control}
    return write_lines(fixed | {POLICY: policy} if policy else fixed)


def write_lines(headers: dict[str, str]) -> bytes:
    r"""Write headers, each behind the end of a line.

    >>> write_lines({"a": "b"})
    b'\r\na: b'
    """
    return "".join([f"\r\n{name}: {text}" for name, text in headers.items()]).encode("latin-1")


def name_vary(*, has_forms: bool) -> str:
    """Name the headers that decide what is sent: the form, where there are several."""
    return "Accept, Accept-Encoding" if has_forms else "Accept-Encoding"


def _begin(answer: Answer, exchange: Exchange, fresh: Freshness) -> None:
    answer.expires_at = fresh.expires_at
    fixed = {**ON_ALL_ANSWERS, "cache-control": fresh.cache_control}
    answer.headers = {**fixed, **write_keys(exchange.basis.keys), **answer.headers}
    if answer.status != NO_CONTENT:
        answer.headers["content-length"] = "0"


def _put_in(answer: Answer, encoded: Encoded, fresh: Freshness, exchange: Exchange) -> None:
    answer.body = join_parts(encoded.body)
    answer.headers |= {
        "vary": name_vary(has_forms=bool(exchange.offers)),
        "content-length": str(len(answer.body)),
    }
    if encoded.coding != IDENTITY:
        answer.headers["content-encoding"] = encoded.coding
    if answer.status == OK and exchange.is_tagged:
        answer.headers["etag"] = encoded.etag
    if answer.status == OK and fresh.last_modified is not None:
        answer.headers["last-modified"] = write_http_date(fresh.last_modified)


def _put_file_in(answer: Answer, file: Download) -> None:
    """Name a file that is sent as it is, and have nobody compress it on its way."""
    answer.headers["cache-control"] += ", no-transform"
    answer.headers["content-length"] = str(file.size)
    answer.headers["accept-ranges"] = "bytes"
    answer.headers["etag"] = file.etag


def finish_options(answer: Answer) -> None:
    """Turn the methods that a path has into the answer to OPTIONS, which is also a preflight."""
    methods = ", ".join(expand_methods(answer.headers["allow"]))
    answer.headers = {"allow": methods, "access-control-allow-methods": methods, **ON_PREFLIGHT}
    answer.status, answer.body = NO_CONTENT, b""
