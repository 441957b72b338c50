from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.errors import TooMuchAsked
from api.query.include import parse_include
from api.query.parse import (
    DocumentQuery,
    ListQuery,
    parse_document_query,
    parse_list_query,
    parse_whole_list_query,
)
from api.query.text import MAX_PARAMETERS
from api.resources import RESOURCES, Resource
from schema.cursor import write_cursor
from schema.section import BODY_FORMATS

from .outcome import attempt

EACH_RESOURCE = pytest.mark.parametrize(
    "resource", RESOURCES, ids=[resource.type.name for resource in RESOURCES]
)
RESOURCE = st.sampled_from(RESOURCES)
THOROUGH = settings(max_examples=500, derandomize=True, deadline=None)


@st.composite
def legal_queries(draw: st.DrawFn) -> tuple[Resource, list[str], str, int]:
    """A resource, some of its relations, a form of the body that fits, and a limit."""
    resource = draw(RESOURCE)
    names = draw(st.lists(st.sampled_from([each.name for each in resource.relations]), unique=True))
    has_sections = resource.type.name == "section" or "sections" in names
    body = draw(st.sampled_from(BODY_FORMATS)) if has_sections else ""
    return resource, names, body, draw(st.integers(1, 100))


@given(legal=legal_queries(), order=st.permutations([0, 1, 2]))
@THOROUGH
def test_what_is_legal_is_read_in_any_order(
    legal: tuple[Resource, list[str], str, int], order: list[int]
) -> None:
    """Every combination that is declared is understood as it was written."""
    resource, names, body, limit = legal
    parts = [
        f"include={','.join(names)}" if names else "",
        f"body={body}" if body else "",
        f"limit={limit}",
    ]
    text = "&".join(parts[place] for place in order if parts[place])

    query = parse_list_query(resource, text.encode())

    assert [each.relation.name for each in query.include] == names
    assert (query.body, query.limit, query.after) == (body or "blocks", limit, ())


@given(
    resource=RESOURCE,
    parameters=st.dictionaries(
        st.sampled_from(["include", "body", "limit", "after", "x"]), st.text(max_size=12)
    ),
)
@THOROUGH
def test_any_other_query_is_a_client_s_mistake(
    resource: Resource, parameters: dict[str, str]
) -> None:
    """Parsing gives checked values or an error of ours, and the same for both shapes."""
    text = "&".join(f"{name}={value}" for name, value in parameters.items()).encode(
        errors="surrogatepass"
    )

    for parse in (parse_list_query, parse_document_query):
        result = attempt(parse, resource, text)

        if isinstance(result, ListQuery):
            assert 1 <= result.limit <= 100
        elif not isinstance(result, DocumentQuery):
            assert result.status == 400


CURSOR_PARTS = ("after=", "%61fter=", "after", "=after=")


@given(legal=legal_queries(), data=st.data())
@THOROUGH
def test_a_cursor_is_read_apart_as_it_would_be_with_all_the_rest(
    legal: tuple[Resource, list[str], str, int], data: st.DataObject
) -> None:
    """Good or bad, once or twice, wherever it stands and however its name is written."""
    resource, names, body, limit = legal
    digest = parse_list_query(resource, b"").digest
    sorted_by = tuple("a" for _ in resource.order)
    cursors = st.sampled_from([write_cursor(digest, (*sorted_by, "x")), "bad", "", "a b", "%41"])
    part = st.builds(str.__add__, st.sampled_from(CURSOR_PARTS), cursors)
    parts = [f"include={','.join(names)}" if names else "", f"body={body}" if body else ""]
    parts = [each for each in (*parts, f"limit={limit}") if each]
    parts += data.draw(st.lists(part, max_size=2))
    query = "&".join(data.draw(st.permutations(parts))).encode()

    apart = attempt(parse_list_query, resource, query)
    whole = attempt(parse_whole_list_query, resource, query, "", None)

    assert type(apart) is type(whole)
    assert apart == whole or str(apart) == str(whole)


@EACH_RESOURCE
def test_relations_keep_the_order_of_the_client(resource: Resource) -> None:
    """For every pair of relations, both ways."""
    for pair in permutations([relation.name for relation in resource.relations], 2):
        relations = parse_include(resource, ",".join(pair))

        assert tuple(each.relation.name for each in relations) == pair


@EACH_RESOURCE
def test_names_of_relations_are_unique(resource: Resource) -> None:
    """A name stands for one relation, and is one that a URL bears unescaped."""
    names = [relation.name for relation in resource.relations]

    assert len(set(names)) == len(names)
    assert all(name.replace("_", "").isalpha() and name.islower() for name in names)


def test_a_list_is_named_by_type_and_scope() -> None:
    """No two lists share their cursors."""
    digests = {parse_list_query(resource, b"").digest for resource in RESOURCES}
    scoped = {
        parse_list_query(resource, b"", scope=scope).digest
        for resource in RESOURCES
        for scope in ("art_aaaaaaaaa1", "art_aaaaaaaaa2")
    }

    assert len(digests | scoped) == 3 * len(RESOURCES)


@pytest.mark.parametrize("count", [MAX_PARAMETERS - 1, MAX_PARAMETERS])
def test_a_list_leaves_room_for_its_cursor(count: int) -> None:
    """The next page is asked for with one parameter more, and that may not be one too many."""
    articles = RESOURCES[0]
    names = [
        f"filter[{each.name}][{operator}]"
        for each in articles.filters
        if "word_count" in each.name or "studies" in each.name or "references" in each.name
        for operator in each.operators
    ]
    moments = [f"filter[updated_at][{each}]=2020-01-01T00:00:00Z" for each in ("gt", "lt", "lte")]
    filters = [*moments, *(f"{name}=1" for name in names), "count=exact"]
    query = "&".join(filters[-count:])

    if count < MAX_PARAMETERS:
        assert len(parse_list_query(articles, query.encode()).given) == count
    else:
        with pytest.raises(TooMuchAsked, match="31 parameters beside the cursor"):
            parse_list_query(articles, query.encode())
