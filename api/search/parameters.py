"""The parameters of a search, declared once for the parser and for the contract."""

from typing import Literal, get_args

from api.query.deprecated import deprecated_names
from api.query.parameters import LANG, Parameter
from api.resources import RESOURCES
from api.resources.field import TEXT

SEARCH_PATH = "/v1/search"
SEARCH_TAG = {
    "name": "search",
    "description": "One ranked list over all types and languages. Any text is a valid query.",
}

Mode = Literal["words", "prefix"]
FacetName = Literal["type", "topic", "lang"]

MODES: tuple[Mode, ...] = get_args(Mode)
FACET_NAMES: tuple[FacetName, ...] = get_args(FacetName)
TYPE_NAMES = tuple(resource.type.name for resource in RESOURCES)

MAX_CHARACTERS = 200
MAX_WORDS = 16
MAX_HITS = 50
DEFAULT_HITS = 10

QUERY = Parameter(
    name="q",
    description=(
        f"What is looked for: any text. Its words are what counts, {MAX_WORDS} at most; case, "
        "accents and signs do not. Documents with all of the words come first; only if there are "
        "none, those with any of them (see `matched`). Names and synonyms of topics in it also "
        "find what is about the topic (see `synonyms`)."
    ),
    schema={**TEXT, "maxLength": MAX_CHARACTERS},
    example="lumbago",
)
TYPES = Parameter(
    name="types",
    description="Types of documents to look for, separated by commas; all if it is not given.",
    schema={
        "type": "array",
        "items": {"type": "string", "enum": list(TYPE_NAMES)},
        "uniqueItems": True,
        "minItems": 1,
    },
    example=["article", "study"],
    is_comma_list=True,
)
TOPIC = Parameter(
    name="filter[topic]",
    description="Id or slug of a topic; finds what is about it or about a narrower one.",
    schema={**TEXT, "maxLength": MAX_CHARACTERS},
    example="neck-pain",
)
MODE = Parameter(
    name="mode",
    description="`prefix` takes the last word for the beginning of one, to search while typing.",
    schema={"type": "string", "enum": list(MODES), "default": MODES[0]},
    example="prefix",
)
LIMIT = Parameter(
    name="limit",
    description="Documents in the answer at most.",
    schema={"type": "integer", "minimum": 1, "maximum": MAX_HITS, "default": DEFAULT_HITS},
    example=DEFAULT_HITS,
)
FACETS = Parameter(
    name="facets",
    description="What to count the found documents by, separated by commas.",
    schema={
        "type": "array",
        "items": {"type": "string", "enum": list(FACET_NAMES)},
        "uniqueItems": True,
        "minItems": 1,
    },
    example=["type", "topic"],
    is_comma_list=True,
)

SEARCH_PARAMETERS = (QUERY, TYPES, LANG, TOPIC, MODE, LIMIT, FACETS)
DEPRECATED = deprecated_names(SEARCH_PARAMETERS)
