"""Surrogate keys: the names under which a cache can be told to let go of answers.

An answer is named by the id of each document in it, and by `list-<type>` for each
type of which any other document could change it. So whoever publishes purges, for
each change in the ledger, the id and the key of the type.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from api.embeds.parameters import OEMBED_PATH
from api.resources import RESOURCES
from schema.article import ARTICLE
from schema.header import MAX_KEYS

TYPE_KEYS = {resource.type.name: resource.type.list_key for resource in RESOURCES}


def name_keys(ids: Mapping[str, Sequence[str]], types: Collection[str] = ()) -> tuple[str, ...]:
    """Name what an answer is let go by: ids, and types of which any document counts.

    Where there are too many, the ids of the type that has most of them make way for its key.

    Args:
        ids: Ids of the documents in it, by type.
        types: Types of which any other document could change it.

    >>> name_keys({"topic": ["top_1", "top_2"], "article": ["art_1"]}, ["topic"])
    ('list-topics', 'top_1', 'top_2', 'art_1')
    """
    if len(ids) == 1 and not types:
        [some] = ids.values()
        if len(some) == 1:
            return (*some,)
    groups = {type_: dict.fromkeys(some) for type_, some in ids.items()}
    whole = {TYPE_KEYS[type_] for type_ in types}
    while len(whole) + sum(map(len, groups.values())) > MAX_KEYS:
        largest = max(sorted(groups), key=lambda type_: len(groups[type_]))
        del groups[largest]
        whole.add(TYPE_KEYS[largest])
    return (*sorted(whole), *chain.from_iterable(groups.values()))


def keys_of_absence(path: str) -> tuple[str, ...]:
    """Name what the news is let go by that a document is not at a path."""
    for resource in RESOURCES:
        if path.startswith(f"{resource.type.path}/"):
            return (TYPE_KEYS[resource.type.name],)
    return (TYPE_KEYS[ARTICLE.name],) if path == OEMBED_PATH else ()
