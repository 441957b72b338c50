"""Which documents a list holds, and in which order: filters as masks, orders as arrays.

A release keeps, for each field, the rank of every document's value, and for each
relation the documents that it links (`schema/storage/tables/03_listing.sql`).
Arrays of a type have one entry for each document, at its place. So a filter
costs a few operations on an array, and a page costs the same anywhere in a list.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from math import inf
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from api.errors import StoreUnavailable
from api.query.parse import ListQuery
from api.query.sort import Order, parse_sort
from api.resources import RESOURCES
from api.resources.resource import Resource
from api.store.arranged import Arranged
from api.store.fan_out import read_fan_outs
from api.store.filter import FilterReader
from api.store.listing_statements import (
    FIND_LAST_ROW,
    FIND_PLACE,
    LIST_STALE_DAYS,
    LIST_VALUES,
    READ_RANKS,
    READ_VALUES,
    ROUND_UP_VALUE,
)
from api.store.ready import ReadyFile
from api.store.release import Release
from api.store.statements import id_bounds
from schema.document import ResourceType
from schema.storage.names import NO_VALUE

MAX_ORDERS = 64
"""Orders that are kept ready; there are more, but nobody uses them all."""
MAX_VALUES = 1 << 15
"""Values of a field that are kept in memory, for the orders that resources have."""
MAX_KNOWN = 4096
"""Numbers that are remembered for cursors."""
Ranks = NDArray[np.uint32]


class Extent(NamedTuple):
    """Where the documents of a type are in the table `document`."""

    first_row: int
    size: int


class PagePlaces(NamedTuple):
    """The documents of a page, by their rows in the table `document`."""

    rows: list[int]
    last: tuple[Any, ...] | None
    """Sort values of the last one; None where no page follows."""
    total: int | None


class Listing:
    """The lists of one release."""

    def __init__(self, release: Release, ready: ReadyFile | None = None) -> None:
        self.release = release
        self.ready = ready
        """What need not be read from the release, if there is a file of it."""
        self._known: dict[Hashable, float] = {}
        """Ranks of values and rows of ids that cursors begin with. Clients walk: the end of a page
        is asked for soon.
        """
        self._values: dict[tuple[str, str], list[Any]] = {}
        """By type and name of a field, by rank: what most cursors are made of."""
        self.fan_outs = read_fan_outs(release)
        self.extents = {each.type.name: self._find_extent(each.type) for each in RESOURCES}
        self.stale_days: dict[str, str] = dict(release.fetch(LIST_STALE_DAYS, {}))
        """The first day on which any document of a type may not hold any more, by type."""
        self.ranks = lru_cache(maxsize=None)(self._read_ranks)
        self.order = lru_cache(maxsize=MAX_ORDERS)(self._make_order)
        for resource in RESOURCES:
            # To sort a million sections takes longer than a request may, and nobody waits now.
            self.order(resource.type.name, parse_sort(resource, None))
            for name in resource.order:
                self._keep_values(resource.type.name, name)

    def close(self) -> None:
        """Let all arrays go at once; caches of bound methods keep themselves alive."""
        del self.ranks, self.order

    def find_page(
        self, resource: Resource, query: ListQuery, scope: str | None = None
    ) -> PagePlaces:
        """Find the documents of one page.

        Args:
            resource: What is listed.
            query: What is asked.
            scope: Id of the article whose sections are listed, if they are.

        Raises:
            BadValue: A filter names a document that does not exist.
        """
        type_name = resource.type.name
        first_row, size = self.extents[type_name]
        filters = FilterReader(self.release, resource, first_row, size, self.ranks)
        mask = filters.read_mask(query.conditions, scope)
        order = self.order(type_name, query.order)
        start = self._find_start(type_name, query) if query.after else 0
        places = order.take(mask, start, query.limit + 1)
        page = places[: query.limit]
        has_more = len(places) > len(page)
        total = None
        if query.is_counted:
            total = size if mask is None else int(np.count_nonzero(mask))
        return PagePlaces(
            rows=list(map(first_row.__add__, page)),
            last=self._values_at(type_name, query.order, page[-1]) if has_more else None,
            total=total,
        )

    def _find_extent(self, type_: ResourceType) -> Extent:
        """Find the first row of a type and the one behind its last."""
        first, end = (self._find_row(id_) for id_ in id_bounds(type_))
        return Extent(first, end - first)

    def _find_row(self, id_: str) -> int:
        rows = self.release.fetch(FIND_PLACE, {"id": id_})
        if rows:
            return int(rows[0][0])
        last_row = self.release.fetch(FIND_LAST_ROW, {})[0][0]
        return (last_row or 0) + 1

    def _keep_values(self, type_name: str, name: str) -> None:
        """Keep the values of a field, if they are not many; without them, statements find them."""
        asked = {"type": type_name, "name": name, "limit": MAX_VALUES + 1}
        try:
            values = [value for (value,) in self.release.fetch(LIST_VALUES, asked)]
        except StoreUnavailable:  # It took longer than a request may.
            return
        if len(values) <= MAX_VALUES:
            self._values[type_name, name] = values

    def _read_ranks(self, type_name: str, name: str) -> Ranks:
        rows = self.release.fetch(READ_RANKS, {"type": type_name, "name": name})
        return np.frombuffer(rows[0][0], dtype="<u4") if rows else np.empty(0, dtype="<u4")

    def _make_order(self, type_name: str, order: tuple[Order, ...]) -> Arranged:
        """Sort all documents of a type; places are in the order of ids, which so decide last."""
        if not self.extents[type_name].size:
            return Arranged(np.empty(0, dtype=np.uint32))
        keys = [self._sort_ranks(type_name, each) for each in order]
        return Arranged(np.lexsort(keys[::-1]).astype(np.uint32))

    def _sort_ranks(self, type_name: str, order: Order) -> NDArray[np.int64]:
        """Turn ranks round where the order is descending; no value comes last both ways."""
        ranks = self.ranks(type_name, order.name).astype(np.int64)
        return np.where(ranks == NO_VALUE, ranks, -ranks) if order.is_descending else ranks

    def _find_start(self, type_name: str, query: ListQuery) -> int:
        """Find where the documents behind a cursor begin, be its own document there or not."""
        *values, id_ = query.after
        places = self.order(type_name, query.order).places.data
        low, high = 0, len(places)
        for each, value in zip(query.order, values, strict=True):
            sought, key = self._round(type_name, each, value), self._sort_key(type_name, each)
            low = bisect_left(places, sought, low, high, key=key)
            high = bisect_right(places, sought, low, high, key=key)
        return bisect_right(places, self._round_place(type_name, str(id_)), low, high)

    def _sort_key(self, type_name: str, order: Order) -> Callable[[int], int]:
        """Make what finds the rank at a place, turned round where the order is descending."""
        ranks = self.ranks(type_name, order.name).data
        if not order.is_descending:
            return ranks.__getitem__
        return lambda place: rank if (rank := ranks[place]) == NO_VALUE else -rank

    def _round(self, type_name: str, order: Order, value: Any) -> float:
        """Find the rank of a value, or a number between two ranks if there is none."""
        if value is None:
            return NO_VALUE
        name = (type_name, order.name, value)
        values = self._values.get((type_name, order.name))
        rank = self._known.get(name) if values is None else _round_up(values, value)
        if rank is None:
            asked = {"type": type_name, "name": order.name, "value": value}
            rows = self.release.fetch(ROUND_UP_VALUE, asked)
            rank = float(rows[0][0]) - (0 if rows[0][1] else 0.5) if rows else NO_VALUE - 0.5
            self._remember(name, rank)
        return -rank if order.is_descending else rank

    def _round_place(self, type_name: str, id_: str) -> float:
        """Find the place of a document, or a number between two places if it is not there."""
        first_row, size = self.extents[type_name]
        row = self._known.get(id_)
        if row is None and self.ready is not None:
            row = self.ready.find_row(id_, first_row, size)
        if row is None:
            rows = self.release.fetch(FIND_PLACE, {"id": id_})
            row = float(rows[0][0]) - (0 if rows[0][1] else 0.5) if rows else inf
            self._remember(id_, row)
        return min(max(row - first_row, -0.5), size - 0.5)

    def remember_row(self, id_: str, row: int) -> None:
        """Remember where a document is that ends a page: the next page begins behind it."""
        self._remember(id_, row)

    def _remember(self, name: Hashable, number: float) -> None:
        if len(self._known) >= MAX_KNOWN:
            self._known.clear()
        self._known[name] = number

    def _values_at(self, type_name: str, order: tuple[Order, ...], place: int) -> tuple[Any, ...]:
        """Read the sort values of a document, for a cursor."""
        return tuple(self._read_values(type_name, order, place))

    def _read_values(self, type_name: str, order: tuple[Order, ...], place: int) -> Iterator[Any]:
        for each in order:
            rank = int(self.ranks(type_name, each.name)[place])
            if rank == NO_VALUE:
                yield None
                continue
            if values := self._values.get((type_name, each.name)):
                yield values[rank]
                continue
            asked = {"type": type_name, "name": each.name, "rank": rank}
            [(value,)] = self.release.fetch(READ_VALUES, asked)[:1]
            self._remember((type_name, each.name, value), rank)
            yield value


def _round_up(values: list[Any], value: Any) -> float:
    """Find the rank of a value, or a number between two ranks if there is none."""
    rank = bisect_left(values, value)
    return rank if rank < len(values) and values[rank] == value else rank - 0.5
