"""All documents of a release by id, for forms that are made from several of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from schema.document import Document
from schema.site import Site

D = TypeVar("D", bound=Document)
BodyReader = Callable[[str, str], str]
"""Reads a section, by id, in one form."""
DayFinder = Callable[[Document], str | None]
"""Finds the first day on which what a document says may not hold any more."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What forms are made from."""

    site: Site
    by_id: dict[str, Document]
    read_body: BodyReader
    find_stale_day: DayFinder

    def all_of(self, type_: type[D], ids: Iterable[str]) -> list[D]:
        """Get documents of one type, in the order of their ids."""
        found = (self.by_id[id_] for id_ in ids)
        return [each for each in found if isinstance(each, type_)]

    def earliest_stale_day(self, ids: Iterable[str]) -> str | None:
        """Find the first day on which any of some documents may not hold any more."""
        days = (self.find_stale_day(self.by_id[id_]) for id_ in ids)
        return min((day for day in days if day is not None), default=None)
