"""YAML 1.2 as plain data that knows its lines.

ruamel.yaml does the parsing; this module builds the data from its events, so
that whatever means something else than it says can be refused with its line:
keys written twice, aliases, tags, tabs, and documents nested too deeply.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from seed.mistake import Mistake
from seed.read.text import find_invisible

MAX_DEPTH = 16
"""Levels of nesting; the deepest source form needs 5."""

PLACEHOLDER = "x"
"""Stands in for a text that is a mistake already."""

Key = str | int
Path = tuple[Key, ...]

PLAIN_VALUES: tuple[tuple[re.Pattern[str], Any], ...] = (
    (re.compile(r"null|Null|NULL|~|"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]{1,40}"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?"), Decimal),
)
"""The core schema of YAML 1.2, less octal and hexadecimal numbers."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Plain data, and the line on which each value of it begins."""

    value: Any
    lines: dict[Path, int]

    def line(self, *keys: Key) -> int:
        """Find the line of a value, or of the nearest value around it."""
        for end in range(len(keys), -1, -1):
            if (line := self.lines.get(keys[:end])) is not None:
                return line
        return 1

    def entries(self, key: str) -> "list[Tree]":
        """Cut the list at a key into its entries, each with its lines."""
        trees = [Tree(value, {}) for value in self.value[key]]
        for path, line in self.lines.items():
            if len(path) > 1 and path[0] == key and isinstance(path[1], int):
                trees[path[1]].lines[path[2:]] = line
        return trees


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not been read yet."""

    value: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """The state of reading one YAML document."""

    file: str
    first_line: int
    mistakes: list[Mistake]
    lines: dict[Path, int] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    root: Any = None
    documents: int = 0

    def report(self, event: Event, sentence: str) -> None:
        self.mistakes.append(Mistake(self.file, self.line_of(event), "SRC004", sentence))

    def line_of(self, event: Event) -> int:
        return int(event.start_mark.line) + self.first_line

    def take(self, event: Event) -> None:
        """Take one event of the parser."""
        anchor = getattr(event, "anchor", None)
        if anchor and not isinstance(event, AliasEvent):
            self.report(event, f"Anchor &{anchor} is not allowed. Write the value in full.")
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.report(event, "A second YAML document begins here. Keep one in a file.")
        elif isinstance(event, AliasEvent):
            self.report(event, f"Alias *{event.anchor} is not allowed. Write the value in full.")
            self.put(event, None)
        elif isinstance(event, ScalarEvent):
            self.take_scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self.refuse_tag(event)
            opened: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
            self.stack.append(_Open(opened, self.put(event, opened)))
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.stack.pop()

    def take_scalar(self, event: ScalarEvent) -> None:
        """Take a key, or a value with its type resolved."""
        self.refuse_tag(event)
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            if event.value in top.value:
                self.report(event, f'"{event.value}" is written twice. Keep one.')
            top.key = event.value
            self.lines.setdefault((*top.path, event.value), self.line_of(event))
        else:
            plain = event.style is None
            text = PLACEHOLDER if self.has_invisible(event) else event.value.rstrip("\n")
            self.put(event, resolve(event.value) if plain else text)

    def has_invisible(self, event: ScalarEvent) -> bool:
        """Report characters that an escape brought in, where the file itself shows none."""
        found = find_invisible(event.value.replace("\n", " ")) if event.style == '"' else []
        line = self.line_of(event)
        self.mistakes += [Mistake(self.file, line, "SRC003", sentence) for sentence in found]
        return bool(found)

    def refuse_tag(self, event: Event) -> None:
        tag = getattr(event, "tag", None)
        if tag and str(tag) != "!":
            self.report(event, f"Tag {tag} is not allowed. Write the plain value.")

    def put(self, event: Event, value: Any) -> Path:
        """Place a value where it belongs, and remember its line."""
        if not self.stack:
            self.root = value
            self.lines[()] = self.line_of(event)
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            path = (*top.path, len(top.value))
            top.value.append(value)
        elif top.key is None:
            self.report(event, "A key must be a plain word.")
            top.key, path = "?", (*top.path, "?")
        else:
            path = (*top.path, top.key)
            top.value[top.key] = value
            top.key = None
        self.lines.setdefault(path, self.line_of(event))
        return path


def resolve(text: str) -> Any:
    """Give a plain scalar the type that YAML 1.2 gives it; dates stay text.

    >>> resolve("42"), resolve("NO"), resolve("2026-01-31"), resolve("true")
    (42, 'NO', '2026-01-31', True)
    """
    for pattern, make in PLAIN_VALUES:
        if pattern.fullmatch(text):
            return make(text)
    return text


def read_tree(  # noqa: PLR0911 (one return for each way to be no YAML)
    text: str, file: str, mistakes: list[Mistake], first_line: int = 1
) -> Tree | None:
    """Read one YAML document; nothing comes of one that is no YAML.

    Args:
        text: The document.
        file: Path to name in mistakes.
        mistakes: Where to add what is wrong.
        first_line: Line of the file on which the document begins.
    """
    builder = _Builder(file, first_line, mistakes)
    for number, line in enumerate(text.split("\n"), start=first_line):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            mistakes.append(Mistake(file, number, "SRC004", "Tab in the margin. Use spaces."))
            return None
    try:
        for event in _events(text):
            if len(builder.stack) >= MAX_DEPTH:
                builder.report(event, f"Nested deeper than {MAX_DEPTH} levels. Flatten it.")
                return None
            builder.take(event)
    except MarkedYAMLError as error:
        is_open = "end of stream" in str(error.problem)
        mark = (error.context_mark if is_open else None) or error.problem_mark
        line_number = (mark.line if mark else 0) + first_line
        hint = " Put text with a colon in quotes." if "mapping values" in str(error.problem) else ""
        mistakes.append(Mistake(file, line_number, "SRC004", f"Not YAML: {error.problem}.{hint}"))
        return None
    except (ValueError, OverflowError):
        sentence = "An escape stands for no character. Write the character itself."
        last = max(builder.lines.values(), default=first_line)
        mistakes.append(Mistake(file, last, "SRC004", sentence))
        return None
    except YAMLError as error:
        reason = str(error).splitlines()[0]
        mistakes.append(Mistake(file, first_line, "SRC004", f"Not YAML: {reason}."))
        return None
    if not builder.lines:
        sentence = "There is nothing here. Write it, or delete the file."
        mistakes.append(Mistake(file, first_line, "SRC001", sentence))
        return None
    return Tree(builder.root, builder.lines)


def _events(text: str) -> Iterator[Event]:
    """Parse with the pure Python parser: its marks are the same on every machine."""
    yaml = YAML(typ="safe", pure=True)
    yield from yaml.parse(text)
