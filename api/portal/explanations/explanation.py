"""What is said about a problem, and how its example is made."""

from collections.abc import Callable

import msgspec

from api.errors import ApiError
from api.query.parse import parse_list_query
from api.resources.resource import Resource


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """What a developer wants to know who got a problem."""

    advice: str
    request: str
    """What was asked: method and address, and below them the header fields that matter."""
    example: Callable[[], ApiError]
    is_everywhere: bool = True
    """Whether every server answers the request so, whatever it holds."""

    @property
    def target(self) -> str | None:
        """The address, if a link to it gets the example from any server."""
        method, _, target = self.request.partition(" ")
        is_link = self.is_everywhere and method == "GET" and "\n" not in target
        return target if is_link else None


def raised(refuse: Callable[[], object]) -> ApiError:
    """Give the error that a request is refused with."""
    try:
        refuse()
    except ApiError as error:
        return error
    raise AssertionError("an example must be refused")


def explain_query(resource: Resource, query: str, advice: str) -> Explanation:
    """Explain what is wrong with the parameters of a list."""
    return Explanation(
        advice=advice,
        request=f"GET {resource.type.path}?{query}",
        example=lambda: raised(lambda: parse_list_query(resource, query.encode())),
    )


def explain_document(request: str, advice: str, example: Callable[[], ApiError]) -> Explanation:
    """Explain what depends on the content of a server."""
    return Explanation(advice=advice, request=request, example=example, is_everywhere=False)
