"""The parameters of a sync, declared once for the parser and for the contract."""

from api.query.parameters import LANG as LANG_OF_SEARCH
from api.query.parameters import Parameter
from api.search.parameters import TOPIC as TOPIC_OF_SEARCH
from api.search.parameters import TYPES as TYPES_OF_SEARCH

SYNC_PATH = "/v1/sync"
SNAPSHOT = "/v1/snapshots/latest"
"""What a copy that cannot be brought up to date begins anew with."""
SYNC_TAG = {
    "name": "sync",
    "description": "What changed, for whoever holds a copy: in order, with proof that it is right.",
}
MAX_CHANGES = 500
DEFAULT_CHANGES = 100
EXAMPLE_CURSOR = (
    "W1sxMjUsIjlmODZkMDgxODg0YzdkNjUiXSwifiIsWzEyNSwiOWY4NmQwODE4ODRjN2Q2NSJdLFtbImFy"
    "dGljbGUiLCJzZWN0aW9uIiwic3R1ZHkiLCJyZWZlcmVuY2UiLCJwcmFjdGl0aW9uZXIiLCJzZXJ2aWNl"
    "X2J1bmRsZSIsInRvcGljIl0sbnVsbCxudWxsLCIiXV0"
)

SINCE = Parameter(
    name="since",
    description=(
        "A cursor from `next`: the changes behind it follow. Without one a copy is begun from "
        "nothing. Types, language and topic are chosen then, and the cursor keeps them."
    ),
    schema={"type": "string", "minLength": 1, "maxLength": 2000},
    example=EXAMPLE_CURSOR,
)
TYPES = Parameter(
    name=TYPES_OF_SEARCH.name,
    description="Types of documents to copy, separated by commas; all if it is not given.",
    schema=TYPES_OF_SEARCH.schema,
    example=TYPES_OF_SEARCH.example,
    is_comma_list=True,
)
LANG = Parameter(
    name=LANG_OF_SEARCH.name,
    description=(
        "Language of the articles and sections to copy; `es` means all of Spanish. Other types "
        "have no language and always come."
    ),
    schema=LANG_OF_SEARCH.schema,
    example=LANG_OF_SEARCH.example,
)
TOPIC = Parameter(
    name=TOPIC_OF_SEARCH.name,
    description=(
        "Id or slug of a topic: of the types that have topics, what is about it or about a "
        "narrower one is copied, sections with their articles. Topics and references always come."
    ),
    schema=TOPIC_OF_SEARCH.schema,
    example=TOPIC_OF_SEARCH.example,
)
LIMIT = Parameter(
    name="limit",
    description="Changes on a page at most.",
    schema={
        "type": "integer",
        "minimum": 1,
        "maximum": MAX_CHANGES,
        "default": DEFAULT_CHANGES,
    },
    example=DEFAULT_CHANGES,
)

SYNC_PARAMETERS = (SINCE, TYPES, LANG, TOPIC, LIMIT)
