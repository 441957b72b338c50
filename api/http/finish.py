"""From what the doors answered to what is sent: acceptable, coded, named, with all its headers."""

from functools import lru_cache
from typing import NamedTuple

from api.errors import CodingNotAcceptable, NotAcceptable
from api.http.answer import SPARSE, Answer, Content
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
from api.http.negotiate import accepts
from api.http.parts import join_parts, size_of
from api.http.problems import expand_methods
from schema.form import JSON
from schema.header import write_keys, write_lines
from schema.storage.ready import write_body_lines

REMEMBERED = 64
"""Values of Cache-Control whose headers are written once; there are fewer at any time."""
OK = 200
POLICY = "content-security-policy"
"""All answers have one; a door may set its own."""
NO_CONTENT = 204
HEAD = b"%b%b\r\nacupoint-release: %d"
"""The header of a success from what all answers have to what follows from its documents."""
OF_DOCUMENTS = ("content-language", "link")
"""What a door sets that follows from documents."""
OF_THE_ANSWER = ("surrogate-key", "cache-tag", *OF_DOCUMENTS, "content-length", "etag")
"""What the compiler writes in advance for answers that are ready."""


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
    given = {name: text for name, text in content.headers.items() if name != POLICY}
    own = {name: given.pop(name) for name in OF_DOCUMENTS if name in given}
    has_forms, release = bool(exchange.offers), exchange.loaded.number
    asked = write_asked(given, content.media_type, encoded.coding, has_forms=has_forms)
    head = lasting.start + HEAD % (asked, lasting.modified, release)
    lines = write_lines(write_keys(exchange.basis.keys) | own)
    return head + lines + write_body_lines(size_of(encoded.body), encoded.etag)


def write_asked(headers: dict[str, str], media_type: str, coding: str, *, has_forms: bool) -> bytes:
    """Write the lines that follow from the way in which an answer is asked for.

    Args:
        headers: Those of a door that do not follow from documents.
        media_type: Of the body.
        coding: That it is sent in.
        has_forms: Whether there are others to choose from.
    """
    asked = {**headers, "content-type": media_type, "vary": name_vary(has_forms=has_forms)}
    return write_lines(asked) + write_coding(coding)


def write_coding(coding: str) -> bytes:
    """Write the line that names a coding, if it is one that changes the bytes."""
    return b"" if coding == IDENTITY else b"\r\ncontent-encoding: " + coding.encode()


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


def arrange(headers: dict[str, str]) -> None:
    """Put last what follows from the documents and bytes of an answer, as all ways to it do."""
    headers |= {name: headers.pop(name) for name in OF_THE_ANSWER if name in headers}


def finish_options(answer: Answer) -> None:
    """Turn the methods that a path has into the answer to OPTIONS, which is also a preflight."""
    methods = ", ".join(expand_methods(answer.headers["allow"]))
    answer.headers = {"allow": methods, "access-control-allow-methods": methods, **ON_PREFLIGHT}
    answer.status, answer.body = NO_CONTENT, b""
