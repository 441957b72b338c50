"""Published sections: to which article each belongs, and whether its anchor is still there."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from schema.article import ARTICLE
from schema.change import Change
from schema.section import SECTION
from seed.body.sections import Body, section_id_of
from seed.check.edition import Edition
from seed.check.wording import join_quoted
from seed.mistake import Mistake
from seed.read.content import SourceFile


def check_anchors(edition: Edition) -> Iterator[Mistake]:
    """See that every section which was published is still found."""
    history = section_changes(edition)
    for file, body in edition.articles():
        yield from _check_article(file, body, history[file.source.id], edition)


def _check_article(
    file: SourceFile[Any], body: Body, changes: list[Change], edition: Edition
) -> Iterator[Mistake]:
    live, present = (
        edition.ledger.live(),
        {section_id_of(file.source.id, part) for part in body.sections},
    )
    anchors: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        if change.id in live and change.id not in present:
            anchors[change.id].append(anchor_of(change))
    for names in map(list, map(dict.fromkeys, anchors.values())):
        were = "was" if len(names) == 1 else "were"
        sentence = (
            f"Anchor {join_quoted(names)} {were} published. "
            f'Keep it, or write {{#new was="{" ".join(names)}"}}; else links to it answer 410.'
        )
        yield Mistake(file.path, file.body_line, "ID007", sentence)


def section_changes(edition: Edition) -> dict[str, list[Change]]:
    """Find the changes of sections, by the id of their article.

    The ledger names a section by the slug that its article had at that time.
    """
    changes = edition.ledger.changes
    owners = {each.slug: each.id for each in changes if each.type == ARTICLE.name}
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        owner = owners.get(change.slug.partition(".")[0])
        if change.type == SECTION.name and owner is not None:
            found[owner].append(change)
    return found


def anchor_of(change: Change) -> str:
    """Take the anchor out of a section's slug."""
    return change.slug.partition(".")[2]
