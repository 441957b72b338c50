"""Reads an article with everything that it rests on, then asks again for nothing."""

import sys

import httpx
from acupoint import Client
from acupoint.api.articles import get_article
from acupoint.models import (
    ArticleDocument,
    Callout,
    CitationRun,
    ListBlock,
    Paragraph,
    Problem,
    Quote,
    Steps,
)
from acupoint.models import GetArticleIncludeItem as Include


def join_lists(request: httpx.Request) -> None:
    """Send include=a,b: this generator sends include=a&include=b, which is refused."""
    params = request.url.params
    joined = {name: ",".join(params.get_list(name)) for name in params}
    request.url = request.url.copy_with(params=joined)


def show(block: object) -> str:
    """Show some of the blocks; the others follow suit, and unknown ones are left out."""
    match block:
        case Paragraph(content=runs):
            return "".join(f"[{r.number}]" if isinstance(r, CitationRun) else r.text for r in runs)
        case ListBlock(items=items) | Steps(items=items):
            return "\n".join(f"- {show(Paragraph('paragraph', item.content))}" for item in items)
        case Callout(blocks=blocks) | Quote(blocks=blocks):
            return "\n".join(f"> {show(each)}" for each in blocks)
    return ""


base_url = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"
client = Client(base_url=base_url, httpx_args={"event_hooks": {"request": [join_lists]}})
key, include = "your-first-acupuncture-session", [Include.SECTIONS, Include.REFERENCES]
answer = get_article.sync_detailed(key, client=client, include=include)
if isinstance(answer.parsed, Problem):
    sys.exit(f"{answer.parsed.code}: {answer.parsed.detail}")
assert isinstance(answer.parsed, ArticleDocument)

print(answer.parsed.data.title)
included = answer.parsed.included
for section in (included.sections or []) if included else []:
    print(f"\n{section.heading or ''}")
    for each in section.blocks or []:
        print(show(each))

refreshing = client.with_headers({"If-None-Match": answer.headers["ETag"]})
print(
    "\nAsked again:", get_article.sync_detailed(key, client=refreshing, include=include).status_code
)
