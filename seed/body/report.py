"""Where the mistakes of one body are gathered while it is read."""

from dataclasses import dataclass, field
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from schema.article import ArticleSource
from seed.directory import Directory
from seed.mistake import Mistake
from seed.read.content import SourceFile


@dataclass(slots=True)
class Reading:
    """One body while it is read: its numbers, its links, and what is wrong with it."""

    file: SourceFile[ArticleSource]
    directory: Directory
    mistakes: list[Mistake]
    numbers: dict[str, int] = field(default_factory=dict)
    """Number of each reference by id, in the order of first citation."""
    anchor_links: list[tuple[str, str, int]] = field(default_factory=list)
    """Links to sections: article id, anchor, line."""

    def line_of(self, node: SyntaxTreeNode) -> int:
        """Find the line of the file on which a node begins."""
        return self.file.body_line + (node.map[0] if node.map else 0)

    def report(self, line: int, code: str, sentence: str) -> None:
        """Add a mistake."""
        self.mistakes.append(Mistake(self.file.path, line, code, sentence))

    def number_of(self, reference_id: str) -> int:
        """Number a reference: a new one gets the next number of this article."""
        return self.numbers.setdefault(reference_id, len(self.numbers) + 1)

    def find(self, type_name: str, title: str, slug: str, place: tuple[int, str]) -> Any:
        """Find a published source, or report at (line, code) that there is none."""
        file = self.directory.find(type_name, slug)
        if file is None:
            line, code = place
            self.report(line, code, self.directory.explain(type_name, title, slug))
        return file
