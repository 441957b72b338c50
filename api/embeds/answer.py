"""The answer of oEmbed 1.0: how an article is framed, and what may be said of it outside."""

from typing import Annotated, Literal

import msgspec

from api.resources.lifetime import DAY
from schema.article import ARTICLE
from schema.form import EMBED
from schema.values import about

WIDTH = 640
"""Pixels, where a client sets no limit."""
TEXT_HEIGHT, CARD_HEIGHT = 480, 240
"""Pixels, of a whole text that is scrolled and of a card without one."""
FRAME = (
    '<iframe src="{src}" title="{title}" width="{width}" height="{height}" loading="lazy" '
    'referrerpolicy="no-referrer" sandbox="allow-popups allow-popups-to-escape-sandbox" '
    'style="border: 0; max-width: 100%"></iframe>'
)
EXAMPLE_URL = "https://example.org/articles/neck-pain"


class OEmbed(msgspec.Struct, frozen=True, kw_only=True):
    """How an article is framed (oEmbed 1.0, the type `rich`)."""

    type: Annotated[Literal["rich"], about("Kind of the resource.", "rich")]
    version: Annotated[Literal["1.0"], about("Version of oEmbed.", "1.0")]
    title: Annotated[str, about("Title of the article.", "Neck pain")]
    author_name: Annotated[str, about("Who must be credited.", "Example Clinic")]
    author_url: Annotated[
        str,
        about("The address to link to.", EXAMPLE_URL),
        msgspec.Meta(extra_json_schema={"format": "uri"}),
    ]
    provider_name: Annotated[str, about("Name of the clinic.", "Example Clinic")]
    provider_url: Annotated[
        str,
        about("Its site.", "https://example.org"),
        msgspec.Meta(extra_json_schema={"format": "uri"}),
    ]
    cache_age: Annotated[
        int,
        about("Seconds after which to ask again: `rights.refresh_within_days`.", 7 * DAY),
    ]
    html: Annotated[
        str,
        about(
            "The frame, safe to put into a page. What it shows is always the present text.",
            FRAME.format(
                src=f"https://example.org{ARTICLE.path}/art_nxtnmn77kh.{EMBED.suffix}",
                title="Neck pain",
                width=WIDTH,
                height=TEXT_HEIGHT,
            ),
        ),
    ]
    width: Annotated[int, about("Width of the frame in pixels.", WIDTH)]
    height: Annotated[int, about("Height of the frame in pixels.", TEXT_HEIGHT)]
