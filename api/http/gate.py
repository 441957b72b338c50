"""The gate: what no client needs is refused before anything else looks at it."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from api.errors import BadRequest, BadTarget, HeaderTooLarge, UriTooLong
from api.limits import MAX_HEADER, MAX_HEADERS, MAX_TARGET
from api.query.text import decode

MAX_SUGGESTION = 200
"""Characters; a longer path is none of ours, and half of it helps nobody."""
QUERY = re.compile(rb"[!$-;=?-~]*")
"""Printable ASCII without space, quotes, '#', '<' and '>'."""
BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})
HOST = re.compile(rb"[A-Za-z0-9._\-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")
ABSOLUTE = re.compile(rb"https?://([^/?#]*)/.*", re.IGNORECASE)


def check_request(
    method: str, raw_path: bytes, query: bytes, headers: Iterable[tuple[bytes, bytes]]
) -> None:
    """Let a request pass, or say why not.

    Raises:
        UriTooLong: The address is longer than any of ours.
        HeaderTooLarge: The header is larger than any client needs.
        BadTarget: The address is not written in the one way it can be.
        BadRequest: There is no Host or more than one, or a GET has a body.
    """
    if len(raw_path) + len(query) + bool(query) > MAX_TARGET:
        raise UriTooLong(MAX_TARGET)
    check_headers(method, list(headers))
    check_path(raw_path)
    if not QUERY.fullmatch(query):
        raise BadTarget("The query holds raw characters. Percent-encode it as UTF-8.")


def check_form(target: bytes, headers: Iterable[tuple[bytes, bytes]]) -> None:
    """Check that a target is a path, or an absolute URL on the host that Host names.

    Raises:
        BadTarget: It is something else, or two hosts are named.
    """
    if target.startswith(b"/"):
        return
    absolute = ABSOLUTE.fullmatch(target)
    hosts = [value.lower() for name, value in headers if name == b"host"]
    if absolute is None or [absolute[1].lower()] != hosts:
        raise BadTarget("The address is no path. Send one that begins with '/', and its Host.")


def check_headers(method: str, headers: list[tuple[bytes, bytes]]) -> None:
    """Check size, Host, and that a request without a body has none.

    Raises:
        HeaderTooLarge, BadRequest
    """
    if len(headers) > MAX_HEADERS:
        raise HeaderTooLarge(MAX_HEADERS, "fields")
    if sum(len(name) + len(value) + 4 for name, value in headers) > MAX_HEADER:
        raise HeaderTooLarge(MAX_HEADER, "bytes")
    hosts = [value for name, value in headers if name == b"host"]
    if len(hosts) != 1 or not HOST.fullmatch(hosts[0]):
        raise BadRequest("A request names exactly one Host. Send one, like 'Host: localhost:8000'.")
    lengths = [value for name, value in headers if name == b"content-length" and value != b"0"]
    if method in BODILESS and (lengths or any(name == b"transfer-encoding" for name, _ in headers)):
        raise BadRequest(f"A {method} has no body. Send it without one.")


def check_path(raw_path: bytes) -> None:
    """Check that a path is written in the one way it can be, so that caches hold it once.

    Raises:
        BadTarget: With the path as it should be, where there is one.
    """
    if not raw_path.startswith(b"/") or not raw_path.isascii():
        raise BadTarget("The path holds raw bytes. Percent-encode it as UTF-8.")
    path = decode(raw_path)
    parts = [part for part in path.split("/") if part not in {"", ".", ".."}]
    canonical = quote("/" + "/".join(parts), safe="/~!$&'()*+,;=:@")
    if canonical.encode() != raw_path:
        raise BadTarget(
            "The path is not written the way it is served: no slash at the end, no empty part, "
            "and '%' only where it is needed.",
            suggestion=canonical if len(canonical) <= MAX_SUGGESTION else None,
        )
