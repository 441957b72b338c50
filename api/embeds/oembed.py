"""From an article to how it is framed."""

from html import escape

import msgspec

from api.embeds.answer import CARD_HEIGHT, FRAME, TEXT_HEIGHT, WIDTH, OEmbed
from api.embeds.parse import EmbedQuery
from api.resources.lifetime import DAY
from api.store.site import Site
from schema.form import EMBED


class Terms(msgspec.Struct):
    """What of an article's rights counts here."""

    credit: str
    canonical_url: str
    syndicable: bool
    refresh_within_days: int


class Article(msgspec.Struct):
    """What of an article counts here."""

    href: str
    title: str
    rights: Terms


def make_oembed(body: bytes | memoryview, site: Site, query: EmbedQuery) -> OEmbed:
    """Say how an article is framed.

    Args:
        body: Its document, as it is served.
        site: The clinic's site.
        query: What was asked.
    """
    article = msgspec.json.decode(body, type=Article)
    rights = article.rights
    wanted = TEXT_HEIGHT if rights.syndicable else CARD_HEIGHT
    width = min(WIDTH, query.max_width or WIDTH)
    height = min(wanted, query.max_height or wanted)
    src, title = escape(f"{site.api_url}{article.href}.{EMBED.suffix}"), escape(article.title)
    return OEmbed(
        type="rich",
        version="1.0",
        title=article.title,
        author_name=rights.credit,
        author_url=rights.canonical_url,
        provider_name=site.name,
        provider_url=site.url,
        cache_age=rights.refresh_within_days * DAY,
        html=FRAME.format(src=src, title=title, width=width, height=height),
        width=width,
        height=height,
    )
