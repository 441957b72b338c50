"""What may stand in a body, and the blocks that it becomes."""

from textwrap import dedent

from tests.content.expected import (
    Data,
    bullets,
    column,
    contents,
    item,
    numbers,
    paragraph,
    row,
    table,
    text,
)

ABLE = {
    "study_id": "stu_aaaaaaaaa1",
    "title": "Able trial",
    "condition": "Migraine",
    "comparison": "Needling compared with rest",
    "outcome": "Fewer attacks",
    "verification": "checked",
    "source_status": "current",
}
BAKER = {
    "study_id": "stu_aaaaaaaaa2",
    "title": "Baker trial",
    "condition": "Head pain",
    "comparison": "Needling compared with sham",
    "outcome": "No difference",
    "verification": "disputed",
    "source_status": "retracted",
}
QUIET_WEEK = {
    "service_bundle_id": "bun_aaaaaaaaa1",
    "title": "Quiet week",
    "summary": "Needling and rest for a week.",
}

NARROW = [column("Care"), column("After", "end")]
BLOCKS: dict[str, tuple[str, list[Data]]] = {
    "two paragraphs": ("One.\n\nTwo.", [paragraph("One."), paragraph("Two.")]),
    "list": ("- a\n- b", [bullets(item("a"), item("b"))]),
    "loose list": ("- a\n\n- b", [bullets(item("a"), item("b"))]),
    "list behind a paragraph": ("One:\n- a", [paragraph("One:"), bullets(item("a"))]),
    "item of two lines": ("- a\n  b", [bullets(item("a b"))]),
    "numbered list": ("1. a\n2. b\n9. c", [numbers(item("a"), item("b"), item("c"))]),
    "numbers in brackets": ("1) a\n2) b", [numbers(item("a"), item("b"))]),
    "list in a list": (
        "- a\n  - b\n    1. c\n- d",
        [bullets(item("a", bullets(item("b", numbers(item("c"))))), item("d"))],
    ),
    "two lists in an item": (
        "- a\n  - b\n  1. c",
        [bullets(item("a", bullets(item("b")), numbers(item("c"))))],
    ),
    "two adjacent lists": ("- a\n* b", [bullets(item("a")), bullets(item("b"))]),
    "two adjacent numbered lists": ("1. a\n1) b", [numbers(item("a")), numbers(item("b"))]),
    "quote": (
        "> One.\n>\n> Two.",
        [{"type": "quote", "blocks": [paragraph("One."), paragraph("Two.")]}],
    ),
    "list in a quote": ("> - a", [{"type": "quote", "blocks": [bullets(item("a"))]}]),
    "safety": (
        '::: {.callout tone="safety"}\nCall.\n:::',
        [{"type": "callout", "tone": "safety", "blocks": [paragraph("Call.")]}],
    ),
    "note with a list": (
        "::: {.callout tone=note}\nTake:\n\n- a\n:::",
        [{"type": "callout", "tone": "note", "blocks": [paragraph("Take:"), bullets(item("a"))]}],
    ),
    "steps": (
        "::: {.steps}\n1. a\n2. b\n:::",
        [{"type": "steps", "items": [item("a"), item("b")]}],
    ),
    "steps with a name": (
        "::: {.steps #how-to}\n1. a\n:::",
        [{"type": "steps", "id": "how-to", "items": [item("a")]}],
    ),
    "evidence table": (
        "::: {.evidence-table #evidence}\n- study:able-trial\n- study:baker-trial\n:::",
        [{"type": "evidence_table", "id": "evidence", "rows": [ABLE, BAKER]}],
    ),
    "bundle list": (
        "::: {.bundle-list}\n- bundle:quiet-week\n:::",
        [{"type": "bundle_list", "items": [QUIET_WEEK]}],
    ),
    "block between paragraphs": (
        "One.\n\n::: {.steps}\n1. a\n:::\n\nTwo.",
        [paragraph("One."), {"type": "steps", "items": [item("a")]}, paragraph("Two.")],
    ),
    "block with more colons": (
        ":::: {.steps}\n1. a\n::::",
        [{"type": "steps", "items": [item("a")]}],
    ),
    "image": (
        '![A bed](https://example.org/bed.jpg "Sleep"){role="photo"}',
        [
            {
                "type": "image",
                "image": {"role": "photo", "alt": "A bed", "url": "https://example.org/bed.jpg"},
                "caption": "Sleep",
            }
        ],
    ),
    "image without role": (
        "![A bed](https://example.org/bed.jpg)",
        [
            {
                "type": "image",
                "image": {
                    "role": "illustration",
                    "alt": "A bed",
                    "url": "https://example.org/bed.jpg",
                },
            }
        ],
    ),
    "image to be made": (
        "![A bed](image:diagram)",
        [{"type": "image", "image": {"role": "diagram", "alt": "A bed"}}],
    ),
    "table": (
        "| Care | After |\n| --- | ---: |\n| Rest | 3 |\n| Needling | |",
        [table(NARROW, {"rows": [row("Rest", "3"), row("Needling", None)]})],
    ),
    "alignments": (
        "| a | b | c |\n| :-- | :-: | --: |\n| 1 | 2 | 3 |",
        [
            table(
                [column("a"), column("b", "center"), column("c", "end")],
                {"rows": [row("1", "2", "3")]},
            )
        ],
    ),
    "short row": (
        "| Care | After |\n| --- | ---: |\n| Rest |",
        [table(NARROW, {"rows": [row("Rest", None)]})],
    ),
    "bar in a cell": (
        "| Care | After |\n| --- | ---: |\n| A \\| B | 3 |",
        [table(NARROW, {"rows": [row("A | B", "3")]})],
    ),
    "groups of rows": (
        "| Care | After |\n| --- | ---: |\n| Rest | 3 |\n| **A week** | |\n| Rest | 2 |",
        [
            table(
                NARROW,
                {"rows": [row("Rest", "3")]},
                {"label": contents("A week"), "rows": [row("Rest", "2")]},
            )
        ],
    ),
    "bold cell": (
        "| Care | After |\n| --- | ---: |\n| **Rest** | 3 |",
        [table(NARROW, {"rows": [row(text("Rest", "strong"), "3")]})],
    ),
    "table with caption and notes": (
        dedent("""\
            ::: {.table #doses}
            Attacks

            | Care | After |
            | --- | ---: |
            | Rest | 3^a^ |

            a: one was counted twice.

            b: none.
            :::"""),
        [
            {
                "type": "table",
                "id": "doses",
                "caption": contents("Attacks"),
                "columns": NARROW,
                "groups": [
                    {
                        "rows": [
                            {
                                "cells": [
                                    {"content": contents("Rest")},
                                    {"content": contents("3", text("a", "superscript"))},
                                ]
                            }
                        ]
                    }
                ],
                "notes": [paragraph("a: one was counted twice."), paragraph("b: none.")],
            }
        ],
    ),
}
