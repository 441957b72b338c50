"""Recipes: what a first answer owes to its kind and its day, written once for all of that kind.

Most requests want one document, or an article with its sections, or the next page of a list, in the
spelling that this service writes itself. What follows from their documents is ready beside the
release; what is left is to put in front of it what the clock and the release decide.
"""

from collections.abc import Iterable, Iterator

from api.http.announce import announce
from api.http.basis import Basis
from api.http.coding import IDENTITY, MAX_INLINE, Coding, encode
from api.http.finish import HEAD, write_asked, write_coding, write_lasting
from api.http.forms import names_parts
from api.http.found import LIFETIMES
from api.http.freshness import judge
from api.http.parts import join_parts, size_of
from api.query.deprecated import find_deprecated
from api.resources import RESOURCES, Resource
from api.resources.articles import ARTICLES
from api.resources.lifetime import Lifetime, strictest
from api.resources.resource import Shape
from api.serve.memo import PER_ANSWER, PER_HEAD, PER_PART, FinishedAnswer, finish_answer
from api.store.ready import Ready
from schema.document import DEFAULT_LIMIT
from schema.form import JSON
from schema.section import SECTION
from schema.storage.ready import LENGTH, WITH_SECTIONS, ReadyShape, name_kind, write_body_lines

MAX_DAYS = 4096
"""Days that lines are kept for, by each of the few lifetimes and by changes: eleven years."""
NEVER = 0.0, 0.0, b""
"""What holds at no time."""
Days = dict[bytes, tuple[float, float, bytes]]
"""Lines by a day that they follow from: since when and until when they hold, and the lines."""
LIMITED: dict[Lifetime, Days] = {}
"""By the day until which an answer may be used."""
CHANGED: Days = {}
"""By the day of the last change."""


class Recipe:
    """How answers of a kind are finished that are ready."""

    def __init__(self, resource: Resource, shape: ReadyShape) -> None:
        self.is_list = shape == "list"
        asked: Shape = "list" if self.is_list else "document"
        self.route = resource.type.path if self.is_list else f"{resource.type.path}/{{key}}"
        forms = resource.set_forms if self.is_list else resource.forms
        lifetimes, raw = [resource.lifetime], b""
        if shape == "whole":
            lifetimes.append(LIFETIMES[SECTION.name])
            raw = WITH_SECTIONS.encode()
        self._lifetime = strictest(lifetimes)
        has_forms = bool(forms) and not names_parts(raw)
        announced = announce(find_deprecated(resource, asked, raw))
        self._asked = write_asked(announced, JSON, IDENTITY, has_forms=has_forms)
        self._limited = LIMITED.setdefault(self._lifetime, {})

    def finish(
        self, ready: Ready, release: int, coding: Coding, now: float
    ) -> tuple[FinishedAnswer, float] | None:
        """Finish the answer with what is ready, and say until when it is true.

        Args:
            ready: What was found.
            release: Number of the release that it comes from.
            coding: What the client takes.
            now: Seconds since 1970.

        Returns:
            None if it is too long to be compressed here.
        """
        (_, _, _, updated_at, stale_on, etag), lines_size, size, parts = ready
        since, until, start = self._limited.get(stale_on, NEVER)
        if not since <= now < until:
            until, start = self._limit(stale_on, now)
        since, settled, modified = CHANGED.get(updated_at, NEVER)
        if not since <= now < settled:
            settled, modified = write_modified(updated_at, now)
        if coding.name == IDENTITY or size < coding.min_bytes:
            head = HEAD % (self._asked, modified, release)
            held = PER_ANSWER + PER_HEAD * len(head) + PER_PART * len(parts)
            finished = FinishedAnswer(
                self.route, etag.decode(), start, head, parts, size, held, lines_size
            )
        elif size > MAX_INLINE:
            return None
        else:
            lines, body = split_lines(parts, lines_size)
            encoded = encode(body, coding)
            asked = self._asked + write_coding(encoded.coding)
            head = HEAD % (asked, modified, release) + lines
            head += write_body_lines(size_of(encoded.body), encoded.etag)
            finished = finish_answer(
                self.route, encoded.etag, head, encoded.body, is_json=True, start=start
            )
        return finished, min(until, settled)

    def _limit(self, stale_on: bytes, now: float) -> tuple[float, bytes]:
        """Write how long such an answer may be used, and keep it for others with the same day."""
        basis = Basis(lifetime=self._lifetime, stale_on=stale_on.decode() or None)
        lasting = write_lasting(judge(basis, now), None)
        return keep_lines(self._limited, stale_on, now, lasting.expires_at, lasting.start)


def split_lines(parts: tuple[memoryview, ...], size: int) -> tuple[bytes, bytes]:
    """Split what is ready: into the lines that follow from its documents, and the body.

    Args:
        parts: Lines and body, as they are sent.
        size: Bytes of the lines, with those that follow from the bytes of the body.
    """
    whole = join_parts(parts)
    return whole[: whole.index(LENGTH, 0, size)], whole[size:]


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


def list_recipes(resources: Iterable[Resource]) -> Iterator[tuple[bytes, Recipe]]:
    """List the recipes for what the compiler has ready, by kind."""
    for resource in resources:
        shapes: list[ReadyShape] = ["document"]
        if (resource.order, resource.default_limit) == (resource.type.order, DEFAULT_LIMIT):
            shapes.append("list")
        if resource is ARTICLES:
            shapes.append("whole")
        for shape in shapes:
            yield name_kind(shape, resource.type).encode(), Recipe(resource, shape)


RECIPES = dict(list_recipes(RESOURCES))
