"""Put compiled content into the tables of a release file."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import msgspec
from sqlite_utils import Database

from schema.change import Change
from schema.document import Document
from schema.reference import Reference
from schema.section import SECTION, Section
from schema.storage.identity import SCHEMA_VERSION
from schema.storage.layout import (
    AliasRow,
    DocumentRow,
    ReleaseRow,
    SectionBodyRow,
    SectionHeadRow,
    TombstoneRow,
    derive_tables,
    save_changes,
    save_rows,
)
from seed.body.sections import Body, section_id_of
from seed.compile import Compiled
from seed.deadlines import find_stale_day
from seed.links import write_links
from seed.render import render_html, render_markdown, render_text
from seed.representations.citations import keep_words
from seed.representations.make import make_representations
from seed.representations.shelf import Shelf

READ_BODY = "SELECT body FROM section_body WHERE section_id = ? AND format = ?"
RENDERERS: dict[str, Callable[[Any, str], str]] = {
    "html": render_html,
    "markdown": render_markdown,
    "text": render_text,
}


def fill(database: Database, compiled: Compiled) -> None:
    """Put compiled content into an empty release file."""
    first, last = compiled.after.first, compiled.after.last
    dated = [
        msgspec.structs.replace(
            document, published_at=first[document.id].at, updated_at=last[document.id].at
        )
        for document in sorted(compiled.documents, key=lambda each: each.id)
    ]
    release = _release_row(compiled)
    save_rows(database, "release", [release])
    since = release.created_at[:10]
    save_rows(database, "document", (_document_row(each, last, since) for each in dated))
    sections = [each for each in dated if isinstance(each, Section)]
    save_rows(database, "section_head", map(_section_head, sections))
    save_rows(database, "section_body", _section_bodies(sections))
    shelf = Shelf(
        site=compiled.content.site,
        by_id={each.id: each for each in dated},
        read_body=partial(_read_body, database),
        find_stale_day=lambda document: find_stale_day(document, since),
    )
    save_rows(database, "representation", make_representations(shelf))
    save_rows(database, "formatted", keep_words(shelf.all_of(Reference, shelf.by_id)))
    save_rows(database, "slug_alias", _aliases(compiled))
    save_rows(database, "tombstone", _tombstones(last))
    save_changes(database, compiled.after.changes)
    derive_tables(database)


def _document_row(document: Document, last: Mapping[str, Change], since: str) -> DocumentRow:
    change = last[document.id]
    return DocumentRow(
        id=document.id,
        type=change.type,
        slug=document.slug,
        seq=change.seq,
        rev=document.rev,
        published_at=document.published_at,
        updated_at=document.updated_at,
        stale_on=find_stale_day(document, since),
        body=msgspec.json.encode(document),
        links=write_links(document),
        lang=getattr(document, "lang", None),
    )


def _section_head(section: Section) -> SectionHeadRow:
    bare = msgspec.json.encode(msgspec.structs.replace(section, blocks=msgspec.UNSET))
    return SectionHeadRow(section.id, len(bare) - len(b"}"))


def _section_bodies(sections: list[Section]) -> Iterator[SectionBodyRow]:
    for section in sections:
        for name, render in RENDERERS.items():
            body = msgspec.json.encode(render(section.blocks, section.lang)).decode()
            yield SectionBodyRow(section.id, name, body)


def _read_body(database: Database, section_id: str, form: str) -> str:
    """Read a form of a section that was rendered already."""
    [[body]] = database.execute(READ_BODY, [section_id, form]).fetchall()
    return msgspec.json.decode(body, type=str)


def _aliases(compiled: Compiled) -> Iterator[AliasRow]:
    """List former slugs, and for sections every former slug with every former anchor."""
    rows: list[AliasRow] = []
    published = [file for file in compiled.content if file.source.status == "published"]
    for file in published:
        source = file.source
        rows += [AliasRow(file.type.name, slug, source.id) for slug in source.previous_slugs]
        body = compiled.bodies.get(source.id, Body())
        for slug in (source.slug, *source.previous_slugs):
            for part in body.sections:
                section_id = section_id_of(source.id, part)
                anchors = (part.anchor, *part.former_anchors)
                rows += [AliasRow(SECTION.name, f"{slug}.{name}", section_id) for name in anchors]
    taken = {(compiled.after.last[each.id].type, each.slug) for each in compiled.documents}
    yield from sorted({row for row in rows if (row.type, row.slug) not in taken})


def _tombstones(last: Mapping[str, Change]) -> Iterator[TombstoneRow]:
    for change in sorted(last.values(), key=lambda each: each.id):
        if change.op == "delete":
            yield TombstoneRow(
                id=change.id,
                type=change.type,
                slug=change.slug,
                reason=change.reason or "removed",
                replacement_id=change.replacement_id or None,
                withdrawn_at=change.at,
                seq=change.seq,
            )


def _release_row(compiled: Compiled) -> ReleaseRow:
    ledger = compiled.after
    types = Counter(ledger.last[each.id].type for each in compiled.documents)
    return ReleaseRow(
        lineage=ledger.lineage,
        seq=len(ledger.changes),
        created_at=ledger.changes[-1].at if ledger.changes else "",
        digest=digest_documents(compiled.documents),
        schema_version=SCHEMA_VERSION,
        default_lang=compiled.content.site.default_lang,
        counts=msgspec.json.encode(dict(sorted(types.items()))).decode(),
        site_name=compiled.content.site.name,
        site_url=compiled.content.site.base_url.rstrip("/"),
        api_url=compiled.content.site.service_url,
    )


def digest_documents(documents: list[Document]) -> str:
    """Hash the ids and revs of all documents, so that two copies can be compared."""
    pairs = sorted(f"{document.id}:{document.rev}" for document in documents)
    return hashlib.sha256("\n".join(pairs).encode()).hexdigest()
