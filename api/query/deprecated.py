"""What a request asks for that will go away."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from urllib.parse import parse_qsl

from api.query.filters import canonical_name
from api.query.include import RESOURCES_BY_TYPE
from api.query.parameters import Parameter, parameters_of
from api.resources.deprecation import Deprecation
from api.resources.resource import Resource, Shape

Words = Mapping[str, Deprecation]
"""What is deprecated: parameters by their names, values as `include=topics`."""

LISTS = ("include", "sort")
"""Parameters whose values name what may be deprecated."""


def find_deprecated(resource: Resource, shape: Shape, query: bytes) -> list[Deprecation]:
    """List the ends of what a request for documents asks for."""
    ends = find_deprecated_words(deprecated_words(resource, shape), query)
    return [resource.deprecation, *ends] if resource.deprecation else ends


def find_deprecated_words(words: Words, query: bytes) -> list[Deprecation]:
    """List the ends of what is asked for. Costs nothing where nothing ends."""
    return [words[word] for word in _words_of(query) if word in words] if words else []


def _words_of(query: bytes) -> Iterator[str]:
    for name, value in parse_qsl(query.decode("ascii"), keep_blank_values=True):
        yield canonical_name(name)
        if name in LISTS:
            yield from (f"{name}={part.removeprefix('-')}" for part in value.split(","))


@cache
def deprecated_words(resource: Resource, shape: Shape) -> Words:
    """List what is deprecated of what a resource can be asked."""
    words: dict[str, Deprecation | None] = {
        **deprecated_names(parameters_of(resource, shape)),
        **{f"sort={field.name}": field.deprecation for field in resource.sortable},
    }
    for relation in resource.relations:
        words[f"include={relation.name}"] = relation.deprecation
        for further in RESOURCES_BY_TYPE[relation.target.name].relations:
            end = relation.deprecation or further.deprecation
            words[f"include={relation.name}.{further.name}"] = end
    return {word: end for word, end in words.items() if end is not None}


def deprecated_names(parameters: Iterable[Parameter]) -> Words:
    """List parameters that are deprecated themselves."""
    return {each.name: each.deprecation for each in parameters if each.deprecation is not None}
