"""A question to a list, as a value: what is asked, and the addresses that ask it."""

from random import Random
from typing import NamedTuple
from urllib.parse import quote, quote_plus, urlencode

from api.resources import RESOURCES

PATHS = {resource.type.name: resource.type.path for resource in RESOURCES}
NAME_CHARACTERS = "!$'()*,:;/@?[]~"
"""Characters that may stand in a query as they are, or percent-encoded."""


class Question(NamedTuple):
    """What is asked of a list."""

    type: str
    article: str | None = None
    """Name of the article whose sections are listed, if they are."""
    filters: tuple[tuple[str, str, str], ...] = ()
    """Name, operator and text."""
    sort: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Members to send, by type."""
    body: str | None = None
    limit: int | None = None
    is_counted: bool = False

    @property
    def path(self) -> str:
        """The path of the list."""
        return PATHS[self.type] if self.article is None else f"/v1/articles/{self.article}/sections"

    @property
    def size(self) -> int:
        """How many documents a page has at most."""
        return self.limit or (20 if self.article is None else 100)

    def members(self, type_: str) -> tuple[str, ...] | None:
        """List the members that are sent of a type; None if all are."""
        return dict(self.fields).get(type_)

    def parameters(self) -> list[tuple[str, str]]:
        """List the parameters, in no particular order."""
        lists = {"sort": self.sort, "include": self.include}
        lists |= {f"fields[{type_}]": members for type_, members in self.fields}
        single = {"body": self.body, "limit": self.limit, "count": "exact" * self.is_counted}
        return [
            *((write_filter(name, operator), text) for name, operator, text in self.filters),
            *((name, ",".join(values)) for name, values in lists.items() if values),
            *((name, str(value)) for name, value in single.items() if value),
        ]

    def target(self) -> str:
        """Write the address in a plain way."""
        parameters = urlencode(self.parameters())
        return f"{self.path}?{parameters}" if parameters else self.path

    def other_target(self, chance: Random) -> str:
        """Write an address that asks the same in another way."""
        parameters = self.parameters()
        chance.shuffle(parameters)
        written = [
            f"{_rewrite(name, chance)}={_encode(value, chance)}" for name, value in parameters
        ]
        return f"{self.path}?{'&'.join(written)}"


def write_filter(name: str, operator: str) -> str:
    """Name the parameter of a filter."""
    if operator == "range":
        return name
    return f"filter[{name}]" if operator == "eq" else f"filter[{name}][{operator}]"


def _rewrite(name: str, chance: Random) -> str:
    is_plain = name.startswith("filter[") and name.count("[") == 1
    return _encode(name + "[eq]" * (is_plain and chance.random() < 0.5), chance)


def _encode(text: str, chance: Random) -> str:
    """Percent-encode what must be, or more, or everything."""
    way = chance.randrange(4)
    if way == 0:
        return "".join(f"%{byte:02x}" for byte in text.encode())
    if way == 1:
        return quote_plus(text, safe=NAME_CHARACTERS)
    return quote(text, safe=NAME_CHARACTERS if way == 2 else "")
