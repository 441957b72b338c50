"""Fields of a header that follow from what is in an answer, and from nothing else.

The compiler writes them for what is ready beside a release, a server for all other answers.
"""

from collections.abc import Iterable
from functools import cache

from xxhash import xxh3_128_hexdigest

from schema.article import ARTICLE
from schema.document import ResourceType
from schema.embed import OEMBED_TYPE, write_oembed_address
from schema.feed import FEED_LINKS
from schema.form import EMBED, FORMS, JSON, Form

MAX_KEYS = 80
"""Surrogate keys of an answer. Two headers of so many have 2.4 KB: with all the others they stay
below the 4 KB that nginx, as the strictest of the usual proxies, takes for the head of an answer.
"""


def make_etag(body: bytes | memoryview) -> str:
    """Name the bytes of a body: equal bytes, equal tag, on every machine."""
    return f'"{xxh3_128_hexdigest(body)}"'


def write_lines(headers: dict[str, str]) -> bytes:
    r"""Write headers, each behind the end of a line.

    >>> write_lines({"a": "b"})
    b'\r\na: b'
    """
    return "".join([f"\r\n{name}: {text}" for name, text in headers.items()]).encode("latin-1")


def write_keys(keys: Iterable[str]) -> dict[str, str]:
    """Write surrogate keys as Fastly and Varnish read them, and as Cloudflare does."""
    listed = list(keys)
    if not listed:
        return {}
    return {"surrogate-key": " ".join(listed), "cache-tag": ",".join(listed)}


def write_language(lang: str | None) -> dict[str, str]:
    """Name the language of an answer, if it has one (RFC 9110, 8.5)."""
    return {"content-language": lang} if lang else {}


def write_link(*links: str) -> dict[str, str]:
    """Write the header Link, if there is any (RFC 8288)."""
    written = ", ".join(filter(None, links))
    return {"link": written} if written else {}


def write_next_link(address: str | None) -> str:
    """Write the link to the next page, if one follows."""
    return f'<{address}>; rel="next"' if address else ""


def feeds_of(type_: ResourceType) -> str:
    """Write the links to the feeds of a type: only articles have some."""
    return FEED_LINKS if type_ is ARTICLE else ""


def write_alternates(type_: ResourceType, id_: str, form: Form | None = None) -> str:
    """Write the links from a form of a document, or from its JSON, to the others and its embed."""
    forms = FORMS.get(type_.name, ())
    return _alternates_of(forms, type_.path, form).replace("{id}", id_)


@cache
def _alternates_of(forms: tuple[Form, ...], path: str, form: Form | None) -> str:
    others = [each for each in forms if each.is_negotiated and each is not form]
    suffixes = {} if form is None else {JSON: ""}
    suffixes |= {each.essence: f".{each.suffix}" for each in others}
    href = f"{path}/{{id}}"
    addresses = {media_type: f"{href}{suffix}" for media_type, suffix in suffixes.items()}
    if EMBED in forms:
        addresses[OEMBED_TYPE] = write_oembed_address(href)
    return ", ".join(
        f'<{address}>; rel="alternate"; type="{media_type}"'
        for media_type, address in addresses.items()
    )
