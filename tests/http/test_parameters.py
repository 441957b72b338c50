from collections.abc import Iterator

import pytest

from api.query.parameters import families_of, names_of, parameters_of
from api.resources import RESOURCES, Resource
from tests.client import Client

from .cases import DOCUMENTS, EACH_RESOURCE, ROUTES
from .problems import assert_problem


def addresses(resource: Resource) -> Iterator[tuple[str, list[str]]]:
    """The list and a document of a resource, each with the parameters it may have."""
    slug = DOCUMENTS[resource.type.path.removeprefix("/v1/")]
    yield resource.type.path, names_of(parameters_of(resource, "list"))
    yield f"{resource.type.path}/{slug}", names_of(parameters_of(resource, "document"))


EACH_ADDRESS = pytest.mark.parametrize(
    ("target", "allowed"),
    [each for resource in RESOURCES for each in addresses(resource)],
)


@EACH_ADDRESS
def test_an_unknown_parameter_gives_the_nearest_one(
    target: str, allowed: list[str], client: Client
) -> None:
    """For every parameter with two letters turned round, the answer names the right one."""
    for name in allowed:
        wrong = name[0] + name[2] + name[1] + name[3:]

        problem = assert_problem(client, client.get(f"{target}?{wrong}=1"), 400)

        assert problem["code"] == "unknown-parameter"
        assert problem["parameter"] == wrong
        assert problem["suggestion"] == name
        assert problem["allowed"] == families_of(allowed)
        assert f"Did you mean '{name}'?" in problem["detail"]


@EACH_ADDRESS
def test_parameters_of_other_addresses_are_unknown(
    target: str, allowed: list[str], client: Client
) -> None:
    """A parameter is never ignored: here it means something, or it is refused."""
    for name in {"include", "body", "limit", "after", "sort", "count", "q", "Include", ""} - set(
        allowed
    ):
        problem = assert_problem(client, client.get(f"{target}?{name}=1"), 400, "unknown-parameter")

        assert problem["parameter"] == name


@EACH_ADDRESS
def test_a_repeated_parameter_is_named(target: str, allowed: list[str], client: Client) -> None:
    """Also with equal values, and also when one of them is percent-encoded."""
    for name in allowed:
        encoded = f"%{ord(name[0]):02X}{name[1:]}"
        for second in (name, encoded):
            answer = client.get(f"{target}?{name}=1&{second}=1")

            problem = assert_problem(client, answer, 400, "repeated-parameter")
            assert problem["parameter"] == name


@EACH_ADDRESS
def test_an_empty_value_is_refused_and_named(
    target: str, allowed: list[str], client: Client
) -> None:
    """Nothing is not a value, with or without the sign for equal."""
    for name in allowed:
        for query in (f"{name}=", name):
            problem = assert_problem(client, client.get(f"{target}?{query}"), 400)

            assert problem["parameter"] == name


@EACH_RESOURCE
def test_an_unknown_relation_gives_the_nearest_one(resource: Resource, client: Client) -> None:
    """For every relation with its last letter lost."""
    names = [relation.name for relation in resource.relations]
    for name in names:
        answer = client.get(f"{resource.type.path}?include={name[:-1]}")

        problem = assert_problem(client, answer, 400, "unknown-relation")
        assert problem["parameter"] == "include"
        assert problem["suggestion"] in names
        assert problem["allowed"] == names


@EACH_RESOURCE
def test_a_relation_is_named_once(resource: Resource, client: Client) -> None:
    """A relation that is named twice is a mistake, and its parameter is `include`."""
    name = resource.relations[0].name

    answer = client.get(f"{resource.type.path}?include={name},{name}")

    problem = assert_problem(client, answer, 400, "repeated-parameter")
    assert problem["parameter"] == "include"
    assert name in problem["detail"]


@pytest.mark.parametrize("value", ["sections,", ",sections", "sections,,studies", "Sections", " "])
def test_a_list_of_relations_is_written_exactly(value: str, client: Client) -> None:
    """No empty names, no capitals, no spaces."""
    answer = client.get(f"/v1/articles?include={value.replace(' ', '+')}")

    assert_problem(client, answer, 400, "unknown-relation")


@pytest.mark.parametrize("value", [1, 2, 99, 100])
def test_a_limit_is_a_number_up_to_100(value: int, client: Client) -> None:
    """The limit comes back in the page."""
    answer = client.get(f"/v1/topics?limit={value}")

    assert answer.json()["page"]["limit"] == value


@pytest.mark.parametrize(
    "value",
    ["0", "-1", "101", "1000", "01", "1.0", "1e1", "%2B1", "+1", "1+", "0x1", "%D9%A3", "ten"],
)
def test_any_other_limit_is_refused(value: str, client: Client) -> None:
    """One way to write a number, ASCII digits only."""
    answer = client.get(f"/v1/topics?limit={value}")

    problem = assert_problem(client, answer, 400, "bad-value")
    assert problem["parameter"] == "limit"


@pytest.mark.parametrize(("value", "suggestion"), [("htlm", "html"), ("HTML", "html"), ("x", None)])
def test_an_unknown_body_gives_the_nearest_one(
    value: str, suggestion: str | None, client: Client
) -> None:
    """The forms of the body are listed."""
    answer = client.get(f"/v1/sections?body={value}")

    problem = assert_problem(client, answer, 400, "bad-value")
    assert problem.get("suggestion") == suggestion
    assert problem["allowed"] == ["blocks", "html", "markdown", "text", "none"]


@pytest.mark.parametrize("query", ["body=html", "body=blocks", "body=html&include=studies"])
def test_a_body_without_sections_is_a_misunderstanding(query: str, client: Client) -> None:
    """A parameter that could have no effect is refused, with what would give it one."""
    answer = client.get(f"/v1/articles/migraine?{query}")

    problem = assert_problem(client, answer, 400, "bad-value")
    assert problem["parameter"] == "body"
    assert "include=sections" in problem["detail"]


@pytest.mark.parametrize("target", [each for each in ROUTES.values() if "/v1/" not in each])
def test_addresses_without_parameters_refuse_them(target: str, client: Client) -> None:
    """Everything that is not declared is refused, at every door."""
    answer = client.get(f"{target}?limit=1")

    problem = assert_problem(client, answer, 400, "unknown-parameter")
    assert problem["parameter"] == "limit"


def test_a_question_mark_alone_asks_nothing(client: Client) -> None:
    """No parameters is the same as none."""
    assert client.get("/v1/topics?").body == client.get("/v1/topics").body


@pytest.mark.parametrize("query", ["&", "limit=1&", "&limit=1", "limit=1&&body=none", "=1"])
def test_a_parameter_without_a_name_is_unknown(query: str, client: Client) -> None:
    """Stray separators are mistakes, too."""
    answer = client.get(f"/v1/sections?{query}")

    problem = assert_problem(client, answer, 400, "unknown-parameter")
    assert problem["parameter"] == ""


@pytest.mark.parametrize(("count", "code"), [(32, "unknown-parameter"), (33, "too-much-asked")])
def test_there_are_32_parameters_at_most(count: int, code: str, client: Client) -> None:
    """The number is checked before any of them is looked at."""
    query = "&".join(f"p{index}" for index in range(count))

    assert_problem(client, client.get(f"/v1/topics?{query}"), 400, code)
