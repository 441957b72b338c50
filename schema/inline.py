"""Runs: text, citations and links inside a block.

There are no character offsets, because Python, Swift, Kotlin and JavaScript
count characters in four ways.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from schema.link import LinkTarget
from schema.values import HttpsUrl, ReferenceId, StudyId, about

Mark = Literal["strong", "emphasis", "subscript", "superscript"]


class TextRun(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="text"
):
    """Text with the same marks throughout."""

    text: Annotated[str, about("The characters to show.", "Most side effects are mild")]
    marks: Annotated[
        list[Mark] | UnsetType, about("How the text stands out; absent for plain text.", ["strong"])
    ] = UNSET


class CitationRun(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="citation"
):
    """A citation; those of one group follow each other without text between."""

    number: Annotated[int, about("Number of the reference in this article, from 1.", 4)]
    reference_id: ReferenceId
    locator: Annotated[str | UnsetType, about("The place inside the reference.", "p. 3")] = UNSET


class LinkRun(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="link"
):
    """A link: either `href`, to another site, or `target`, to a document of this API."""

    text: Annotated[str, about("The words of the link.", "side effects and safety")]
    href: Annotated[HttpsUrl | UnsetType, about("Address on another site.", "https://nih.gov/")] = (
        UNSET
    )
    target: Annotated[
        LinkTarget | UnsetType,
        about(
            "Document of this API.",
            {"type": "article", "id": "art_nxtnmn77kh", "slug": "your-first-session"},
        ),
    ] = UNSET


class StudyRun(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="study"):
    """Words that name a study, linked to it."""

    text: Annotated[str, about("The words of the link.", "2024 review")]
    study_id: StudyId


Inline = TextRun | CitationRun | LinkRun | StudyRun
Content = Annotated[
    list[Inline],
    about("Runs of text, in reading order.", [{"type": "text", "text": "Most effects pass."}]),
]
