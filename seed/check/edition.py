"""What one check looks at: sources, bodies, history, and the day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from schema.article import ARTICLE, ArticleSource
from schema.reference import REFERENCE
from seed.body.sections import Body
from seed.directory import Directory
from seed.ledger import Ledger
from seed.read.content import ContentFolder, SourceFile
from seed.read.tree import Key


@dataclass(frozen=True, slots=True)
class Edition:
    """The content as it would be published on a day."""

    content: ContentFolder
    directory: Directory
    bodies: Mapping[str, Body]
    ledger: Ledger
    today: date

    def published(self) -> Iterator[SourceFile[Any]]:
        """List everything that goes into the release."""
        for name in self.content.files:
            yield from self.content.published(name)

    def articles(self) -> Iterator[tuple[SourceFile[ArticleSource], Body]]:
        """List the published articles, each with its body."""
        for file in self.content.published(ARTICLE.name):
            yield file, self.bodies.get(file.source.id, Body())


REFERENCE_KEYS: dict[str, tuple[str, ...]] = {
    "id": ("custom", "public_id"),
    "slug": ("id",),
    "status": ("custom", "publication"),
    "withdrawn": ("custom", "withdrawn"),
    "previous_slugs": ("custom", "previous_slugs"),
}
"""Where a CSL item writes what every other source has at the top."""


def keys_of(file: SourceFile[Any], name: str) -> tuple[Key, ...]:
    """Find the keys under which a source writes a field that every source has."""
    return REFERENCE_KEYS[name] if file.type.name == REFERENCE.name else (name,)
