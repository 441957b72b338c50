"""Recipes: what a first answer owes to the way it is asked for, found once for each way.

Most requests want one document, or an article with its sections, under one name or another, or
the next page of a list. What the query says and the headers that such answers share are the same
each time; what is left is to look up what is ready, and to put the lines of its header together.
"""

import re
from functools import cache, lru_cache

from api.errors import ApiError
from api.feeds.parameters import FEED_LINKS
from api.http.announce import announce
from api.http.answer import JSON
from api.http.basis import Basis
from api.http.coding import Coding, encode
from api.http.finish import name_vary, write_head, write_lasting, write_lines
from api.http.forms import names_parts
from api.http.found import LIFETIMES
from api.http.freshness import judge
from api.http.keys import TYPE_KEYS
from api.http.parts import Body
from api.http.respond import alternates_of
from api.query.deprecated import find_deprecated
from api.query.parse import DocumentQuery, parse_document_query
from api.resources import RESOURCES, Resource
from api.resources.articles import ARTICLES
from api.resources.lifetime import Lifetime, strictest
from api.resources.resource import Shape
from api.serve.memo import FinishedAnswer
from api.store.ready import Label
from schema.document import DEFAULT_LIMIT
from schema.section import SECTION
from schema.storage.ready import ReadyShape, name_kind, name_list

QUERY = rb"[!$-;=?-~]+"
"""A query as the gate lets it pass."""
REMEMBERED = 256
"""Ways to ask. There are few, and whoever tries many pays for it himself."""
MAX_DAYS = 4096
"""Days that lines are kept for, by each of the few lifetimes and by changes: eleven years."""
BY_PATH = {resource.type.path.encode(): resource for resource in RESOURCES}
NEVER = 0.0, 0.0, b""
"""What holds at no time."""
Days = dict[bytes, tuple[float, float, bytes]]
"""Lines by a day that they follow from: since when and until when they hold, and the lines."""
LIMITED: dict[Lifetime, Days] = {}
"""By the day until which an answer may be used. All ways to ask share these and the next ones, so
that nobody takes more memory by asking in many ways.
"""
CHANGED: Days = {}
"""By the day of the last change."""
WITH_SECTIONS = b"include=sections"
AFTER = b"after="
"""In front of the cursor, in the address of a page as this service writes it."""
JSON_TYPE = JSON.encode()


class Recipe:
    """How documents or pages of a type are answered that are asked for in the same way."""

    def __init__(self, resource: Resource, shape: ReadyShape, raw: bytes) -> None:
        self.is_list = shape == "list"
        name = resource.type.name
        self.kind = name_list(resource.type) if self.is_list else name_kind(shape, name)
        asked: Shape = "list" if self.is_list else "document"
        self.route = resource.type.path if self.is_list else f"{resource.type.path}/{{key}}"
        forms = resource.set_forms if self.is_list else resource.forms
        links = "" if self.is_list else alternates_of(resource, None)
        lifetimes = [resource.lifetime]
        if shape == "whole":
            lifetimes.append(LIFETIMES[SECTION.name])
        self._lifetime = strictest(lifetimes)
        self._vary = name_vary(has_forms=bool(forms) and not names_parts(raw)).encode()
        feeds = FEED_LINKS if resource is ARTICLES else ""
        self._links = ", ".join(filter(None, (links, feeds))).encode().split(b"{id}")
        """To other forms and to feeds, in pieces: between them stands the id."""
        self._keys = f"{TYPE_KEYS[name]} ".encode() if self.is_list else b""
        """In front of the ids."""
        self._announced = write_lines(announce(find_deprecated(resource, asked, raw)))
        self._limited = LIMITED.setdefault(self._lifetime, {})

    def finish(
        self, label: Label, body: Body, release: int, coding: Coding, now: float
    ) -> tuple[FinishedAnswer, float]:
        """Finish the answer with what is ready, and say until when it is true.

        Args:
            label: What is known of the body.
            body: As it was found.
            release: Number of the release that it comes from.
            coding: What the client takes.
            now: Seconds since 1970.
        """
        id_, _, updated_at, stale_on, lang, links, ids, tag = label
        since, until, start = self._limited.get(stale_on, NEVER)
        if not since <= now < until:
            until, start = self._limit(stale_on, now)
        since, settled, modified = CHANGED.get(updated_at, NEVER)
        if not since <= now < settled:
            settled, modified = write_modified(updated_at, now)
        own = b"\r\ncontent-language: " + lang if lang else b""
        alternates = id_.join(self._links)
        if links and alternates:
            own += b"\r\nlink: %b, %b" % (links, alternates)
        elif links or alternates:
            own += b"\r\nlink: " + (links or alternates)
        encoded = encode(body, coding, f'"{tag.decode()}"')
        lasting, keys, own = (start, modified), self._keys + ids, own + self._announced
        tail = write_head(lasting, keys, own, JSON_TYPE, self._vary, encoded, release)
        finished = FinishedAnswer(self.route, encoded.etag, tail, encoded.body, is_json=True)
        return finished, min(until, settled)

    def _limit(self, stale_on: bytes, now: float) -> tuple[float, bytes]:
        """Write how long such an answer may be used, and keep it for others with the same day."""
        basis = Basis(lifetime=self._lifetime, stale_on=stale_on.decode() or None)
        lasting = write_lasting(judge(basis, now), None)
        return keep_lines(self._limited, stale_on, now, lasting.expires_at, lasting.start)


def write_modified(updated_at: bytes, now: float) -> tuple[float, bytes]:
    """Write when an answer was modified, and keep it for others with the same day."""
    lasting = write_lasting(judge(Basis(changed_at=updated_at.decode()), now), None)
    return keep_lines(CHANGED, updated_at, now, lasting.expires_at, lasting.modified)


def keep_lines(
    days: Days, day: bytes, now: float, until: float, lines: bytes
) -> tuple[float, bytes]:
    """Keep lines for a day, and not for too many."""
    if len(days) >= MAX_DAYS:
        days.clear()
    days[day] = now, until, lines
    return until, lines


def find_recipe(target: bytes) -> tuple[Recipe | None, bytes]:
    """Find how a target is answered, and the key of what is wanted: an id, a slug or a cursor.

    There is none where that takes more than a recipe.
    """
    address, mark, query = target.partition(b"?")
    if address in BY_PATH:
        given, cursor = query[: len(AFTER)], query[len(AFTER) :]
        is_page = given == AFTER and cursor if mark else True
        return (find_list_recipe(address, given) if is_page else None), cursor
    path, _, key = address.rpartition(b"/")
    # Whatever else is asked for takes no place among the ways to ask that are remembered.
    return (find_document_recipe(path, mark + query) if path in BY_PATH else None), key


@cache
def find_list_recipe(path: bytes, raw: bytes) -> Recipe | None:
    """Find how pages of a list are answered that nothing is asked of but where they begin.

    Args:
        path: One of `BY_PATH`.
        raw: The query without the cursor.
    """
    resource = BY_PATH[path]
    is_own = (resource.order, resource.default_limit) == (resource.type.order, DEFAULT_LIMIT)
    return Recipe(resource, "list", raw) if is_own else None


@lru_cache(REMEMBERED)
def find_document_recipe(path: bytes, query: bytes) -> Recipe | None:
    """Find how documents below a path are answered; None where that takes more than a recipe.

    Args:
        path: One of `BY_PATH`.
        query: With its question mark; empty if there is none.
    """
    resource, raw = BY_PATH[path], query[1:]
    if query and not re.fullmatch(QUERY, raw):
        return None
    shape = find_shape(resource, raw)
    return Recipe(resource, shape, raw) if shape else None


def find_shape(resource: Resource, raw: bytes) -> ReadyShape | None:
    """Find what is ready that a query asks for, if there is such a thing."""
    try:
        query = parse_document_query(resource, raw)
    except ApiError:
        return None
    if query == DocumentQuery():
        return "document"
    is_whole = resource is ARTICLES and query == parse_document_query(ARTICLES, WITH_SECTIONS)
    return "whole" if is_whole else None
