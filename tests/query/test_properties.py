"""What holds for all questions, whatever the documents are."""

from functools import partial
from itertools import groupby
from random import Random
from typing import Any

import msgspec
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from api.resources.resource import Filter
from tests.http.envelopes import open_document, open_page
from tests.query.asking import BY_TYPE, ask, choose_sort
from tests.query.model.values import Json, read_value
from tests.query.naming import choose_text
from tests.query.question import Question
from tests.query.scene import Scene
from tests.query.walks import read_all, read_ids, read_pages

CHANCES = st.randoms(use_true_random=False)
TEN = settings(max_examples=10, derandomize=True, deadline=None)
LIMITS = (1, 2, 3, 7)


def ask_plainly(scene: Scene, chance: Random) -> Question:
    """Ask something that is answered, of whole documents alone."""
    question = ask(chance, scene.world)._replace(include=(), fields=(), body=None)
    note(question.target())
    assume(scene.oracle.refusal(question) is None)
    return question


def choose_filter(chance: Random, question: Question, *operators: str) -> Filter:
    """Choose a filter that takes some operators."""
    filters = BY_TYPE[question.type].filters
    able = [each for each in filters if {*operators} <= {*each.operators}]
    assume(able)
    return chance.choice(able)


def choose_value(scene: Scene, chance: Random, question: Question, each: Filter) -> str:
    """Choose a value that there is a document for, if it names one."""
    text = choose_text(chance, scene.world, question.type, each, "eq")
    assume(text is not None and text != "nobody")
    return str(text)


def select(scene: Scene, question: Question, *more: tuple[str, str, str]) -> set[str]:
    """Find the ids of all documents that pass more filters."""
    known = {(name, operator) for name, operator, _ in question.filters}
    assume(not known & {(name, operator) for name, operator, _ in more})
    return set(read_ids(scene.client, question._replace(filters=(*question.filters, *more))))


@given(chance=CHANCES)
@TEN
def test_pages_make_up_the_whole(scene: Scene, chance: Random) -> None:
    """Whatever their size, each document comes once and where it came before."""
    question = ask_plainly(scene, chance)
    whole = read_ids(scene.client, question)

    pages = list(read_pages(scene.client, question._replace(limit=chance.choice(LIMITS))))

    assert [msgspec.json.decode(raw)["id"] for page in pages for raw in page.data] == whole
    assert len(set(whole)) == len(whole)
    assert all(page.data for page in pages) or not whole


@given(chance=CHANCES)
@TEN
def test_one_more_filter_lets_no_more_through(scene: Scene, chance: Random) -> None:
    """Filters are joined by and."""
    question = ask_plainly(scene, chance)
    each = choose_filter(chance, question, "eq")
    more = (each.name, "eq", choose_value(scene, chance, question, each))

    narrow = select(scene, question, more)

    assert narrow == select(scene, question) & select(scene, question._replace(filters=()), more)


@given(chance=CHANCES)
@TEN
def test_a_value_and_its_opposite_part_a_list(scene: Scene, chance: Random) -> None:
    """Each document passes exactly one of eq and ne, also without a value."""
    question = ask_plainly(scene, chance)
    each = choose_filter(chance, question, "eq", "ne")
    value = choose_value(scene, chance, question, each)

    equal = select(scene, question, (each.name, "eq", value))
    other = select(scene, question, (each.name, "ne", value))

    assert not equal & other
    assert equal | other == select(scene, question)


@given(chance=CHANCES)
@TEN
def test_a_list_of_values_is_the_union_of_each(scene: Scene, chance: Random) -> None:
    """`in` is eq, said several times."""
    question = ask_plainly(scene, chance)
    each = choose_filter(chance, question, "in")
    values = {choose_value(scene, chance, question, each) for _ in range(3)}

    united = select(scene, question, (each.name, "in", ",".join(values)))

    assert united == set().union(
        *(select(scene, question, (each.name, "eq", value)) for value in values)
    )


@given(chance=CHANCES)
@TEN
def test_a_bound_parts_what_has_a_value(scene: Scene, chance: Random) -> None:
    """Less, equal and greater share no document; together they are all that have a value."""
    question = ask_plainly(scene, chance)
    each = choose_filter(chance, question, "eq", "gt", "gte", "lt", "lte")
    value = choose_value(scene, chance, question, each)

    found = {
        operator: select(scene, question, (each.name, operator, value))
        for operator in ("eq", "gt", "gte", "lt", "lte")
    }

    assert found["gte"] == found["gt"] | found["eq"]
    assert found["lte"] == found["lt"] | found["eq"]
    assert not found["lt"] & found["gte"]
    assert not found["gt"] & found["lte"]
    exists = [(each.name, "exists", "true")] if "exists" in each.operators else []
    assert found["lt"] | found["gte"] == select(scene, question, *exists)


@given(chance=CHANCES)
@TEN
def test_a_total_is_the_length_of_the_walk(scene: Scene, chance: Random) -> None:
    """It is the same on every page, and is there only if it was asked for."""
    question = ask_plainly(scene, chance)._replace(limit=chance.choice(LIMITS))
    counted = question._replace(is_counted=True)

    plain = list(read_pages(scene.client, question._replace(is_counted=False)))
    pages = list(read_pages(scene.client, counted))

    assert {page.page["total"] for page in pages} == {sum(len(page.data) for page in pages)}
    assert not any("total" in page.page for page in plain)
    assert [page.data for page in plain] == [page.data for page in pages]


@given(chance=CHANCES)
@TEN
def test_members_and_includes_change_nothing_else(scene: Scene, chance: Random) -> None:
    """The same documents come on the same pages, and what is sent of them is the same."""
    question = ask(chance, scene.world)
    assume(scene.oracle.refusal(question) is None)
    note(question.target())
    plain = question._replace(include=(), fields=(), body=None)

    rich = open_page(scene.client.get(question.target()))
    bare = open_page(scene.client.get(plain.target()))

    for one, other in zip(rich.data, bare.data, strict=True):
        sent, whole = msgspec.json.decode(one), msgspec.json.decode(other)
        assert {name: whole.get(name, sent[name]) for name in sent} == sent
        assert list(sent) == [name for name in (*whole, *BODY) if name in sent]
    assert rich.page.get("after") == bare.page.get("after")
    assert rich.page.keys() == bare.page.keys()


BODY = ("html", "markdown", "text")


@given(chance=CHANCES)
@TEN
def test_included_documents_are_those_of_their_own_addresses(scene: Scene, chance: Random) -> None:
    """Byte for byte, in the form and with the members that were asked for, and each once."""
    question = ask(chance, scene.world)
    assume(question.include and scene.oracle.refusal(question) is None)
    note(question.target())

    included = open_page(scene.client.get(question.target())).included

    for plural, raws in included.items():
        hrefs = [msgspec.json.decode(raw)["href"] for raw in raws]
        assert len(set(hrefs)) == len(hrefs)
        for href, raw in list(zip(hrefs, raws, strict=True))[:10]:
            assert href.startswith(f"/v1/{plural.replace('_', '-')}/")
            own = scene.client.get(own_address(scene, question, href))
            assert open_document(own).data == raw


def own_address(scene: Scene, question: Question, href: str) -> str:
    """Write the address of a document with what a question says of its type."""
    type_ = scene.world.documents[href.rpartition("/")[2]]["type"]
    body = question.body if type_ == "section" else None
    members = question.members(type_)
    fields = ((type_, members),) if members else ()
    own = Question(type_, fields=fields, body=body)
    return own.target().replace(own.path, href, 1)


@given(chance=CHANCES)
@TEN
def test_there_is_one_address_of_the_next_page(scene: Scene, chance: Random) -> None:
    """In the body and in Link; however the question was written, the answer is the same."""
    question = ask(chance, scene.world)
    note(question.target())
    plain = scene.client.get(question.target())

    other = scene.client.get(question.other_target(chance))

    assert (other.status, other.headers.get("link")) == (plain.status, plain.headers.get("link"))
    if plain.status == 200:
        assert other.body == plain.body
        following = plain.json()["page"].get("next")
        link = plain.headers.get("link", "")
        assert (f'<{following}>; rel="next"' in link) == ('rel="next"' in link) == bool(following)
        assert following is None or scene.client.get(following).status == 200


@given(chance=CHANCES)
@TEN
def test_turning_an_order_round_turns_the_values_round(scene: Scene, chance: Random) -> None:
    """What has a value comes the other way, what has none stays last; ids ascend both ways."""
    question = ask_plainly(scene, chance)
    resource = BY_TYPE[question.type]
    order = choose_sort(chance, resource)[:1] or (resource.sortable[0].name,)
    name = order[0].removeprefix("-")

    up = read_all(scene.client, question._replace(sort=(name,)))
    down = read_all(scene.client, question._replace(sort=(f"-{name}",)))

    assert sorted(each["id"] for each in up) == sorted(each["id"] for each in down)
    groups_up, groups_down = group(up, name), group(down, name)
    without = [each for each in groups_up if each[0] is None]
    assert groups_down == [each for each in groups_up[::-1] if each[0] is not None] + without


def group(documents: list[Json], name: str) -> list[tuple[Any, list[str]]]:
    """Gather neighbours with the same value."""
    groups = groupby(documents, key=partial(read_value, name=name))
    return [(value, [each["id"] for each in same]) for value, same in groups]
