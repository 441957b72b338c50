"""From the text of a request to what a client wants to hold, and how far it has come."""

import msgspec

from api.errors import BadValue
from api.query.language import parse_language
from api.query.limit import parse_limit
from api.query.parameters import names_of
from api.query.text import read_parameters
from api.search.parameters import TYPE_NAMES
from api.search.parse import parse_list
from api.sync.cursor import SyncCursor, read_sync_cursor
from api.sync.parameters import DEFAULT_CHANGES, LANG, MAX_CHANGES, SYNC_PARAMETERS, TOPIC, TYPES


class SyncQuery(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a sync."""

    since: SyncCursor | None
    """None where a copy is begun, of what the other fields say."""
    types: tuple[str, ...] = TYPE_NAMES
    lang: str | None = None
    topic: str | None = None
    """Id or slug, which may not exist."""
    limit: int = DEFAULT_CHANGES


def parse_sync_query(query: bytes) -> SyncQuery:
    """Read what is asked of a sync.

    >>> parse_sync_query(b"types=study,article&limit=5").types
    ('article', 'study')

    Raises:
        BadQuery: A parameter is unknown, repeated or malformed, or the cursor has it already.
    """
    given = read_parameters(query, names_of(SYNC_PARAMETERS))
    since = read_sync_cursor(given["since"]) if "since" in given else None
    for name in (TYPES.name, LANG.name, TOPIC.name):
        if since is not None and name in given:
            raise BadValue(name, given[name], "nothing is wanted beside since, which keeps it")
    types = parse_list(TYPES.name, given.get(TYPES.name), TYPE_NAMES)
    return SyncQuery(
        since=since,
        types=tuple(name for name in TYPE_NAMES if not types or name in types),
        lang=parse_language(LANG.name, given.get(LANG.name)),
        topic=given.get(TOPIC.name),
        limit=parse_limit(given.get("limit"), DEFAULT_CHANGES, MAX_CHANGES),
    )
