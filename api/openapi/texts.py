"""Schemas of answers that are no JSON of ours."""

from typing import Any

FORM_SCHEMAS: dict[str, dict[str, Any]] = {
    "LinkedData": {
        "title": "LinkedData",
        "type": "object",
        "description": "A node of schema.org, with its `@context`.",
        "additionalProperties": True,
        "examples": [{"@context": "https://schema.org", "@type": "Person", "name": "Jane Example"}],
    },
    "CslItems": {
        "title": "CslItems",
        "type": "array",
        "description": "CSL items; what this service knows of them is under `custom`.",
        "items": {"$ref": "#/components/schemas/SharedCslItem"},
        "examples": [[{"id": "irnich-2001", "type": "article-journal"}]],
    },
    "FileBytes": {
        "title": "FileBytes",
        "type": "string",
        "format": "binary",
        "description": "The bytes of a file, or some of them.",
        "examples": ["SQLite format 3"],
    },
    "SharedCslItem": {
        "title": "SharedCslItem",
        "type": "object",
        "description": "A CSL-JSON item as citation processors and reference managers take it.",
        "additionalProperties": True,
        "examples": [{"id": "irnich-2001", "type": "article-journal"}],
    },
    **{
        name: {
            "title": name,
            "type": "string",
            "description": description,
            "examples": [example],
        }
        for name, description, example in (
            ("HtmlText", "A page of HTML without scripts.", "<p>Effects pass.</p>"),
            ("MarkdownText", "Markdown, as CommonMark has it.", "# Side effects"),
            ("PlainText", "Citations, one a line.", "Irnich D. Randomised trial. BMJ. 2001."),
            ("BibtexText", "Entries of BibTeX.", "@article{irnich-2001,}"),
            ("RisText", "Records of RIS.", "TY  - JOUR"),
            ("XmlText", "An XML document.", '<?xml version="1.0" encoding="utf-8"?>'),
        )
    },
}
