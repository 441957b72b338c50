"""In which form a document is answered: the one that its address names or its client wants."""

from functools import cache
from urllib.parse import unquote_to_bytes

from api.errors import UnknownForm
from api.http.exchange import Exchange
from api.http.negotiate import choose
from api.resources import Resource
from schema.form import JSON, Form

OF_JSON = frozenset({b"include", b"body", b"fields", b"count"})
"""Parameters that choose the parts of a JSON answer. Where one is there, nothing else is meant."""


def split_form(resource: Resource, key: str) -> tuple[str, Form | None]:
    """Split what stands in an address into the name of a document and the form behind a dot.

    Raises:
        UnknownForm: Documents of the resource have forms, and this is none of them.
    """
    stem, dot, suffix = key.partition(".")
    if not dot or not resource.forms:
        return key, None
    return stem, find_form(f"The {resource.type.title}", suffix, resource.forms)


def find_form(noun: str, suffix: str, forms: tuple[Form, ...]) -> Form:
    """Find the form with a suffix.

    Raises:
        UnknownForm: There is none.
    """
    by_suffix = {form.suffix: form for form in forms}
    if suffix not in by_suffix:
        raise UnknownForm(noun, f".{suffix}", [f".{each}" for each in by_suffix])
    return by_suffix[suffix]


def choose_form(exchange: Exchange, forms: tuple[Form, ...], raw: bytes) -> Form | None:
    """Choose the form that a client wants most, and note which there are; None for JSON."""
    if not forms or names_parts(raw):
        return None
    exchange.offers, by_essence = offers_of(forms)
    wanted = choose(exchange.accept, exchange.offers)
    return by_essence.get(wanted) if wanted else None


@cache
def offers_of(forms: tuple[Form, ...]) -> tuple[tuple[str, ...], dict[str, Form]]:
    """List the media types that are on offer where there are some forms, JSON first."""
    by_essence = {form.essence: form for form in forms if form.is_negotiated}
    return (JSON, *by_essence), by_essence


def names_parts(raw: bytes) -> bool:
    """Whether a query chooses the parts of a JSON answer.

    >>> names_parts(b"limit=2&fields%5Barticle%5D=title"), names_parts(b"style=apa")
    (True, False)
    """
    if not raw:
        return False
    names = (unquote_to_bytes(each.partition(b"=")[0]) for each in raw.split(b"&"))
    return any(name.partition(b"[")[0] in OF_JSON for name in names)
