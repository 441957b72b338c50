"""Random texts of filters, near to what there is."""

from random import Random
from typing import Any

from api.resources.field import Field
from api.resources.resource import Filter, Relation
from tests.query.model.values import read_value
from tests.query.world import World
from tests.query.world.texts import LANGUAGES

LONGEST = 200
"""Characters that a filter takes."""


def choose_text(
    chance: Random, world: World, type_: str, each: Filter, operator: str
) -> str | None:
    """Choose the text of a filter; None if there is nothing to name."""
    if operator == "exists":
        return chance.choice(["true", "false"])
    count = chance.randint(1, 5) if operator == "in" else 1
    texts = [_choose_one(chance, world, type_, each, operator) for _ in range(count)]
    return ",".join(dict.fromkeys(text for text in texts if text)) or None


def _choose_one(chance: Random, world: World, type_: str, each: Filter, operator: str) -> str:
    if isinstance(each.of, Relation):
        return _name_target(chance, world, each.of.target.name)
    if not isinstance(each.of, Field):
        return _identify(chance, world.of_type(type_), each.name)
    values = [read_value(document, each.name) for document in world.of_type(type_)]
    known = [value for value in values if value is not None]
    value: Any = chance.choice(known) if known else each.of.example
    if each.of.kind == "number":
        return str(value + chance.choice([0, 0, 0, 1, -1]))
    if each.of.kind == "flag":
        return chance.choice(["true", "false"])
    return _vary_text(chance, each.of, operator, str(value))


def _vary_text(chance: Random, field: Field, operator: str, value: str) -> str:
    """Take a value as it is, or one beside it."""
    if operator == "prefix":
        return value[: chance.choice([1, 1, 2, 3, 5, LONGEST])]
    others: dict[str, tuple[str, ...]] = {
        "choice": field.choices,
        "language": LANGUAGES,
        "text": (f"{value}x"[:LONGEST], value[:-1] or value),
        "day": tuple(f"{value[:3]}{digit}{value[4:]}" for digit in "048"),
    }
    kind = "day" if field.kind == "moment" else field.kind
    return chance.choice([value, value, chance.choice(others[kind])])


def _name_target(chance: Random, world: World, type_: str) -> str:
    """Name a document by id, slug or former slug; one in fifty does not exist."""
    if chance.random() < 0.02:
        return "nobody"
    former = [slug for (of_type, slug) in world.former if of_type == type_]
    named = [each[name] for each in world.of_type(type_) for name in ("id", "slug")]
    return str(chance.choice([*former, *named])) if named else ""


def _identify(chance: Random, documents: list[Any], name: str) -> str:
    """Name a document of a list by id or slug, or none of it."""
    if not documents or chance.random() < 0.2:
        return chance.choice(["nobody", "top_0000000000", "neck", "0"])
    document = chance.choice(documents)
    return str(document[chance.choice([name, name, name, "slug", "id"])])
