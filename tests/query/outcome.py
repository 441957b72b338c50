"""What comes of a call: a value, or the error of ours that was raised. Nothing else is caught."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from api.errors import ApiError

P = ParamSpec("P")
T = TypeVar("T")


def attempt(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | ApiError:
    """Call, and give an error of ours back like a value."""
    try:
        return call(*args, **kwargs)
    except ApiError as error:
        return error
