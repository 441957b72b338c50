"""Cursors as positions: which list they are of, and where they stand when nothing is there."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from random import Random
from typing import Any

import msgspec
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from tests.client import Answer
from tests.http.envelopes import decode_all, open_page
from tests.query.asking import BY_TYPE, ask
from tests.query.model.values import NUMBERS, ORDERS, Json, read_value
from tests.query.question import Question
from tests.query.scene import Scene

CHANCES = st.randoms(use_true_random=False)
TEN = settings(
    max_examples=10,
    derandomize=True,
    deadline=None,
    # Of most questions the first page is the only one; asking anew is quick.
    suppress_health_check=[HealthCheck.filter_too_much],
)
TEXTS = ("", " ", "\0", "a", "neck", "\ud7ff", "\ue000", "\U0010ffff", "zz", "'", '"', "~" * 200)
NUMBERS_ANYWHERE = (-(2**63) + 1, -10_000, -1, 0, 1, 2, 1999, 2**53, 2**63 - 1)
IDS = ("", "a", "art_", "sec_zzzzzzzzzz", "top_0000000000", "zzz", "\U0010ffff", "\0")


def read_cursor(cursor: str) -> Any:
    """Look inside a cursor: the name of its list, and the values with the id."""
    return msgspec.json.decode(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))


def write_cursor(inside: Any) -> str:
    """Write a cursor of our own."""
    return urlsafe_b64encode(msgspec.json.encode(inside)).rstrip(b"=").decode()


def ask_after(scene: Scene, question: Question, cursor: str) -> Answer:
    """Ask for what comes behind a position."""
    target = question.target()
    return scene.client.get(f"{target}{'&' if '?' in target else '?'}after={cursor}")


def first_cursor(scene: Scene, question: Question) -> str:
    """Take the cursor of the first page of a list with more than one."""
    note(question.target())
    answer = scene.client.get(question._replace(limit=1).target())
    assume(answer.status == 200 and "after" in answer.json()["page"])
    return str(answer.json()["page"]["after"])


def name_list(scene: Scene, question: Question) -> Any:
    """Say which list is asked for, not what is sent of it."""
    article = question.article and scene.oracle.model.find("article", question.article)
    order = question.sort or tuple(ORDERS[question.type])
    return question.type, article, sorted(question.filters), order


@given(chance=CHANCES)
@TEN
def test_a_cursor_belongs_to_one_list(scene: Scene, chance: Random) -> None:
    """Another type, article, filter or order is another list; members and sizes are not."""
    one, other = ask(chance, scene.world), ask(chance, scene.world)
    parts = chance.sample(list(Question._fields), k=chance.randint(1, 4))
    changed = one._replace(**{name: getattr(other, name) for name in parts})
    changed = changed if is_legal(changed) else other
    cursor = first_cursor(scene, one)
    note(changed.target())

    answer = ask_after(scene, changed, cursor)

    if name_list(scene, one) == name_list(scene, changed):
        assert answer.status == 200 or answer.json()["code"] == "too-much-asked"
    else:
        assert (answer.status, answer.json()["code"]) == (400, "bad-cursor")
        assert answer.json()["parameter"] == "after"


def is_legal(question: Question) -> bool:
    """Whether all parts of a question are about the same type."""
    resource = BY_TYPE[question.type]
    relations = [resource.relation(path.partition(".")[0]) for path in question.include]
    is_known = all(relations) and not question.fields and question.body is None
    fields = {field.name for field in resource.sortable}
    filters = {(each.name, operator) for each in resource.filters for operator in each.operators}
    return (
        is_known
        and (question.article is None or question.type == "section")
        and {order.removeprefix("-") for order in question.sort} <= fields
        and {(name, operator) for name, operator, _ in question.filters} <= filters
    )


@given(chance=CHANCES)
@TEN
def test_a_cursor_may_stand_anywhere(scene: Scene, chance: Random) -> None:
    """What comes behind a position does not depend on a document being there."""
    question = ask(chance, scene.world)._replace(include=(), fields=(), body=None, limit=100)
    digest, values = read_cursor(first_cursor(scene, question))
    orders = question.sort or tuple(ORDERS[question.type])
    position = [draw_value(scene, chance, question, order) for order in orders]
    id_ = chance.choice([values[-1], *IDS, *scene.world.documents])
    note(f"{position} {id_!r}")

    answer = ask_after(scene, question, write_cursor([digest, [*position, id_]]))

    found = scene.oracle.select(question)
    behind = [each for each in found if is_behind(each, orders, position, id_)]
    assert [each["id"] for each in decode_all(list(map(bytes, open_page(answer).data)))] == [
        each["id"] for each in behind[:100]
    ]


def draw_value(scene: Scene, chance: Random, question: Question, order: str) -> Any:
    """Draw a value of a field that there is, or any other."""
    name = order.removeprefix("-")
    known = [read_value(each, name) for each in scene.world.of_type(question.type)]
    anywhere = NUMBERS_ANYWHERE if name in NUMBERS else TEXTS
    return chance.choice([chance.choice(known), chance.choice(anywhere)])


def is_behind(document: Json, orders: tuple[str, ...], position: list[Any], id_: str) -> bool:
    """Whether a document comes behind a position."""
    for order, sought in zip(orders, position, strict=True):
        value = read_value(document, order.removeprefix("-"))
        if value == sought:
            continue
        if value is None or sought is None:
            return value is None
        return bool(value < sought if order.startswith("-") else value > sought)
    return bool(document["id"] > id_)
