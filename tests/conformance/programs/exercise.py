"""What tests ask of the client that openapi-python-client makes."""

import json
import sys
from collections import Counter

import httpx
from acupoint import Client
from acupoint.api.articles import get_article, list_articles
from acupoint.api.practitioners import get_practitioner, list_practitioners
from acupoint.api.references import get_reference, list_references
from acupoint.api.search import search_content
from acupoint.api.sections import get_section, list_sections
from acupoint.api.service_bundles import get_service_bundle, list_service_bundles
from acupoint.api.studies import get_study, list_studies
from acupoint.api.topics import get_topic, list_topics
from acupoint.models import (
    ArticleDocument,
    Problem,
    SearchAnswer,
    SearchContentTypesItem,
    SectionPage,
)
from acupoint.models import GetArticleIncludeItem as Include
from acupoint.models import ListSectionsSortItem as Sort
from acupoint.types import UNSET, Unset


def join_lists(request: httpx.Request) -> None:
    """Separate the values of lists by commas."""
    params = request.url.params
    joined = {name: ",".join(params.get_list(name)) for name in params}
    request.url = request.url.copy_with(params=joined)


client = Client(base_url=sys.argv[1], httpx_args={"event_hooks": {"request": [join_lists]}})


DOORS = (
    (list_articles, get_article),
    (list_sections, get_section),
    (list_studies, get_study),
    (list_references, get_reference),
    (list_practitioners, get_practitioner),
    (list_service_bundles, get_service_bundle),
    (list_topics, get_topic),
)


def read_types() -> list[str]:
    """Read a document of each type, found in its list."""
    slugs = []
    for listing, getting in DOORS:
        page = listing.sync(client=client, limit=1)
        assert page is not None
        assert not isinstance(page, Problem), page
        document = getting.sync(page.data[0].id, client=client)
        assert document is not None
        assert not isinstance(document, Problem), document
        slugs.append(document.data.slug)
    return slugs


def walk() -> list[str]:
    """Read a list across its pages."""
    slugs: list[str] = []
    after: str | Unset = UNSET
    while True:
        page = list_sections.sync(
            client=client,
            limit=20,
            filterlevelgte=2,
            sort=[Sort.WORD_COUNT_DESCENDING],
            after=after,
        )
        assert isinstance(page, SectionPage), page
        slugs += [each.slug for each in page.data]
        if isinstance(page.page.after, Unset):
            return slugs
        after = page.page.after


types = read_types()
article = get_article.sync(
    types[0], client=client, include=[Include.SECTIONS, Include.REFERENCES_STUDIES]
)
assert isinstance(article, ArticleDocument), article
included = article.included
assert included
sections = included.sections or []
blocks = Counter(block.type_ for section in sections for block in section.blocks or [])
found = search_content.sync(client=client, q="lumbago", types=[SearchContentTypesItem.TOPIC])
assert isinstance(found, SearchAnswer), found
missing = get_topic.sync("no-such-topic", client=client)
assert isinstance(missing, Problem), missing
etag = get_topic.sync_detailed(types[-1], client=client).headers["ETag"]
refreshing = client.with_headers({"If-None-Match": etag})
again = get_topic.sync_detailed(types[-1], client=refreshing)

summary = {
    "types": types,
    "walked": walk(),
    "included": [[name, len(each)] for name, each in included.to_dict().items()],
    "blocks": blocks,
    "titled": True,
    "found": found.data[0].slug,
    "error": [missing.status, missing.code],
    "again": again.status_code,
}
sys.stdout.write(json.dumps(summary))
