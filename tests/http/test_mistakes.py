"""Every mistake that can be made in what is declared: 400, named, explained, and free of charge."""

from collections.abc import Callable, Iterator

import pytest

from api.resources import Resource
from api.store.release import Release
from tests.client import Client

from . import mistakes
from .cases import EACH_RESOURCE
from .mistakes import Mistake
from .problems import assert_problem

EACH_KIND = pytest.mark.parametrize(
    "make",
    [
        mistakes.unknown_filters,
        mistakes.unknown_operators,
        mistakes.malformed_filters,
        mistakes.unsortable_fields,
        mistakes.unknown_members,
        mistakes.unknown_relations,
        mistakes.wrong_values,
        mistakes.repeated,
    ],
)


@EACH_RESOURCE
@EACH_KIND
def test_a_mistake_is_named_and_a_suggestion_mends_it(
    make: Callable[[Resource], Iterator[Mistake]],
    resource: Resource,
    own_client: Client,
    release: Release,
) -> None:
    """With `parameter`, `allowed` where it can be listed, and before anything is read."""
    statements: list[str] = []
    release.trace = statements.append
    for mistake in make(resource):
        answer = own_client.get(f"{resource.type.path}?{mistake.query}")

        problem = assert_problem(own_client, answer, 400, mistake.code)
        assert problem["parameter"] == mistake.parameter, mistake
        assert mistake.allowed in (None, problem.get("allowed")), mistake
        assert not statements, mistake
        if "suggestion" in problem and mistake.right:
            right = mistake.right.replace("SUGGESTION", problem["suggestion"])
            mended = own_client.get(f"{resource.type.path}?{right}")
            assert mended.status == 200 or mended.json()["code"] != mistake.code, mistake
            statements.clear()
