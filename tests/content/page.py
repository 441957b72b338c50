"""A page of the small clinic whose body a test writes."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from schema.article import ARTICLE
from seed.body.read import read_bodies
from seed.body.sections import Body
from seed.directory import Directory
from seed.documents import KINDS
from seed.mistake import Mistake
from seed.read.content import read_content, split_front_matter

PATH = "articles/page.md"
ID = "art_aaaaaaaaa9"
FRONT = f"""\
---
id: {ID}
slug: page
title: Page
summary: A page.
lang: en-US
audience: patient
topics: [rest]
---
"""
LINES_ABOVE = FRONT.count("\n")


class Read(NamedTuple):
    """What came of a body."""

    body: Body
    mistakes: list[Mistake]


class Page:
    """Reads bodies as if each were the page's; the rest of the clinic is read once."""

    def __init__(self, content: Path) -> None:
        (content / PATH).write_text(f"{FRONT}Words.\n", encoding="utf-8")
        withdrawn = "status: withdrawn\nwithdrawn: {reason: removed}\naudience:"
        old = content / "articles" / "old-advice.md"
        old.write_text(old.read_text(encoding="utf-8").replace("audience:", withdrawn))
        self.mistakes: list[Mistake] = []
        folder = read_content(content, KINDS, self.mistakes)
        self.files = folder.to_publish(ARTICLE.name)
        self.directory = Directory.of(folder)

    def read(self, text: str) -> Read:
        """Read one body, below the front matter of the page."""
        mistakes: list[Mistake] = []
        _, body, _, line = split_front_matter(FRONT + text, PATH, mistakes)
        files = [
            replace(each, body=body, body_line=line) if each.path == PATH else each
            for each in self.files
        ]
        bodies = read_bodies(files, self.directory, mistakes)
        return Read(bodies[ID], sorted(mistakes))
