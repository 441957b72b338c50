"""Blocks as the API serves them, written shortly; the ids are those of the small clinic."""

from typing import Any

Data = dict[str, Any]


def text(words: str, *marks: str) -> Data:
    """A run of text."""
    run: Data = {"type": "text", "text": words}
    return {**run, "marks": list(marks)} if marks else run


def cite(number: int, reference: str, locator: str | None = None) -> Data:
    """A citation of one of the clinic's references."""
    run: Data = {"type": "citation", "number": number, "reference_id": f"ref_aaaaaaaaa{reference}"}
    return {**run, "locator": locator} if locator else run


def link(words: str, **target: str) -> Data:
    """A link to a document."""
    return {"type": "link", "text": words, "target": target}


def paragraph(*runs: Data | str) -> Data:
    """A paragraph; strings are plain text."""
    return {"type": "paragraph", "content": contents(*runs)}


def contents(*runs: Data | str) -> list[Data]:
    """Runs; strings are plain text."""
    return [text(run) if isinstance(run, str) else run for run in runs]


def item(words: str, *children: Data) -> Data:
    """An item of a list."""
    return {"content": contents(words), "children": list(children)}


def bullets(*items: Data) -> Data:
    """A bulleted list."""
    return {"type": "list", "is_ordered": False, "items": list(items)}


def numbers(*items: Data) -> Data:
    """A numbered list."""
    return {"type": "list", "is_ordered": True, "items": list(items)}


def column(heading: str, alignment: str = "start") -> Data:
    """A column of a table."""
    return {"heading": contents(heading), "alignment": alignment}


def row(*cells: str | Data | None) -> Data:
    """A row of a table; nothing stands for an empty cell."""
    return {"cells": [{"content": contents(*([cell] if cell else []))} for cell in cells]}


def table(columns: list[Data], *groups: Data, **others: Any) -> Data:
    """A table."""
    return {"type": "table", **others, "columns": columns, "groups": list(groups), "notes": []}
