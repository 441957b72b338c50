"""A world: its documents as JSON, and a release that they are laid into as the compiler does it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

import msgspec
from sqlite_utils import Database

from api.resources import RESOURCES
from schema.storage.current import Current
from schema.storage.identity import SCHEMA_VERSION
from schema.storage.layout import (
    AliasRow,
    DocumentRow,
    ReleaseRow,
    SectionBodyRow,
    SectionHeadRow,
    derive_tables,
    save_rows,
)
from seed.release import put_in_force, write_release
from tests.query.world.content import Json, make_documents

FORMS = ("html", "markdown", "text")
STRUCTS = {resource.type.name: resource.type.document for resource in RESOURCES}


@dataclass(frozen=True)
class World:
    """All documents by id, and the slugs that some of them had before."""

    documents: dict[str, Json]
    former: dict[tuple[str, str], str]
    """Former slugs with their types, and the ids that they lead to."""

    @cached_property
    def bodies(self) -> dict[str, bytes]:
        """The bytes of each document, in the order of ids, as they are kept."""
        return {id_: encode(self.documents[id_]) for id_ in sorted(self.documents)}

    def of_type(self, type_: str) -> list[Json]:
        """List the documents of a type."""
        return [each for each in self.documents.values() if each["type"] == type_]

    def lay_out(self, folder: Path) -> Current:
        """Write a release, and put it in force."""
        folder.mkdir(exist_ok=True)
        return put_in_force(folder, write_release(folder, self.fill))

    def fill(self, database: Database) -> None:
        """Fill the tables of a release."""
        digest = hashlib.sha256(b"".join(self.bodies.values())).hexdigest()
        save_rows(
            database,
            "release",
            [
                ReleaseRow(
                    "world",
                    1,
                    "",
                    digest,
                    SCHEMA_VERSION,
                    "en",
                    "{}",
                    "World",
                    "https://world.example",
                )
            ],
        )
        save_rows(database, "document", self._document_rows())
        sections = sorted(each["id"] for each in self.of_type("section"))
        save_rows(database, "section_head", (self.head_row(id_) for id_ in sections))
        save_rows(database, "section_body", body_rows(sections))
        aliases = sorted((*key, id_) for key, id_ in self.former.items())
        save_rows(database, "slug_alias", (AliasRow(*each) for each in aliases))
        derive_tables(database)

    def _document_rows(self) -> Iterator[DocumentRow]:
        for seq, (id_, body) in enumerate(self.bodies.items(), start=1):
            one = self.documents[id_]
            dates = (one["published_at"], one["updated_at"])
            named = (id_, one["type"], one["slug"], seq, one["rev"])
            yield DocumentRow(*named, *dates, None, body, lang=one.get("lang"))

    def head_row(self, id_: str) -> SectionHeadRow:
        """Say where the body of a section begins."""
        bare = {name: each for name, each in self.documents[id_].items() if name != "blocks"}
        return SectionHeadRow(id_, len(encode(bare)) - 1)


def body_rows(sections: Iterable[str]) -> Iterator[SectionBodyRow]:
    """Make the other forms of sections."""
    for id_ in sections:
        for form in FORMS:
            yield SectionBodyRow(id_, form, msgspec.json.encode(text_of(id_, form)).decode())


def text_of(id_: str, form: str) -> str:
    """The body of a section in another form than blocks."""
    return f'"{id_}" as {form}'


def encode(document: Json) -> bytes:
    """Write a document as the compiler does; it must be a valid one."""
    return msgspec.json.encode(msgspec.convert(document, STRUCTS[document["type"]]))


def revise(document: Json) -> Json:
    """Give a document the rev of its content, and its members their order."""
    bare = document | {"rev": "0" * 16}
    revised = document | {"rev": hashlib.sha256(encode(bare)).hexdigest()[:16]}
    ordered: Json = msgspec.json.decode(encode(revised))
    return ordered


def make_world(chance: Random, *, has_all_types: bool = False, scale: int = 1) -> World:
    """Make a random world; for the arguments see `make_documents`."""
    documents = make_documents(chance, has_all_types=has_all_types, scale=scale)
    world = World({each["id"]: revise(each) for each in documents}, {})
    taken = {(each["type"], each["slug"]) for each in documents}
    for number, each in enumerate(documents):
        key = (each["type"], f"old-{number}")
        if key not in taken and chance.random() < 0.2:
            world.former[key] = each["id"]
    return world
