"""Sparse documents: members are left out, and what stays is the same bytes."""

from collections.abc import Iterable

import msgspec

DECODER = msgspec.json.Decoder(dict[str, msgspec.Raw])


def keep_members(
    bodies: Iterable[bytes | memoryview], members: frozenset[str] | None
) -> Iterable[bytes | memoryview]:
    """Leave out the members that were not asked for; without a choice, none.

    >>> list(keep_members([b'{"id":"a","title":"b","rank":1.0}'], frozenset({"id", "rank"})))
    [b'{"id":"a","rank":1.0}']
    """
    return bodies if members is None else (_keep(body, members) for body in bodies)


def _keep(body: bytes | memoryview, members: frozenset[str]) -> bytes:
    document = DECODER.decode(body)
    return msgspec.json.encode({name: value for name, value in document.items() if name in members})
