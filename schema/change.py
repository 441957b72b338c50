"""The ledger's entries: what changed, when, and to which rev."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from schema.document import ChangeClass, WithdrawalReason
from schema.values import Moment, Rev, about

Operation = Literal["upsert", "delete"]


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change of one document. Entries are appended and never altered."""

    seq: Annotated[int, Meta(ge=1), about("Position in the ledger, from 1, without gaps.", 12)]
    at: Moment
    op: Annotated[Operation, about("Whether the document was put or taken away.", "upsert")]
    type: Annotated[str, about("Resource type.", "article")]
    id: Annotated[str, about("Id of the document.", "art_nxtnmn77kh")]
    slug: Annotated[str, about("Its slug at that time.", "neck-pain")]
    rev: Annotated[Rev | UnsetType, about("Its rev after an upsert.", "9f86d081884c7d65")] = UNSET
    reason: Annotated[WithdrawalReason | UnsetType, about("Why it was deleted.", "merged")] = UNSET
    replacement_id: Annotated[
        str | UnsetType, about("Id of what to read instead.", "art_3gh8vnqgm2")
    ] = UNSET
    change_class: Annotated[
        ChangeClass, about("How much it means to whoever shows a copy.", "clinical")
    ] = "editorial"
