"""Random questions that a world has something to say to."""

from collections.abc import Iterator
from random import Random

from api.resources import RESOURCES, SECTIONS_OF_ARTICLE, Resource
from schema.section import BODY_FORMATS
from tests.query.naming import choose_text
from tests.query.question import Question
from tests.query.world import World

BY_TYPE = {resource.type.name: resource for resource in RESOURCES}
LIMITS = (None, None, 1, 2, 3, 5, 7, 20, 100)
MOST_RELATIONS = 8
MEMBERS_OF = {
    name: ["type", *(each for each in resource.type.document.__struct_encode_fields__)]
    for name, resource in BY_TYPE.items()
}


def ask(chance: Random, world: World) -> Question:
    """Ask something of a list."""
    resource, article = _choose_list(chance, world)
    include = choose_include(chance, resource)
    reached = reached_types(resource, include)
    body = chance.choice([None, *BODY_FORMATS] if "section" in reached else [None])
    return Question(
        type=resource.type.name,
        article=article,
        filters=tuple(_choose_filters(chance, world, resource)),
        sort=choose_sort(chance, resource),
        include=include,
        fields=tuple(_choose_fields(chance, reached, body or "blocks")),
        body=body,
        limit=chance.choice(LIMITS),
        is_counted=chance.random() < 0.3,
    )


def _choose_list(chance: Random, world: World) -> tuple[Resource, str | None]:
    articles = world.of_type("article")
    if articles and chance.random() < 0.1:
        article = chance.choice(articles)
        return SECTIONS_OF_ARTICLE, article[chance.choice(["id", "slug"])]
    return chance.choice(RESOURCES), None


def _choose_filters(
    chance: Random, world: World, resource: Resource
) -> Iterator[tuple[str, str, str]]:
    pairs = [(each, operator) for each in resource.filters for operator in each.operators]
    for each, operator in chance.sample(pairs, k=chance.choice([0, 0, 1, 1, 1, 2, 3])):
        text = choose_text(chance, world, resource.type.name, each, operator)
        if text is not None:
            yield each.name, operator, text
    narrows = resource.has_language and "list" not in resource.chooses_language
    if narrows and chance.random() < 0.2:
        yield "lang", "range", chance.choice(["en", "es", "es-US", "zh", "zh-Hant", "fi"])


def choose_sort(chance: Random, resource: Resource) -> tuple[str, ...]:
    """Choose some orders, often none."""
    names = [field.name for field in resource.sortable]
    count = min(chance.choice([0, 1, 1, 2, 3]), len(names))
    return tuple(chance.choice(["", "-"]) + name for name in chance.sample(names, k=count))


def choose_include(chance: Random, resource: Resource) -> tuple[str, ...]:
    """Choose paths that lead over 8 relations at most, half of the time none."""
    paths = list(include_paths(resource))
    count = chance.choice([0, 0, 0, 0, 1, 1, 2, 3, 5])
    chosen = chance.sample(paths, k=min(count, len(paths)))
    while len({each.partition(".")[0] for each in chosen} | set(chosen)) > MOST_RELATIONS:
        chosen.pop()
    return tuple(chosen)


def include_paths(resource: Resource) -> Iterator[str]:
    """List all relations, and theirs behind a dot."""
    for relation in resource.relations:
        yield relation.name
        for further in BY_TYPE[relation.target.name].relations:
            yield f"{relation.name}.{further.name}"


def reached_types(resource: Resource, include: tuple[str, ...]) -> list[str]:
    """List the types whose documents can be in an answer."""
    names = [resource.type.name]
    for path in include:
        type_ = resource.type.name
        for step in path.split("."):
            relation = BY_TYPE[type_].relation(step)
            assert relation is not None
            type_ = relation.target.name
            names.append(type_)
    return list(dict.fromkeys(names))


def _choose_fields(
    chance: Random, types: list[str], body: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Choose some members of some types; of the forms of a body only the one that is sent."""
    other_forms = {*BODY_FORMATS} - {body}
    for type_ in types:
        if chance.random() < 0.15:
            names = [each for each in MEMBERS_OF[type_] if each not in other_forms]
            yield type_, tuple(chance.sample(names, k=chance.randint(1, 4)))
