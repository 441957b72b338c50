"""What oEmbed may be asked, declared once for the parser and for the contract."""

from api.query.parameters import Parameter
from schema.embed import OEMBED_PATH

__all__ = ["OEMBED_PATH"]

EMBED_TAG = {
    "name": "embeds",
    "description": "Articles in frames on other sites, by oEmbed 1.0.",
}
MAX_URL = 2000
"""Characters of an address; no article has a longer one."""
MAX_SIZE = 9999
"""Pixels."""
FORMATS = ("json",)

URL = Parameter(
    name="url",
    description=(
        "Address of an article: its `rights.canonical_url`, its address in this API, or its "
        "`href`. A fragment never counts, and neither does a query that no article has."
    ),
    schema={"type": "string", "minLength": 1, "maxLength": MAX_URL},
    example="/v1/articles/your-first-acupuncture-session",
)
FORMAT = Parameter(
    name="format",
    description="Always `json`; what asks for `xml` is answered with 501, as oEmbed has it.",
    schema={"type": "string", "enum": list(FORMATS), "default": FORMATS[0]},
    example=FORMATS[0],
)
MAX_WIDTH = Parameter(
    name="maxwidth",
    description="Pixels that the frame may be wide.",
    schema={"type": "integer", "minimum": 1, "maximum": MAX_SIZE},
    example=480,
)
MAX_HEIGHT = Parameter(
    name="maxheight",
    description="Pixels that the frame may be high.",
    schema={"type": "integer", "minimum": 1, "maximum": MAX_SIZE},
    example=360,
)
DO_NOT_TRACK = Parameter(
    name="dnt",
    description="Sent by clients that ask not to track readers. Nobody is tracked in any case.",
    schema={"type": "string", "enum": ["0", "1"]},
    example="1",
)
EMBED_PARAMETERS = (URL, FORMAT, MAX_WIDTH, MAX_HEIGHT, DO_NOT_TRACK)
