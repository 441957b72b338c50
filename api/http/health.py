"""What the process says of itself."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from api.store.unusable import Reason
from schema.values import Moment, about


class Liveness(msgspec.Struct, frozen=True, kw_only=True):
    """The process answers."""

    status: Annotated[Literal["live"], about("Always live.", "live")]


class ReleaseState(msgspec.Struct, frozen=True, kw_only=True):
    """The release that answers come from."""

    number: Annotated[int, about("Grows with every publishing and every rollback.", 3)]
    sha256: Annotated[
        str,
        about(
            "Hash of the release file.",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ),
    ]
    seq: Annotated[int, about("Last position of the ledger in it.", 125)]
    created_at: Annotated[Moment, about("When its content last changed.", "2026-11-23T00:00:00Z")]
    counts: Annotated[dict[str, int], about("Documents by type.", {"article": 8, "section": 65})]


class Readiness(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The process can serve, and from which release."""

    status: Annotated[
        Literal["ready", "degraded"],
        about(
            "Requests are welcome. degraded: the release in force cannot be used, and an older "
            "one is served.",
            "ready",
        ),
    ]
    reason: Annotated[
        Reason | UnsetType, about("Why the release in force cannot be used.", "wrong-hash")
    ] = UNSET
    release: Annotated[
        ReleaseState,
        about(
            "The release in use.",
            {
                "number": 3,
                "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "seq": 125,
                "created_at": "2026-11-23T00:00:00Z",
                "counts": {"article": 8, "section": 65},
            },
        ),
    ]
