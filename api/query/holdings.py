"""What somebody holds: the ids and revs of the documents in a copy."""

import re

from api.errors import BadBody
from api.limits import MAX_DEPTH, MAX_HOLDINGS
from api.query.strict_json import decode_json, take_array, take_members, take_text
from schema.values import REV, id_pattern

ID = re.compile(id_pattern("[a-z]{3}"))
"""Of any type, also of one that this version does not know."""
REVISION = re.compile(REV)

Held = dict[str, str]
"""Revs by the ids of their documents, in the order in which they were asked about."""


def parse_holdings(data: bytes) -> Held:
    """Read `{"holdings": [{"id": "...", "rev": "..."}]}`.

    >>> parse_holdings(b'{"holdings": [{"id": "top_y2bqv5r3ss", "rev": "9f86d081884c7d65"}]}')
    {'top_y2bqv5r3ss': '9f86d081884c7d65'}

    Raises:
        BadBody: It is anything else; an id that is there twice is, too.
    """
    question = take_members(decode_json(data, MAX_DEPTH), ("holdings",), "")
    held: Held = {}
    for place, item in enumerate(take_array(question["holdings"], MAX_HOLDINGS, "/holdings")):
        pointer = f"/holdings/{place}"
        members = take_members(item, ("id", "rev"), pointer)
        id_ = take_text(members["id"], ID, "the id of a document", f"{pointer}/id")
        if id_ in held:
            raise BadBody(f"'{id_}' is given twice. Ask about each id once.", f"{pointer}/id")
        held[id_] = take_text(members["rev"], REVISION, "16 hex digits", f"{pointer}/rev")
    return held
