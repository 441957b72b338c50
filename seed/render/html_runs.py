"""Runs of text as HTML."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import assert_never

from msgspec import UNSET, UnsetType

from schema.inline import CitationRun, Inline, LinkRun, Mark, StudyRun, TextRun
from schema.link import LinkTarget, TargetType
from seed.render.runs import CitationGroup, Part, address_of, group_citations, place_of

Attributes = Mapping[str, str | UnsetType]

TAGS: dict[Mark, str] = {
    "strong": "strong",
    "emphasis": "em",
    "subscript": "sub",
    "superscript": "sup",
}


def open_tag(name: str, attributes: Attributes) -> str:
    """Write a start tag; an attribute that is not set is left out.

    >>> open_tag("p", {"title": 'the "needle"', "id": UNSET})
    '<p title="the &quot;needle&quot;">'
    """
    written = [
        f' {key}="{escape(value)}"' for key, value in attributes.items() if value is not UNSET
    ]
    return f"<{name}{''.join(written)}>"


def element(name: str, content: str, attributes: Attributes | None = None) -> str:
    """Write an element around content that is HTML already."""
    return f"{open_tag(name, attributes or {})}{content}</{name}>"


def link_document(
    text: str, type_name: TargetType, id_: str, anchor: str | UnsetType = UNSET
) -> str:
    """Write a link to a document; clients with addresses of their own go by its type and id."""
    attributes = {
        "href": address_of(type_name, id_, anchor),
        "data-type": type_name,
        "data-id": id_,
    }
    return element("a", escape(text), attributes)


def render_runs(runs: Sequence[Inline]) -> str:
    """Write runs as HTML that may stand in any element of text."""
    return "".join(map(_render_part, group_citations(runs)))


def _render_part(part: Part) -> str:
    match part:
        case TextRun():
            return _render_text(part)
        case CitationGroup():
            items = part.separator.join(map(_render_citation, part.citations))
            return element("sup", f"[{items}]", {"class": "citation"})
        case StudyRun():
            return link_document(part.text, "study", part.study_id)
        case LinkRun():
            return _render_link(part)
        case _:
            assert_never(part)


def _render_text(run: TextRun) -> str:
    html = escape(run.text)
    for mark in reversed(run.marks or []):
        html = element(TAGS[mark], html)
    return html


def _render_citation(citation: CitationRun) -> str:
    reference_id = citation.reference_id
    attributes = {"href": address_of("reference", reference_id), "data-reference": reference_id}
    return element("a", str(citation.number), attributes) + escape(place_of(citation))


def _render_link(link: LinkRun) -> str:
    match link:
        case LinkRun(target=LinkTarget() as target):
            return link_document(link.text, target.type, target.id, target.anchor)
        case LinkRun(href=str() as href):
            return element("a", escape(link.text), {"href": href, "rel": "noopener"})
        case _:
            return escape(link.text)
