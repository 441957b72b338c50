"""What is asked about a copy, and what is answered: each id stands in exactly one list."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from api.limits import MAX_HOLDINGS
from schema.document import ChangeClass, WithdrawalReason
from schema.values import Rev, about, id_pattern

HOLDINGS_PATH = "/v1/holdings/check"
HOLDING = {"id": "top_y2bqv5r3ss", "rev": "9f86d081884c7d65"}

HeldId = Annotated[
    str, Meta(pattern=id_pattern("[a-z]{3}")), about("Id of a document.", "top_y2bqv5r3ss")
]


class Holding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document in a copy."""

    id: HeldId
    rev: Rev


class HoldingsQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody holds."""

    holdings: Annotated[
        list[Holding],
        Meta(max_length=MAX_HOLDINGS),
        about(f"Documents in a copy, {MAX_HOLDINGS:,} at most, each id once.", [HOLDING]),
    ]


class StaleHolding(msgspec.Struct, frozen=True, kw_only=True):
    """A document that has changed since."""

    id: HeldId
    rev: Rev
    change_class: Annotated[
        ChangeClass,
        about("The gravest class of all changes since the rev that is held.", "editorial"),
    ]


class WithdrawnHolding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document that must not be shown any more."""

    id: HeldId
    reason: Annotated[WithdrawalReason, about("Why it was withdrawn.", "merged")]
    replacement: Annotated[
        str | UnsetType, about("Path of what to read instead.", "/v1/topics/neck-pain")
    ] = UNSET


class Holdings(msgspec.Struct, frozen=True, kw_only=True):
    """All ids that were asked about, each in one list, in the order in which they were asked."""

    current: Annotated[list[HeldId], about("They are as they are published.", ["top_y2bqv5r3ss"])]
    stale: Annotated[
        list[StaleHolding],
        about(
            "They have changed, with the present rev.", [{**HOLDING, "change_class": "editorial"}]
        ),
    ]
    withdrawn: Annotated[
        list[WithdrawnHolding],
        about("They are withdrawn.", [{"id": "art_nxtnmn77kh", "reason": "merged"}]),
    ]
    unknown: Annotated[list[HeldId], about("They were never published.", ["stu_8222vaapw0"])]


class HoldingsDocument(msgspec.Struct, frozen=True, kw_only=True):
    """How a copy stands to what is published."""

    data: Annotated[
        Holdings,
        about(
            "All ids, each once.",
            {
                "current": ["top_y2bqv5r3ss"],
                "stale": [],
                "withdrawn": [{"id": "art_nxtnmn77kh", "reason": "merged"}],
                "unknown": [],
            },
        ),
    ]
