"""How copies of documents stand to what is published now."""

from typing import NamedTuple, get_args

import msgspec

from api.store.release import Release
from api.store.statements import CHECK_HOLDINGS
from schema.document import ChangeClass, WithdrawalReason

CHANGE_CLASSES: tuple[ChangeClass, ...] = get_args(ChangeClass)


class Standing(NamedTuple):
    """What has become of a document that somebody holds in some rev."""

    id: str
    rev: str | None
    """The present rev; none if the document is not published."""
    worst_class: ChangeClass
    """The gravest class of all changes since the rev that is held."""
    reason: WithdrawalReason | None
    """Why it was withdrawn, if it was."""
    replacement_type: str | None
    replacement_slug: str | None
    """What is published in its place."""


def read_standings(release: Release, held: dict[str, str]) -> list[Standing]:
    """Read how documents stand, with one statement for all of them, in the order of the ids.

    Args:
        release: What is published.
        held: Revs by ids. A rev that the ledger never had is older than all changes, and one
            that came back is as old as it was the first time: so no change is made light of.
    """
    values = {"held": msgspec.json.encode(held).decode()}
    rows = release.fetch(CHECK_HOLDINGS, values)
    return [Standing(id_, rev, CHANGE_CLASSES[rank or 0], *rest) for id_, rev, rank, *rest in rows]
