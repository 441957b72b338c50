from collections.abc import Iterator
from random import Random

import pytest

from api.resources import Resource
from tests.client import Answer
from tests.http.cases import EACH_RESOURCE
from tests.http.problems import assert_problem
from tests.query.asking import include_paths
from tests.query.question import Question
from tests.query.scene import Scene, stage
from tests.query.world.wide import make_wide_world

SUGGESTED = {
    ("article", "references"): 40,
    ("article", "sections"): 58,
    ("article", "sections,references"): 23,
    ("article", "references,topics,sections"): 23,
}
"""Per article there are 50 references and 34 sections, and 2,000 documents may be included."""


@pytest.fixture(scope="module")
def wide() -> Iterator[Scene]:
    """A world in which few documents lead to many."""
    with stage(make_wide_world()) as scene:
        yield scene


@pytest.fixture
def statements(wide: Scene) -> Iterator[list[str]]:
    """What is read from the release."""
    statements: list[str] = []
    wide.serving.loaded.release.trace = statements.append
    yield statements
    wide.serving.loaded.release.trace = None


@pytest.mark.parametrize(("asked", "limit"), SUGGESTED.items(), ids=str)
def test_the_limit_that_is_suggested_does_for_every_page(
    asked: tuple[str, str], limit: int, wide: Scene, statements: list[str]
) -> None:
    """It is the largest one that does; what is larger is refused before anything is read."""
    question = Question(asked[0], include=tuple(asked[1].split(",")), limit=limit)
    for larger in (limit + 1, 100):
        answer = wide.client.get(question._replace(limit=larger).target())

        problem = assert_problem(wide.client, answer, 400, "too-much-asked")
        assert (problem["parameter"], problem["limit"]) == ("include", 2000)
        assert problem["suggestion"] == f"limit={limit}"
    assert not statements
    assert wide.oracle.check_walk(wide.client, question) == -(-count(wide, asked[0]) // limit)


def count(wide: Scene, type_: str) -> int:
    return len(wide.world.of_type(type_))


@pytest.mark.parametrize("include", ["articles.sections", "articles.sections,broader"])
def test_no_limit_is_suggested_that_might_not_do(include: str, wide: Scene) -> None:
    """Where one document leads to too many, it is refused alone, too."""
    problems = [
        assert_problem(wide.client, wide.client.get(f"/v1/topics{asked}include={include}"), 400)
        for asked in ("?limit=2&", "?limit=1&", f"/{wide.world.of_type('topic')[0]['slug']}?")
    ]

    assert [each["code"] for each in problems] == ["too-much-asked"] * 3
    assert not any("suggestion" in each for each in problems)
    assert "limit=" not in problems[0]["detail"]


def test_one_document_may_include_what_it_really_leads_to(wide: Scene) -> None:
    """60 articles that cite the same 50 texts are 110 documents, not 3,000."""
    question = Question("topic", include=("articles.references",), limit=1)

    assert wide.oracle.check(wide.client, question)
    assert refused(wide.client.get(question._replace(limit=2).target()))


def refused(answer: Answer) -> bool:
    return bool(answer.status == 400 and answer.json()["code"] == "too-much-asked")


@EACH_RESOURCE
def test_at_most_8_relations_are_followed(
    resource: Resource, wide: Scene, statements: list[str]
) -> None:
    """A path of two follows two; the ninth is refused before anything is read."""
    paths = list(include_paths(resource))
    chance = Random(8)
    for size in range(1, 10):
        for _ in range(5):
            chosen = chance.sample(paths, k=min(size, len(paths)))
            followed = {each.partition(".")[0] for each in chosen} | set(chosen)
            answer = wide.client.get(f"{resource.type.path}?limit=1&include={','.join(chosen)}")

            if len(followed) > 8:
                problem = assert_problem(wide.client, answer, 400, "too-much-asked")
                assert (problem["parameter"], problem["limit"]) == ("include", 8)
                assert not statements
            statements.clear()
