from collections.abc import Iterator
from random import Random

import msgspec
import pytest

from tests.http.problems import assert_problem
from tests.query.model.values import Json
from tests.query.question import Question
from tests.query.scene import Scene, stage
from tests.query.world import World, make_world
from tests.query.world.world import STRUCTS

TEXTS = {
    "article": "title",
    "study": "title country",
    "practitioner": "name location.city",
    "service_bundle": "title",
    "topic": "name",
}
"""Texts that lists are sorted by, and that have no form of their own."""
WIDE = "\U0001f9d8"


def lengthen(world: World, character: str, size: int = 200) -> World:
    """Give all practitioners a name and a city of one long text, and differing first letters."""
    long = {}
    for number, each in enumerate(world.of_type("practitioner")):
        text = f"{number}{character * (size - 1)}"
        long[each["id"]] = each | {"name": text, "location": {"city": text}}
    return World(world.documents | long, {})


@pytest.fixture(scope="session", params=["x", '"', "é", WIDE], ids=ascii)
def long(request: pytest.FixtureRequest) -> Iterator[Scene]:
    """A world whose practitioners have long names."""
    with stage(lengthen(make_world(Random(3), has_all_types=True), request.param)) as scene:
        yield scene


def test_the_longest_values_can_be_walked(long: Scene) -> None:
    """A cursor with one text fits an address, whatever its characters."""
    for order in ("name", "-city"):
        question = Question("practitioner", sort=(order,), limit=1)

        assert long.oracle.check_walk(long.client, question) == len(
            long.world.of_type("practitioner")
        )


def test_no_address_is_given_that_would_be_refused(long: Scene) -> None:
    """Two long texts and a long list of ids do not fit an address: that is said at once."""
    ids = ",".join(each["id"] for each in long.world.of_type("practitioner"))
    padding = ",".join(f"prc_{number:010}" for number in range(70))
    filters = (("id", "in", f"{ids},{padding}"),)
    question = Question("practitioner", filters=filters, sort=("name", "city"), limit=1)

    answer = long.client.get(question.target())

    if answer.status == 200:
        assert long.client.get(answer.json()["page"]["next"]).status == 200
    else:
        problem = assert_problem(long.client, answer, 400, "too-much-asked")
        assert (problem["parameter"], problem["limit"]) == ("after", 2048)


@pytest.mark.parametrize(
    ("type_", "path"), [(type_, path) for type_, paths in TEXTS.items() for path in paths.split()]
)
def test_what_lists_are_sorted_by_has_a_bound(type_: str, path: str, full: Scene) -> None:
    """A text of 200 characters is a valid one, a longer one is not."""
    first, _, second = path.partition(".")
    for size in (200, 201):
        text = "x" * size
        document = full.world.of_type(type_)[0] | {first: {second: text} if second else text}

        assert is_valid(document) == (size == 200)


def is_valid(document: Json) -> bool:
    try:
        msgspec.convert(document, STRUCTS[document["type"]])
    except msgspec.ValidationError:
        return False
    return True
