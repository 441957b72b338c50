"""References as CSL-JSON: the item as it is, and what we know of it under `custom`."""

from typing import Any

import msgspec

from schema.reference import Reference


def write_csl(reference: Reference) -> bytes:
    """Write a CSL item. The CSL schema lets nothing of ours stand outside of `custom`."""
    item: dict[str, Any] = msgspec.to_builtins(reference.csl)
    custom = {"public_id": reference.id, "status": reference.status, "href": reference.href}
    return msgspec.json.encode({**item, "custom": custom})
