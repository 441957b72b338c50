"""The API compared with a naive model of itself: on random worlds, with random questions."""

from random import Random

from hypothesis import given, note, settings
from hypothesis import strategies as st

from api.resources import RESOURCES, Resource
from tests.http.cases import EACH_RESOURCE
from tests.query.asking import ask
from tests.query.model.links import OWN, PLURALS, REVERSE, TARGETS, relation_of_filter
from tests.query.model.values import MEMBERS, ORDERS
from tests.query.question import Question
from tests.query.scene import Scene

CHANCES = st.randoms(use_true_random=False)
SIXTY = settings(max_examples=60, derandomize=True, deadline=None)
FEW = settings(max_examples=20, derandomize=True, deadline=None)


def ask_aloud(scene: Scene, chance: Random) -> Question:
    """Ask something, and show it if the answer is wrong."""
    question = ask(chance, scene.world)
    note(question.target())
    return question


@given(chance=CHANCES)
@SIXTY
def test_an_answer_is_what_the_model_says(scene: Scene, chance: Random) -> None:
    """Filters, order, count, members and included documents, byte for byte, or why not."""
    scene.oracle.check(scene.client, ask_aloud(scene, chance))


@given(chance=CHANCES)
@FEW
def test_every_page_of_a_walk_is_what_the_model_says(scene: Scene, chance: Random) -> None:
    """Each page starts where the one before ended, and the last one says that it is."""
    scene.oracle.check_walk(scene.client, ask_aloud(scene, chance))


@given(chance=CHANCES)
@FEW
def test_a_document_is_what_the_model_says(scene: Scene, chance: Random) -> None:
    """Alone, too: what is included, in which form, with which members."""
    question = ask_aloud(scene, chance)

    for document in scene.world.of_type(question.type)[:3]:
        scene.oracle.check_document(scene.client, question, document["id"])


@EACH_RESOURCE
def test_the_model_knows_what_may_be_asked(resource: Resource) -> None:
    """Its tables are written by hand; a field or relation that it lacks would not be compared."""
    type_ = resource.type.name

    assert [field.name for field in resource.all_fields] == list(MEMBERS[type_])
    assert list(resource.order) == ORDERS[type_]
    relations = {each.name: each.target.name for each in resource.relations}
    assert relations == {name: TARGETS[name] for name in (*OWN[type_], *REVERSE[type_])}
    own_filters = {*MEMBERS[type_], "id", "slug", "topic"}
    for each in resource.filters:
        assert each.name in own_filters or relation_of_filter(type_, each.name) in relations


def test_the_model_knows_all_types() -> None:
    """And what their documents are called together."""
    assert {each.type.name: each.type.plural for each in RESOURCES} == PLURALS
