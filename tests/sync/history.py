"""Random histories: worlds with a ledger, each laid into a release as the compiler does it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import get_args

import msgspec
from sqlite_utils import Database

from schema.document import ChangeClass, Document, WithdrawalReason
from schema.storage.identity import SCHEMA_VERSION
from schema.storage.layout import (
    AliasRow,
    DocumentRow,
    ReleaseRow,
    TombstoneRow,
    derive_tables,
    save_changes,
    save_rows,
)
from seed.fill import digest_documents
from seed.ledger import Ledger, Removal, advance
from tests.query.model.values import Json
from tests.query.world import World, make_world, next_edition
from tests.query.world.world import STRUCTS, body_rows

LEDGER_ORDER = (
    "topic",
    "reference",
    "practitioner",
    "study",
    "service_bundle",
    "section",
    "article",
)


@dataclass(frozen=True)
class Edition(World):
    """A world as it was published, with everything that ever was."""

    ledger: Ledger = field(default_factory=Ledger)

    def fill(self, database: Database) -> None:
        """Fill the tables of a release."""
        changes, last = self.ledger.changes, self.ledger.last
        digest = digest_documents([as_struct(each) for each in self.documents.values()])
        counts: dict[str, int] = {}
        for each in self.documents.values():
            counts[each["type"]] = counts.get(each["type"], 0) + 1
        described = (len(changes), changes[-1].at if changes else "", digest)
        written = (SCHEMA_VERSION, "en", msgspec.json.encode(counts).decode())
        save_rows(database, "release", [ReleaseRow(self.ledger.lineage, *described, *written)])
        save_rows(database, "document", self._rows())
        sections = sorted(each["id"] for each in self.of_type("section"))
        save_rows(database, "section_head", (self.head_row(id_) for id_ in sections))
        save_rows(database, "section_body", body_rows(sections))
        aliases = sorted((*key, id_) for key, id_ in self.former.items())
        save_rows(database, "slug_alias", (AliasRow(*each) for each in aliases))
        gone = (last[id_] for id_ in sorted(last) if last[id_].op == "delete")
        save_rows(
            database,
            "tombstone",
            (
                TombstoneRow(
                    id=each.id,
                    type=each.type,
                    slug=each.slug,
                    reason=each.reason or "removed",
                    replacement_id=each.replacement_id or None,
                    withdrawn_at=each.at,
                    seq=each.seq,
                )
                for each in gone
            ),
        )
        save_changes(database, changes)
        derive_tables(database)

    def _rows(self) -> Iterator[DocumentRow]:
        for id_, body in self.bodies.items():
            one, seq = self.documents[id_], self.ledger.last[id_].seq
            dates = (one["published_at"], one["updated_at"])
            yield DocumentRow(id_, one["type"], one["slug"], seq, one["rev"], *dates, None, body)


def begin_history(chance: Random, scale: int = 1) -> Edition:
    """Publish a first edition."""
    return publish(chance, make_world(chance, has_all_types=True, scale=scale), Ledger())


def go_on(chance: Random, edition: Edition) -> Edition:
    """Publish the next edition."""
    return publish(chance, next_edition(chance, edition), edition.ledger)


def publish(chance: Random, world: World, ledger: Ledger) -> Edition:
    """Write into a ledger what changed."""
    documents = sorted(world.documents.values(), key=lambda each: LEDGER_ORDER.index(each["type"]))
    removals = list(_removals(chance, ledger, world.documents))
    number = 1 + len({change.at for change in ledger.changes})
    classes = {id_: chance.choice(get_args(ChangeClass)) for id_ in world.documents}
    structs = map(as_struct, documents)
    after = advance(ledger, structs, removals, f"2026-01-{number:02}", classes)
    return Edition(world.documents, world.former, after)


def _removals(chance: Random, ledger: Ledger, here: Iterable[str]) -> Iterator[Removal]:
    for id_, change in ledger.live().items():
        if change.type != "section" and id_ not in here:
            reason = chance.choice(get_args(WithdrawalReason))
            yield Removal(change.type, id_, change.slug, reason, None)


def as_struct(document: Json) -> Document:
    """Read a document."""
    return msgspec.convert(document, STRUCTS[document["type"]])
