"""Examples: what a schema looks like, put together from the examples of its members."""

from typing import Any

Schema = dict[str, Any]

SHOWN = {"Section": ("blocks",), "Image": ("url",)}
"""Members that may be absent, and that an example would be poor without."""


def example_of(schema: Schema, schemas: dict[str, Schema]) -> Any:
    """Show a value of a schema: all that is always there.

    >>> name = {"type": "string", "examples": ["Yoga"]}
    >>> topic = {"properties": {"name": name, "note": name}, "required": ["name"]}
    >>> example_of(
    ...     {"type": "array", "items": {"$ref": "#/components/schemas/Topic"}}, {"Topic": topic}
    ... )
    [{'name': 'Yoga'}]
    """
    if "examples" in schema:
        return schema["examples"][0]
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if schema.get("type") == "array":
        return [example_of(schema["items"], schemas)]
    shown = (*schema["required"], *SHOWN.get(schema.get("title", ""), ()))
    return {
        name: example_of(each, schemas)
        for name, each in schema["properties"].items()
        if name in shown
    }


def add_examples(paths: dict[str, Any], schemas: dict[str, Schema]) -> None:
    """Show a success of each operation."""
    for methods in paths.values():
        for operation in methods.values():
            for content in operation["responses"]["200"]["content"].values():
                if content["schema"].get("format") == "binary":
                    continue
                content["example"] = example_of(content["schema"], schemas)
