from collections.abc import Iterator
from typing import Any

import pytest

from api.resources import RESOURCES
from tests.client import Client

PATHS = {resource.type.name: resource.type.path for resource in RESOURCES}
FLAGSHIP = "/v1/articles/acupuncture-for-back-and-neck-pain?include=sections,references,studies"


@pytest.fixture
def flagship(shipped: Client) -> Any:
    """The article that the whole design is for, with all that it rests on, in one request."""
    answer = shipped.get(FLAGSHIP)
    assert answer.status == 200
    return answer.json()


def walk(node: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a document."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value)


def test_sections_come_in_reading_order(flagship: Any) -> None:
    """A page can be shown from top to bottom as it came."""
    sections = flagship["included"]["sections"]

    assert [each["id"] for each in sections] == flagship["data"]["section_ids"]
    assert [each["position"] for each in sections] == list(range(24))


def test_its_six_studies_come_along(flagship: Any) -> None:
    """Every study that the text names is in the answer."""
    runs = [each for each in walk(flagship["included"]["sections"]) if "study_id" in each]

    studies = {each["id"] for each in flagship["included"]["studies"]}

    assert len(studies) == 6
    assert {each["study_id"] for each in runs} <= studies


def test_every_citation_leads_to_a_reference(flagship: Any) -> None:
    """The number in the text, the section's list and the article's list agree."""
    order = [each["id"] for each in flagship["included"]["references"]]

    for section in flagship["included"]["sections"]:
        runs = [each for each in walk(section["blocks"]) if each.get("type") == "citation"]
        cited = {(each["number"], each["reference_id"]) for each in runs}
        listed = [(each["number"], each["reference_id"]) for each in section["citations"]]
        assert listed == sorted(cited)
        assert all(order[number - 1] == reference_id for number, reference_id in cited)


def test_every_link_inside_leads_to_a_document(flagship: Any, shipped: Client) -> None:
    """A link to this service can be followed by id and by slug."""
    targets = [
        each["target"] for each in walk(flagship["included"]["sections"]) if "target" in each
    ]

    for target in targets:
        by_id, by_slug = (
            shipped.get(f"{PATHS[target['type']]}/{target[key]}") for key in ("id", "slug")
        )
        assert by_id.status == 200
        assert by_id.body == by_slug.body
    assert targets


def test_its_evidence_is_counted_from_what_is_included(flagship: Any) -> None:
    """The counts in the article are those of the studies and references beside it."""
    evidence, included = flagship["data"]["evidence"], flagship["included"]

    verified = [each["verification"]["status"].replace("-", "_") for each in included["studies"]]
    statuses = [each["status"].replace("-", "_") for each in included["references"]]

    assert evidence["studies"] == {name: verified.count(name) for name in evidence["studies"]}
    assert evidence["references"] == {name: statuses.count(name) for name in evidence["references"]}
