"""What to do about parameters that are refused."""

from api import errors
from api.embeds.parameters import OEMBED_PATH, URL
from api.embeds.parse import parse_embed_query
from api.errors import ApiError
from api.portal.explanations.explanation import Explanation, explain_query, raised
from api.query.cursor import read_cursor
from api.query.include import MAX_STATEMENTS, include_paths
from api.resources.articles import ARTICLES
from api.resources.studies import STUDIES
from api.resources.topics import TOPICS

TOO_MANY = ",".join(include_paths(ARTICLES)[: MAX_STATEMENTS + 1])

EXPLANATIONS: dict[type[ApiError], Explanation] = {
    errors.UnknownParameter: explain_query(
        TOPICS,
        "limt=2",
        "Correct the name: `suggestion` is the nearest one that there is, `allowed` lists them. "
        "Parameters are never ignored, because an answer to another question could pass for one to "
        "yours.",
    ),
    errors.RepeatedParameter: explain_query(
        TOPICS,
        "limit=2&limit=5",
        "Give each parameter once. Several values stand in one parameter, separated by commas, "
        "each once.",
    ),
    errors.UnknownRelation: explain_query(
        STUDIES,
        "include=refrences",
        "Name a relation that the resource has; `allowed` lists them. A dot leads one step "
        "further, no more.",
    ),
    errors.UnknownField: explain_query(
        STUDIES,
        "fields[study]=titel",
        "Name members that the schema of the type has; `allowed` lists them.",
    ),
    errors.UnknownFilter: explain_query(
        STUDIES,
        "filter[yaer]=2020",
        "Filter by a field or relation that the list offers; `allowed` lists them.",
    ),
    errors.UnknownOperator: explain_query(
        STUDIES,
        "filter[year][get]=2015",
        "Use an operator that fits the field: numbers and dates compare, texts have beginnings. "
        "`allowed` lists those of this filter.",
    ),
    errors.UnsortableField: explain_query(
        STUDIES,
        "sort=-yaer",
        "Sort by a field in `allowed`, with a `-` before it for descending.",
    ),
    errors.BadValue: explain_query(
        STUDIES,
        "limit=1000",
        "Send a value of the form that `detail` asks for; where the values can be listed, "
        "`allowed` does. An empty value is none: leave the parameter out instead.",
    ),
    errors.BadCursor: Explanation(
        advice="Take the cursor or the whole address from the page before, and keep filters and "
        "order as they are. If that fails, begin with the first page.",
        request="GET /v1/topics?after=abc",
        example=lambda: raised(lambda: read_cursor("abc", "", ())),
    ),
    errors.TooMuchAsked: explain_query(
        ARTICLES,
        f"include={TOO_MANY}",
        "Ask in smaller parts: a smaller page, fewer relations, fewer values. `suggestion` is a "
        "`limit` that is safe, where there is one.",
    ),
    errors.FormatNotImplemented: Explanation(
        advice="Ask for JSON: `format=json`, or no format at all. Clients of oEmbed that try XML "
        "go on to JSON by themselves.",
        request=f"GET {OEMBED_PATH}?url={URL.example}&format=xml",
        example=lambda: raised(lambda: parse_embed_query(b"format=xml")),
    ),
}
