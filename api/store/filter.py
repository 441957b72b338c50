"""What filters let through: one mask over the documents of a type for each condition."""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import iand, ior
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from api.errors import BadValue
from api.query.filters import Condition
from api.resources.field import Field
from api.resources.resource import Relation, Resource
from api.store.arranged import Mask
from api.store.listing_statements import (
    FIND_DOCUMENTS,
    RANK_VALUES,
    READ_POSTING,
    READ_POSTINGS,
    ROUND_UP_VALUE,
)
from api.store.release import Release
from api.store.statements import LOOK_UP_NEIGHBOURS
from schema.storage.names import NO_VALUE

LAST_CHARACTER = "\U0010ffff"
SURROGATES = range(0xD800, 0xE000)
FEW_VALUES = 8
"""Values that are compared one by one faster than looked up in a set."""

Ranks = NDArray[np.uint32]
ReadRanks = Callable[[str, str], Ranks]


class FilterReader:
    """Turns conditions into masks, for one type of one release."""

    def __init__(
        self, release: Release, resource: Resource, first_row: int, count: int, ranks: ReadRanks
    ) -> None:
        self._release = release
        self._resource = resource
        self._first_row = first_row
        self._count = count
        self._ranks = ranks

    def read_mask(self, conditions: Iterable[Condition], scope: str | None = None) -> Mask | None:
        """Join all conditions; None if there are none and so everything passes.

        Args:
            conditions: All of them must hold.
            scope: Id of the article whose sections are listed.

        Raises:
            BadValue: A condition names a document that does not exist.
        """
        masks = [self._read_condition(each) for each in conditions]
        if scope is not None:
            masks.append(self._read_scope(scope))
        return reduce(iand, masks) if masks else None

    def _read_condition(self, condition: Condition) -> Mask:
        subject = condition.filter.of
        if isinstance(subject, Field):
            mask = self._read_field(subject, condition)
        elif isinstance(subject, Relation):
            mask = self._read_relation(subject, condition)
        else:
            mask = self._read_identity(condition)
        return ~mask if condition.operator == "ne" else mask

    def _read_field(self, field: Field, condition: Condition) -> Mask:
        ranks = self._ranks(self._resource.type.name, field.name)
        operator, value = condition.operator, condition.values[0]
        if operator == "exists":
            absent = _is_rank(ranks, NO_VALUE)
            return ~absent if value else absent
        if operator in {"eq", "ne", "in"}:
            return self._read_equal(field, ranks, condition.values)
        if operator == "range":
            itself = self._read_equal(field, ranks, condition.values)
            return itself | self._read_prefix(field, ranks, f"{value}-")
        if operator == "prefix":
            return self._read_prefix(field, ranks, str(value))
        low, high = 0, NO_VALUE
        if operator in {"gt", "gte"}:
            low = self._round_up(field, value, is_beyond=operator == "gt")
        else:
            high = self._round_up(field, value, is_beyond=operator == "lte")
        return _is_between(ranks, low, high)

    def _read_prefix(self, field: Field, ranks: Ranks, text: str) -> Mask:
        following = next_text(text)
        high = self._round_up(field, following) if following else NO_VALUE
        return _is_between(ranks, self._round_up(field, text), high)

    def _read_equal(self, field: Field, ranks: Ranks, values: Iterable[Any]) -> Mask:
        asked = self._asked(name=field.name, values=_encode(values))
        wanted = [rank for (rank,) in self._release.fetch(RANK_VALUES, asked)]
        if 0 < len(wanted) <= FEW_VALUES:
            return reduce(ior, (_is_rank(ranks, rank) for rank in wanted))
        return np.isin(ranks, np.array(wanted, dtype=np.uint32))

    def _round_up(self, field: Field, value: Any, *, is_beyond: bool = False) -> int:
        """Find the rank of the first value that is not below `value`, or that is above it."""
        rows = self._release.fetch(ROUND_UP_VALUE, self._asked(name=field.name, value=value))
        if not rows:
            return NO_VALUE
        rank, is_equal = rows[0]
        return int(rank) + bool(is_beyond and is_equal)

    def _read_relation(self, relation: Relation, condition: Condition) -> Mask:
        asked = self._asked_relation(relation)
        if condition.operator == "exists":
            rows = self._release.fetch(READ_POSTING, {**asked, "far_id": ""})
            mask = self._read_places(*rows[0]) if rows else self._no_mask()
            return mask if condition.values[0] else ~mask
        rows = self._release.fetch(READ_POSTINGS, {**asked, "keys": _encode(condition.values)})
        for key, id_, *_ in rows:
            if id_ is None:
                raise self._no_such_document(relation, condition, key)
        linked = (places for _, _, *places in rows if places[1] is not None)
        return reduce(ior, (self._read_places(*places) for places in linked), self._no_mask())

    def _no_such_document(self, relation: Relation, condition: Condition, key: str) -> BadValue:
        values = {"type": relation.target.name, "key": key}
        slugs = [slug for (slug,) in self._release.fetch(LOOK_UP_NEIGHBOURS, values)]
        wanted = f"the id or slug of a {relation.target.title} is wanted"
        return BadValue(condition.parameter, key, wanted, known=slugs)

    def _read_scope(self, article_id: str) -> Mask:
        """Find the sections of an article."""
        relation = self._resource.relation("article")
        assert relation is not None, "only sections are listed for an article"  # noqa: S101
        asked = self._asked_relation(relation) | {"far_id": article_id}
        rows = self._release.fetch(READ_POSTING, asked)
        return self._read_places(*rows[0]) if rows else self._no_mask()

    def _read_identity(self, condition: Condition) -> Mask:
        """Find documents by id or slug; one that does not exist is no mistake, it is not found."""
        asked = self._asked(values=_encode(condition.values))
        statement = FIND_DOCUMENTS[condition.filter.name]
        rows = [row - self._first_row for (row,) in self._release.fetch(statement, asked)]
        return self._mark(np.array(rows, dtype=np.intp))

    def _read_places(self, is_bitmap: int, places: bytes) -> Mask:
        if is_bitmap:
            bits = np.frombuffer(places, dtype=np.uint8)
            return np.unpackbits(bits, count=self._count, bitorder="little").view(np.bool_)
        return self._mark(np.frombuffer(places, dtype="<u4"))

    def _mark(self, places: NDArray[Any]) -> Mask:
        mask = self._no_mask()
        mask[places] = True
        return mask

    def _no_mask(self) -> Mask:
        return np.zeros(self._count, dtype=np.bool_)

    def _asked(self, **values: Any) -> dict[str, Any]:
        return {"type": self._resource.type.name, **values}

    def _asked_relation(self, relation: Relation) -> dict[str, Any]:
        return self._asked(
            relation=relation.kept_as,
            is_reverse=int(relation.is_reverse),
            far_type=relation.target.name,
        )


def next_text(text: str) -> str | None:
    r"""Find the first text, by code points, behind everything that begins with `text`.

    >>> next_text("neck"), next_text("\U0010ffff")
    ('necl', None)
    """
    kept = text.rstrip(LAST_CHARACTER)
    if not kept:
        return None
    following = ord(kept[-1]) + 1
    return kept[:-1] + chr(SURROGATES.stop if following in SURROGATES else following)


def _is_rank(ranks: Ranks, rank: int) -> Mask:
    mask: Mask = ranks == rank
    return mask


def _is_between(ranks: Ranks, low: int, high: int) -> Mask:
    mask: Mask = ranks < high
    if low:
        mask &= ranks >= low
    return mask


def _encode(values: Iterable[Any]) -> str:
    return msgspec.json.encode(list(values)).decode()
