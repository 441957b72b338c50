"""From the text of a request to the article that is meant, and the room that there is for it."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from api.embeds.parameters import DO_NOT_TRACK, EMBED_PARAMETERS, FORMATS, MAX_SIZE, MAX_URL
from api.errors import BadValue, FormatNotImplemented
from api.query.parameters import names_of
from api.query.text import read_parameters

NAMES = names_of(EMBED_PARAMETERS)
SIZE = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)
WANTED = f"the address of an article is wanted, in {MAX_URL} characters at most"
WEB = frozenset({"http", "https"})


class EmbedQuery(NamedTuple):
    """What is asked of oEmbed."""

    urls: tuple[str, ...]
    """Spellings of the address, the most exact one first."""
    max_width: int | None
    """Pixels; None for any number."""
    max_height: int | None


def parse_embed_query(raw: bytes) -> EmbedQuery:
    """Read what is asked.

    Raises:
        BadQuery: A parameter is unknown, repeated or malformed, or the address is missing.
        FormatNotImplemented: XML is wanted.
    """
    given = read_parameters(raw, NAMES)
    parse_format(given.get("format", FORMATS[0]))
    if given.get("dnt", "1") not in DO_NOT_TRACK.schema["enum"]:
        raise BadValue("dnt", given["dnt"], "0 or 1 is wanted", ("0", "1"))
    return EmbedQuery(
        urls=spell(given.get("url", "")),
        max_width=parse_size("maxwidth", given.get("maxwidth")),
        max_height=parse_size("maxheight", given.get("maxheight")),
    )


def parse_format(text: str) -> None:
    """See that JSON is wanted.

    Raises:
        FormatNotImplemented: XML is wanted, the other format of oEmbed.
        BadValue: Something else is.
    """
    if text == "xml":
        raise FormatNotImplemented(text, FORMATS)
    if text not in FORMATS:
        raise BadValue("format", text, f"{FORMATS[0]} is wanted", FORMATS)


def parse_size(name: str, text: str | None) -> int | None:
    """Read maxwidth=480.

    Raises:
        BadValue: It is no number of pixels.
    """
    if text is None:
        return None
    if not SIZE.fullmatch(text):
        raise BadValue(name, text, f"a whole number from 1 to {MAX_SIZE} is wanted")
    return int(text)


def spell(text: str) -> tuple[str, ...]:
    """Spell an address as articles may have it: with its query and without, never with a fragment.

    >>> spell("HTTP://Example.org/neck-pain/?from=mail#care")
    ('https://example.org/neck-pain/?from=mail', 'https://example.org/neck-pain')
    >>> spell("/v1/articles/neck-pain")
    ('/v1/articles/neck-pain',)

    Raises:
        BadValue: It is no address that a page can have, or too long for one.
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        raise BadValue("url", text, WANTED) from None
    is_absolute = parts.scheme in WEB and parts.netloc
    is_path = not parts.scheme and not parts.netloc and text.startswith("/")
    if len(text) > MAX_URL or not (is_absolute or is_path):
        raise BadValue("url", text, WANTED)
    scheme, host = ("https", parts.netloc.lower()) if is_absolute else ("", "")
    exact = urlunsplit((scheme, host, parts.path, parts.query, ""))
    bare = urlunsplit((scheme, host, parts.path.rstrip("/"), "", ""))
    return tuple(dict.fromkeys((exact, bare)))
