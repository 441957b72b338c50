"""Including: include=sections,studies.references, from text to a tree two levels deep."""

import msgspec

from api.errors import RepeatedParameter, TooMuchAsked, UnknownRelation
from api.resources import RESOURCES
from api.resources.resource import Relation, Resource
from schema.document import ResourceType
from schema.section import SECTION

MAX_STATEMENTS = 8
"""Relations that one answer may follow; each is one statement."""

RESOURCES_BY_TYPE = {resource.type.name: resource for resource in RESOURCES}


class Include(msgspec.Struct, frozen=True, kw_only=True):
    """A relation to follow, and those to follow from what it leads to."""

    relation: Relation
    include: tuple[Relation, ...] = ()


def include_paths(resource: Resource) -> list[str]:
    """List everything that can be included: relations, and theirs behind a dot."""
    paths = []
    for relation in resource.relations:
        further = RESOURCES_BY_TYPE[relation.target.name].relations
        paths += [relation.name, *(f"{relation.name}.{each.name}" for each in further)]
    return paths


def includable(resource: Resource) -> list[Resource]:
    """List the resources whose documents can be included, each once."""
    near = [RESOURCES_BY_TYPE[each.target.name] for each in resource.relations]
    far = [RESOURCES_BY_TYPE[each.target.name] for one in near for each in one.relations]
    return list({each.type.name: each for each in (*near, *far)}.values())


def paths_to_sections(resource: Resource) -> list[str]:
    """List what can be included so that sections are in the answer, the shortest way first."""
    paths = [path for path in include_paths(resource) if _target_of(resource, path) is SECTION]
    return sorted(paths, key=lambda path: path.count("."))


def _target_of(resource: Resource, path: str) -> ResourceType:
    relation, further = _resolve(resource, path)
    return further[0].target if further else relation.target


def parse_include(resource: Resource, text: str | None) -> tuple[Include, ...]:
    """Read include=sections,studies.references; the order is the client's.

    A path includes what it leads over: `studies.references` sends the studies, too.

    >>> from api.resources import RESOURCES
    >>> [each.relation.name for each in parse_include(RESOURCES[0], "sections,studies.references")]
    ['sections', 'studies']

    Raises:
        UnknownRelation: The resource has no such relation, or what it leads to has not.
        RepeatedParameter: A path is named twice.
        TooMuchAsked: More relations would be followed than an answer may.
    """
    if text is None:
        return ()
    paths = text.split(",")
    followed: dict[Relation, list[Relation]] = {}
    for place, path in enumerate(paths):
        first, further = _resolve(resource, path)
        if path in paths[:place]:
            raise RepeatedParameter("include", path)
        followed.setdefault(first, []).extend(further)
    if sum(1 + len(further) for further in followed.values()) > MAX_STATEMENTS:
        raise TooMuchAsked("include", "relations", MAX_STATEMENTS)
    return tuple(
        Include(relation=first, include=tuple(further)) for first, further in followed.items()
    )


def _resolve(resource: Resource, path: str) -> tuple[Relation, list[Relation]]:
    name, dot, further_name = path.partition(".")
    relation = resource.relation(name)
    if relation is None:
        raise UnknownRelation(name, [each.name for each in resource.relations])
    if not dot:
        return relation, []
    far = RESOURCES_BY_TYPE[relation.target.name]
    further = far.relation(further_name)
    if further is None:
        raise UnknownRelation(path, [f"{name}.{each.name}" for each in far.relations])
    return relation, [further]


def reached_types(resource: Resource, include: tuple[Include, ...]) -> list[Resource]:
    """List the resources whose documents can be in an answer, each once."""
    names = [resource.type.name]
    for each in include:
        names += [each.relation.target.name, *(further.target.name for further in each.include)]
    return [RESOURCES_BY_TYPE[name] for name in dict.fromkeys(names)]
