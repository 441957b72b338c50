"""Headers: how they are read, and those that every answer has."""

from collections.abc import Iterable

EXPOSED = (
    "Accept-Post, Accept-Ranges, Acupoint-Release, Allow, Content-Disposition, Content-Encoding, "
    "Content-Length, Content-Range, Deprecation, ETag, Last-Modified, Link, Location, Request-Id, "
    "Retry-After, Server-Timing, Sunset, Vary"
)
"""What scripts of other origins may read; browsers show them Cache-Control and types anyway."""

ON_ALL_ANSWERS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": EXPOSED,
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "cross-origin",
    "referrer-policy": "no-referrer",
    "timing-allow-origin": "*",
    "x-content-type-options": "nosniff",
}
"""Headers that every answer has unless it sets its own."""

ON_PREFLIGHT = {
    "access-control-allow-headers": (
        "Accept, Cache-Control, Content-Type, If-Match, If-Modified-Since, If-None-Match, "
        "If-Range, If-Unmodified-Since, Range, Request-Id"
    ),
    "access-control-max-age": "86400",
}
"""What browsers ask before a request with such headers; they keep the answer for a day."""


def read_headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Read headers by their names in lower case; lines of one name are one list."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in pairs:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers
