"""The vocabulary of schema.org, as far as a test can ask: types, properties, what they may hold.

    python -m tests.content.representations.vocabulary PATH     make schemaorg.json anew

PATH is `schema.d.ts` of the npm package schema-dts, which is generated from the vocabulary itself.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from pyld import jsonld

FILE = Path(__file__).parent / "schemaorg.json"
BASE = "https://schema.org/"
INTERFACE = re.compile(r"interface (\w+?)(Base|Leaf) extends ([\w, ]+) \{(.*?)\n\}", re.DOTALL)
PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<(.*?), "\w+">;', re.MULTILINE)
ALIAS = re.compile(r"^export type (\w+) = (.*);$", re.MULTILINE)
MEMBER = re.compile(rf'"{BASE}(\w+)"')
LITERALS = {"Text", "URL", "Date", "DateTime", "Time", "Number", "Integer", "Boolean", "Duration"}


class Vocabulary(msgspec.Struct):
    """Types with those above them, properties by type, and members of enumerations."""

    parents: dict[str, list[str]]
    properties: dict[str, dict[str, list[str]]]
    """By the type that declares a property: the types that it may hold."""
    members: dict[str, list[str]]

    def with_ancestors(self, type_: str) -> set[str]:
        """Name a type and all above it."""
        above = (self.with_ancestors(each) for each in self.parents.get(type_, ()))
        return {type_}.union(*above)

    def ranges(self, types: list[str], name: str) -> list[str] | None:
        """Find what a property may hold in a node; None if the node may not have it."""
        for type_ in types:
            for each in self.with_ancestors(type_):
                if name in self.properties.get(each, {}):
                    return self.properties[each][name]
        return None

    def names(self) -> set[str]:
        """Name all types and properties."""
        return {*self.parents, *(name for some in self.properties.values() for name in some)}


@cache
def read_vocabulary() -> Vocabulary:
    """Read the vocabulary that is kept beside this module."""
    return msgspec.json.decode(FILE.read_bytes(), type=Vocabulary)


def load_context(url: str, _: Any) -> dict[str, Any]:
    """Give every term of the vocabulary its address, and nothing else one."""
    assert url.rstrip("/") == "https://schema.org"
    terms = {name: BASE + name for name in read_vocabulary().names()}
    return {"document": {"@context": terms}, "documentUrl": url, "contextUrl": None}


def expand(node: Any) -> Any:
    """Expand a node with a JSON-LD processor."""
    [expanded] = jsonld.expand(node, {"documentLoader": load_context})
    return expanded


def find_faults(node: Any, vocabulary: Vocabulary, place: str = "") -> Iterator[str]:
    """Find what a node, expanded by a JSON-LD processor, has that the vocabulary has not."""
    types = [each.removeprefix(BASE) for each in node.get("@type", ())]
    yield from (f"{place}: no type {each}" for each in types if each not in vocabulary.parents)
    for address, values in node.items():
        name = address.removeprefix(BASE)
        if address.startswith("@"):
            continue
        ranges = vocabulary.ranges(types, name)
        if ranges is None:
            yield f"{place}: {types} has no {name}"
            continue
        for value in values:
            yield from find_wrong_value(value, ranges, vocabulary, f"{place}/{name}")


def find_wrong_value(
    value: Any, ranges: list[str], vocabulary: Vocabulary, place: str
) -> Iterator[str]:
    """Find a value that a property may not hold."""
    if "@type" in value:
        types = [each.removeprefix(BASE) for each in value["@type"]]
        above = set().union(*map(vocabulary.with_ancestors, types))
        if not above & set(ranges):
            yield f"{place}: {types} is none of {ranges}"
        yield from find_faults(value, vocabulary, place)
    elif "@value" in value:
        text = str(value["@value"])
        known = {each for name in ranges for each in vocabulary.members.get(name, ())}
        is_member = text.removeprefix(BASE) in known
        if not (LITERALS & set(ranges) or is_member):
            yield f"{place}: {text} is none of {ranges}"


def extract(text: str) -> Vocabulary:
    """Read the vocabulary out of types for TypeScript."""
    vocabulary = Vocabulary({"Thing": []}, {}, {})
    for name, kind, above, body in INTERFACE.findall(text):
        parents = [each.removesuffix("Base") for each in above.split(", ")]
        if parents != [name] and name not in {"Thing", "Partial"}:
            vocabulary.parents[name] = [each for each in parents if each != "Partial"]
        if kind == "Base":
            found = {key: _types_in(values) for key, values in PROPERTY.findall(body)}
            vocabulary.properties[name] = found
    thing = re.search(r"interface ThingBase extends [^{]*\{(.*?)\n\}", text, re.DOTALL)
    assert thing is not None
    vocabulary.properties["Thing"] = {
        key: _types_in(values) for key, values in PROPERTY.findall(thing[1])
    }
    for name, union in ALIAS.findall(text):
        if members := sorted(set(MEMBER.findall(union))):
            vocabulary.members[name] = members
    return vocabulary


def _types_in(union: str) -> list[str]:
    return sorted({each.strip() for each in union.split("|")} - {"IdReference"})


def write(vocabulary: Vocabulary) -> str:
    """Write a vocabulary as JSON, a type on each line."""
    parts = []
    for part, some in msgspec.structs.asdict(vocabulary).items():
        lines = (f'"{key}": {msgspec.json.encode(each).decode()}' for key, each in some.items())
        parts.append(f'"{part}": {{\n' + ",\n".join(lines) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    made = extract(Path(sys.argv[1]).read_text(encoding="utf-8"))
    FILE.write_text(write(made), encoding="utf-8")
