"""What a body is once it is read: sections in reading order, with the lines they came from."""

from dataclasses import dataclass, field

from schema.block import Block
from schema.document import derive_id
from schema.section import SECTION, Aspect


@dataclass(slots=True)
class BodySection:
    """One section of a body; the lead has level 1 and no heading."""

    anchor: str
    level: int
    line: int
    heading: str | None = None
    aspect: Aspect | None = None
    former_anchors: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    """The line on which each block begins, in the order of `blocks`."""


@dataclass(slots=True)
class Body:
    """The body of one article."""

    sections: list[BodySection] = field(default_factory=list)
    reference_ids: list[str] = field(default_factory=list)
    """References in the order of their numbers: the first one is cited as 1."""


def section_id_of(article_id: str, part: BodySection) -> str:
    """Derive the id of a section from the anchor under which it was first published."""
    return derive_id(SECTION.prefix, article_id, (*part.former_anchors, part.anchor)[0])
