"""What a header asks for: all that an answer depends on beside its address."""

import re
from functools import lru_cache

import httptools

from api.http.coding import REMEMBERED, Coding, choose_coding
from api.http.conditional import read_tags
from api.http.gate import HOST
from schema.form import FORMS, JSON

HeaderPairs = list[tuple[bytes, bytes]]

PLAIN = frozenset(
    name.encode()
    for name in [
        "accept",
        "accept-encoding",
        "accept-language",
        "cache-control",
        "connection",
        "dnt",
        "forwarded",
        "from",
        "host",
        "if-none-match",
        "keep-alive",
        "origin",
        "pragma",
        "priority",
        "referer",
        "save-data",
        "sec-ch-ua",
        "sec-ch-ua-mobile",
        "sec-ch-ua-platform",
        "sec-fetch-dest",
        "sec-fetch-mode",
        "sec-fetch-site",
        "sec-fetch-user",
        "sec-gpc",
        "traceparent",
        "tracestate",
        "upgrade-insecure-requests",
        "user-agent",
        "via",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-port",
        "x-forwarded-proto",
        "x-real-ip",
    ]
)
"""Fields that browsers, apps and proxies send."""
DECIDING = frozenset({b"accept", b"accept-encoding", b"connection", b"host", b"if-none-match"})
"""Of those, the ones that something depends on."""


def either_case(name: bytes) -> bytes:
    """Write a pattern for a name in lower case, and with capitals where its words begin.

    >>> either_case(b"user-agent")
    b'[uU]ser-[aA]gent'
    """
    words = (word.decode() for word in name.split(b"-"))
    return "-".join(f"[{word[0]}{word[0].upper()}]{word[1:]}" for word in words).encode()


VALUE = rb"([!-~][ -~]*)(?=\r\n[^ \t])"
"""What ends with its line: the next one does not go on with it."""
IDLE = re.compile(
    rb"\r\n(?:" + b"|".join(map(either_case, sorted(PLAIN - DECIDING))) + rb"): " + VALUE
)
TAGS = re.compile(rb"\r\n" + either_case(b"if-none-match") + rb": " + VALUE)
PRINTED_VALUE = re.compile(rb"[!-~][ -~]*")
"""What stands in such lines."""
MAX_IDLE = 24
"""Lines that are passed over; with them and the others, no header has too many."""
ANY, ONLY_JSON = b"*/*", JSON.encode()
KINDS: dict[bytes, bytes] = {
    ANY: b"",
    ONLY_JSON: b"",
    **{
        form.essence.encode(): b";" + form.essence.encode()
        for forms in FORMS.values()
        for form in forms
    },
}
"""Values of Accept that are plain, and what they add to the name of an answer. Who takes anything
gets JSON where there is any, so those two share their answers.
"""
LASTS = {b"keep-alive": True, b"close": False}
MAX_PLAIN = 4096
"""Bytes of all values in a plain header."""
PROFILE_SIZE = 300
TAG_SIZE = 150
"""Bytes of a profile, and of each tag in it."""


class Profile:
    """What a plain header asks for."""

    __slots__ = ("accept", "coding", "is_lasting", "name", "needs_json", "size", "tags")

    def __init__(
        self,
        coding: tuple[Coding, bytes],
        tags: frozenset[str] | None,
        *,
        is_lasting: bool,
        accept: bytes = ANY,
    ) -> None:
        self.coding, name = coding
        """What bodies are put in."""
        self.name = name + KINDS[accept]
        """Names what was chosen: equal names and equal addresses, equal answers."""
        self.accept = accept.decode()
        """The one media type that the client takes, or all."""
        self.needs_json = accept == ONLY_JSON
        """Whether nothing but JSON will do: an answer of the same name may be something else."""
        self.tags = tags
        """The entity tags that the client has, if it says so."""
        self.is_lasting = is_lasting
        """Whether the connection shall go on."""
        self.size = PROFILE_SIZE + TAG_SIZE * len(tags or ())


def read_profile(headers: HeaderPairs) -> Profile | None:
    """Read what a header asks for, if it is plain.

    A header that is not goes the ordinary way: credentials, ranges, bodies, expectations and
    upgrades, an id for the request, several media types, fields that are there twice or that
    are not known here, and whatever the gate would refuse.
    """
    named = dict(headers)
    if len(named) != len(headers) or not named.keys() <= PLAIN:
        return None
    is_lasting = LASTS.get(named.get(b"connection", b"keep-alive").lower())
    accept = named.get(b"accept", ANY)
    if is_lasting is None or accept not in KINDS:
        return None
    if not HOST.fullmatch(named.get(b"host", b"")) or sum(map(len, named.values())) > MAX_PLAIN:
        return None
    coding, tags = read_coding(named.get(b"accept-encoding")), named.get(b"if-none-match")
    if coding is None:
        return None
    return Profile(
        coding,
        None if tags is None else read_tags(tags.decode("latin-1")),
        is_lasting=is_lasting,
        accept=accept,
    )


@lru_cache(REMEMBERED)
def read_coding(accept_encoding: bytes | None) -> tuple[Coding, bytes] | None:
    """Find what is chosen for a client, and its name: equal names, equal bytes.

    >>> read_coding(b"gzip, br")[1], read_coding(b"identity")[1], read_coding(b"*;q=0")
    (b'br:500', b'identity:500', None)
    """
    given = None if accept_encoding is None else accept_encoding.decode("latin-1")
    coding = choose_coding(given)
    return coding and (coding, f"{coding.name}:{coding.min_bytes}".encode())


def reduce_header(header: bytes) -> tuple[bytes, tuple[int, int] | None]:
    r"""Leave out of a header what no answer depends on, and take out the entity tags.

    What is left asks for the same, whichever client sends it: it is remembered, and looked up
    without parsing. A line that is not written plainly stays.

    Returns:
        What is left, and where in the header the tags stand, if there are any.

    >>> reduce_header(b' HTTP/1.1\r\nHost: a\r\nDnt: 1\r\nIf-None-Match: "b"\r\n\r\n')
    (b' HTTP/1.1\r\nHost: a\r\n\r\n', (43, 46))
    """
    found = TAGS.search(header)
    rest = header[: found.start()] + header[found.end() :] if found else header
    left, count = IDLE.subn(b"", rest)
    if count > MAX_IDLE:
        return header, None
    return left, found.span(1) if found else None


class HeaderReader:
    """Reads headers with the parser that uvicorn uses: what it would refuse, this refuses."""

    def __init__(self) -> None:
        self.headers: HeaderPairs = []
        self.parser = httptools.HttpRequestParser(self)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a field."""
        self.headers.append((name.lower(), value))

    def read(self, head: bytes) -> Profile | None:
        """Read what the header of a whole GET asks for, if it is plain and no body follows."""
        self.headers = []
        try:
            self.parser.feed_data(head)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            profile = None
        else:
            profile = read_profile(self.headers)
        if profile is None or not profile.is_lasting:
            self.parser = httptools.HttpRequestParser(self)  # It may wait for the rest of a body.
        return profile
