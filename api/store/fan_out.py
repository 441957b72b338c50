"""How much an answer could hold, known before anything is read for it."""

import struct
from bisect import bisect_right
from collections.abc import Iterable, Mapping

from api.errors import TooMuchAsked
from api.query.include import Include
from api.resources.resource import Relation, Resource
from api.store.listing_statements import LIST_FAN_OUTS
from api.store.release import Release

MAX_INCLUDED = 2000
"""Documents that one answer may hold beside those that were asked for."""

FanOutKey = tuple[str, str, int, str]
FanOuts = Mapping[FanOutKey, tuple[int, ...]]
"""By type, relation, direction and far type: how many documents 1, 2, 3 … can lead to at most."""


def read_fan_outs(release: Release) -> FanOuts:
    """Read the fan-outs of a release."""
    rows = release.fetch(LIST_FAN_OUTS, {})
    return {tuple(key): struct.unpack(f"<{len(sums) // 4}I", sums) for *key, sums in rows}


def count_included(
    fan_outs: FanOuts, type_name: str, include: Iterable[Include], count: int
) -> int:
    """Count the documents that relations can lead to from `count` documents of a type."""
    total = 0
    for each in include:
        near = _most(fan_outs, type_name, each.relation, count)
        far_type = each.relation.target.name
        total += near + sum(_most(fan_outs, far_type, further, near) for further in each.include)
    return total


def _most(fan_outs: FanOuts, type_name: str, relation: Relation, count: int) -> int:
    key = (type_name, relation.kept_as, int(relation.is_reverse), relation.target.name)
    sums = fan_outs.get(key, ())
    return sums[min(count, len(sums)) - 1] if sums and count else 0


def check_included(
    fan_outs: FanOuts, resource: Resource, include: tuple[Include, ...], limit: int
) -> None:
    """Refuse a page that could hold more documents than an answer may.

    What counts is what any page of this size could hold, so that a client whose
    first page is answered gets all the others, too. A page of one document is
    never refused here: what it really holds is counted while it is read.

    Raises:
        TooMuchAsked: With the largest `limit` that would do, if one does for every page.
    """
    type_name = resource.type.name
    if limit == 1 or count_included(fan_outs, type_name, include, limit) <= MAX_INCLUDED:
        return
    sizes = range(1, limit)
    largest = bisect_right(
        sizes, MAX_INCLUDED, key=lambda size: count_included(fan_outs, type_name, include, size)
    )
    if largest:
        advice = f"A page with limit={largest} has fewer, whatever is on it."
        suggestion = f"limit={largest}"
    else:
        advice, suggestion = "Include less: a single document can lead to more.", None
    raise TooMuchAsked("include", "included documents", MAX_INCLUDED, advice, suggestion)
