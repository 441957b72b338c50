"""From the text of a request to a page of articles, the last change first."""

from functools import lru_cache

from api.errors import BadValue
from api.feeds.parameters import FEED_PARAMETERS, PAGE_SIZE
from api.query.cursor import read_cursor
from api.query.filters import MAX_KEY, Condition
from api.query.include import parse_include
from api.query.language import parse_range
from api.query.parameters import names_of
from api.query.parse import ListQuery, name_list
from api.query.sort import Order, sort_fields
from api.query.text import read_parameters
from api.resources.articles import ARTICLES_BY_CHANGE
from schema.cursor import SortValue

REMEMBERED = 128
"""Queries that are read once."""
NAMES = names_of(FEED_PARAMETERS)
ORDER = (Order("changed_at", is_descending=True),)
INCLUDE = parse_include(ARTICLES_BY_CHANGE, "sections,topics")
KINDS = tuple(field.value_types for field in sort_fields(ARTICLES_BY_CHANGE, ORDER))
BY_TOPIC = next(each for each in ARTICLES_BY_CHANGE.filters if each.name == "topic")


@lru_cache(REMEMBERED)
def parse_feed_query(raw: bytes) -> ListQuery:
    """Read what is asked of a feed: a page of articles, with their sections and topics.

    Raises:
        BadQuery: A parameter is unknown, repeated or malformed.
    """
    read = read_parameters(raw, NAMES)
    given = {name: read[name] for name in NAMES if name in read}
    conditions = (*parse_topic(given.get("topic")), *parse_range(given.get("lang")))
    digest = name_list(ARTICLES_BY_CHANGE, "feed", conditions, ORDER)
    return ListQuery(
        include=INCLUDE,
        body="html",
        conditions=conditions,
        order=ORDER,
        limit=PAGE_SIZE,
        after=read_position(given["after"], digest) if "after" in given else (),
        digest=digest,
        given=tuple(each for each in given.items() if each[0] != "after"),
    )


def parse_topic(text: str | None) -> tuple[Condition, ...]:
    """Read topic=neck-pain; whether there is one is found out when the page is read.

    Raises:
        BadValue: It cannot be the name of any.
    """
    if text is None:
        return ()
    if not text or len(text) > MAX_KEY:
        raise BadValue("topic", text, "an id or a slug is wanted")
    return (Condition(filter=BY_TOPIC, operator="eq", values=(text,), text=text, written="topic"),)


def read_position(cursor: str, digest: str) -> tuple[SortValue, ...]:
    """Read when the last article of a page changed, and its id.

    Raises:
        BadCursor: It is no cursor of this feed.
    """
    return read_cursor(cursor, digest, KINDS)
