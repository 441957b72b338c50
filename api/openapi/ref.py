"""How a schema is referred to."""

from typing import Any

Schema = dict[str, Any]

PREFIX = "#/components/schemas/"
SPARSE_PREFIX = "Sparse"
"""Of the schemas of documents that come with some of their members."""


def ref(name: str) -> Schema:
    """Refer to a schema."""
    return {"$ref": f"{PREFIX}{name}"}
