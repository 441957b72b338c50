"""Documents in other forms than JSON: one, or a page of a list."""

from typing import NamedTuple

import msgspec

from api.query.filters import MAX_KEY
from api.query.parse import DocumentQuery, ListQuery
from api.resources.resource import Resource
from api.store.listing import Listing
from api.store.read import explain_absence, key_kind, read_chosen
from api.store.release import Release
from api.store.statements import SELECT_FORM_ROWS, select_form
from schema.cursor import write_cursor
from schema.form import Form


class FormRow(NamedTuple):
    """A document in another form than JSON."""

    id: str
    body: bytes
    stale_on: str | None
    links: str
    made_from: str
    """Ids of all documents whose content is in it, with spaces between them."""
    lang: str | None
    """The language that it is written in, where it says so."""


class FormPage(msgspec.Struct, frozen=True):
    """A page of a list, in another form than JSON."""

    rows: list[FormRow]
    after: str | None
    """The cursor of the next page; there is none after the last."""


def read_form(
    release: Release, resource: Resource, key: str, form: Form, query: DocumentQuery, tail: str = ""
) -> FormRow:
    """Read one document by id or slug in another form than JSON; `tail` is as in `read_document`.

    Raises:
        DocumentMoved, DocumentWithdrawn, DocumentNotFound, LanguageNotFound: As `read_document`.
    """
    type_ = resource.type
    if query.lang is not None:
        _, chosen = read_chosen(release, type_, key, query, tail)
        key = chosen.id
    values = {"type": type_.name, "key": key, "form": form.kept_as(query.style)}
    statement = select_form(key_kind(type_, key))
    rows = release.fetch(statement, values) if len(key) <= MAX_KEY else []
    if not rows:
        raise explain_absence(release, type_, key, tail)
    return FormRow(*rows[0])


def read_form_page(listing: Listing, resource: Resource, query: ListQuery, form: Form) -> FormPage:
    """Read a page of a list in another form than JSON.

    Raises:
        BadValue: A filter names a document that does not exist.
    """
    page = listing.find_page(resource, query)
    kept_as = form.kept_as(query.style)
    values = {"rows": msgspec.json.encode(page.rows).decode(), "form": kept_as}
    rows = list(map(FormRow._make, listing.release.fetch(SELECT_FORM_ROWS, values)))
    last = None if page.last is None else (*page.last, rows[-1].id)
    return FormPage(rows, None if last is None else write_cursor(query.digest, last))
