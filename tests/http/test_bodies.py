import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import pytest

from api.resources.sections import SECTIONS
from schema.section import BODY_FORMATS, Section
from tests.client import Client

from .envelopes import decode_all, open_page, read_documents
from .problems import assert_problem

BODIES = frozenset({"blocks", "html", "markdown", "text"})

EACH_FORM = pytest.mark.parametrize("form", BODY_FORMATS)


def without_body(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in BODIES}


def zip_ids(bodies: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """Pair documents with their ids."""
    return ((msgspec.json.decode(body)["id"], body) for body in bodies)


@EACH_FORM
def test_a_section_has_the_body_that_was_asked_for(form: str, client: Client) -> None:
    """Exactly one form of the body, or none, and always as the last member."""
    for document in decode_all(read_documents(client, SECTIONS, f"&body={form}")):
        assert BODIES & set(document) == {form} - {"none"}
        assert form == "none" or list(document)[-1] == form


@EACH_FORM
def test_the_body_changes_nothing_else(form: str, client: Client) -> None:
    """Without its body, a section is the same in every form."""
    in_blocks = decode_all(read_documents(client, SECTIONS))

    in_form = decode_all(read_documents(client, SECTIONS, f"&body={form}"))

    assert list(map(without_body, in_form)) == list(map(without_body, in_blocks))
    assert [list(without_body(each)) for each in in_form] == [
        list(without_body(each)) for each in in_blocks
    ]


@EACH_FORM
def test_a_section_in_every_form_is_a_section(form: str, client: Client) -> None:
    """Each form fits the published type, and is written as its encoder writes it."""
    for body in read_documents(client, SECTIONS, f"&body={form}"):
        assert msgspec.json.encode(msgspec.json.decode(body, type=Section)) == body


@EACH_FORM
def test_a_section_has_the_same_body_wherever_it_is_found(form: str, client: Client) -> None:
    """Alone, in the list, in its article's list, and beside its article."""
    everywhere = read_documents(client, SECTIONS, f"&body={form}")
    own = [body for body in everywhere if b'"article_id":"art_aaaaaaaaa1"' in body]
    joined = b"[" + b",".join(own) + b"]"

    listed = client.get(f"/v1/articles/migraine/sections?body={form}")
    beside = client.get(f"/v1/articles/migraine?include=sections&body={form}")

    assert len(own) == 4
    assert listed.body == b'{"data":' + joined + b',"page":{"limit":100}}'
    assert beside.body.endswith(b',"included":{"sections":' + joined + b"}}")


@EACH_FORM
def test_the_body_of_far_sections_can_be_chosen(form: str, client: Client) -> None:
    """Also where sections are two steps away, and the list itself has none."""
    bodies = dict(zip_ids(read_documents(client, SECTIONS, f"&body={form}")))
    for path in ("topics", "studies", "references", "practitioners", "service-bundles"):
        answer = client.get(f"/v1/{path}?include=articles.sections&body={form}")

        sections = open_page(answer).included["sections"]

        assert sections
        assert all(bytes(raw) == bodies[id_] for id_, raw in zip_ids(map(bytes, sections)))


def test_the_way_to_sections_is_named(client: Client) -> None:
    """Where `body` needs an include, the answer says which one."""
    answer = client.get("/v1/topics?include=articles&body=html")

    problem = assert_problem(client, answer, 400, "bad-value")
    assert problem["parameter"] == "body"
    assert "add include=articles.sections" in problem["detail"]


def test_blocks_are_what_comes_unasked(client: Client) -> None:
    """`body=blocks` is the default, spelled out."""
    asked = client.get("/v1/sections/migraine.care?body=blocks")

    assert asked.body == client.get("/v1/sections/migraine.care").body


def test_sections_of_an_article_come_in_reading_order(client: Client) -> None:
    """Sections follow their position, which is the order of the outline."""
    article = client.get("/v1/articles/migraine").json()["data"]

    sections = client.get("/v1/articles/migraine/sections").json()["data"]

    assert [each["id"] for each in sections] == article["section_ids"]
    assert [each["id"] for each in sections] == [e["section_id"] for e in article["outline"]]
    assert [each["position"] for each in sections] == list(range(len(sections)))


@pytest.mark.parametrize(
    ("form", "number"),
    [("html", r">(\d+)</a>"), ("markdown", r"\\\[(\d+)"), ("text", r"(?:\[|; )(\d+)")],
)
def test_numbers_of_citations_are_the_same_in_all_forms(
    form: str, number: str, client: Client
) -> None:
    """Whoever shows html and whoever shows text point to the same references."""
    section = client.get(f"/v1/sections/migraine.lead?body={form}").json()["data"]

    shown = re.findall(number, section[form])

    assert shown == ["1", "2", "1"]
    assert [each["number"] for each in section["citations"]] == [1, 2]
