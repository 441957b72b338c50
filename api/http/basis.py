"""What an answer rests on: what must stay as it is for the answer to stay true."""

import msgspec

from api.resources.lifetime import Lifetime


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer rests on."""

    lifetime: Lifetime | None = None
    """How long it may be used; None for what is never stored."""
    changed_at: str = ""
    """The last change of anything in it; empty where no date speaks for its bytes."""
    stale_on: str | None = None
    """The first day on which what it says may not hold any more."""
    keys: tuple[str, ...] = ()
    """The names under which caches are told to let go of it."""
