"""The recorded examples under openapi/examples: real requests with their real answers.

    python -m tests.examples --write     record all answers anew (make openapi does it)

Each file is one exchange. A test replays them all; whoever changes an answer
sees the difference in the diff of these files.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from api.app import create_app
from api.store.release import open_release
from api.sync.parameters import EXAMPLE_CURSOR
from tests.client import SHIPPED_TIME, Answer, Client, stop_clock

EXAMPLES = Path(__file__).parent.parent / "openapi" / "examples"
RECORDED_HEADERS = (
    "content-type",
    "content-encoding",
    "content-language",
    "etag",
    "last-modified",
    "vary",
    "link",
    "location",
    "allow",
    "cache-control",
    "surrogate-key",
    "cache-tag",
)

REQUESTS: dict[str, tuple[str, str, dict[str, str]]] = {
    "article-with-evidence": (
        "GET",
        "/v1/articles/acupuncture-side-effects-and-safety?include=sections,references,studies",
        {},
    ),
    "article-translations": (
        "GET",
        "/v1/articles/su-primera-sesion-de-acupuntura?include=translations",
        {},
    ),
    "article-in-spanish": (
        "GET",
        "/v1/articles/your-first-acupuncture-session?lang=es&fields[article]=title,lang",
        {},
    ),
    "article-in-another-language": (
        "GET",
        "/v1/articles/your-first-acupuncture-session?lang=fr&fallback=en&fields[article]=title",
        {},
    ),
    "article-in-spanish-as-linked-data": (
        "GET",
        "/v1/articles/your-first-acupuncture-session.jsonld?lang=es",
        {},
    ),
    "article-in-no-such-language": (
        "GET",
        "/v1/articles/your-first-acupuncture-session?lang=fr",
        {},
    ),
    "article-sections-as-text": (
        "GET",
        "/v1/articles/your-first-acupuncture-session/sections?body=text&limit=2",
        {},
    ),
    "article-not-found": ("GET", "/v1/articles/acupuncture-with-chiropractic-car", {}),
    "articles-of-a-topic": (
        "GET",
        "/v1/articles?filter[topic]=back-pain&sort=-updated_at,title&count=exact&limit=1",
        {},
    ),
    "checked-studies": (
        "GET",
        "/v1/studies?filter[verification]=checked&include=references&fields[reference]=label",
        {},
    ),
    "evidence-two-steps": (
        "GET",
        "/v1/articles/acupuncture-side-effects-and-safety?include=references.studies",
        {},
    ),
    "embed-of-article": (
        "GET",
        "/v1/oembed?url=https://content.example.org/articles/acupuncture-for-neck-pain-evidence&maxwidth=480",
        {},
    ),
    "embed-of-another-site": ("GET", "/v1/oembed?url=https://other.example/neck-pain", {}),
    "list-first-page": ("GET", "/v1/topics?limit=2", {}),
    "list-typo": ("GET", "/v1/topics?limt=2", {}),
    "practitioner": ("GET", "/v1/practitioners/bowker-lucas-acupuncture?include=topics", {}),
    "reference-who-leans-on-it": ("GET", "/v1/references/irnich-2001?include=studies,articles", {}),
    "search-lay-word": ("GET", "/v1/search?q=lumbago&limit=2&facets=type", {}),
    "search-misspelt": ("GET", "/v1/search?q=acupunture&limit=1", {}),
    "section-as-html": (
        "GET",
        "/v1/sections/acupuncture-for-neck-pain-evidence.at-a-glance?body=html",
        {},
    ),
    "service-bundles": ("GET", "/v1/service-bundles?include=topics&limit=1", {}),
    "study-as-linked-data": (
        "GET",
        "/v1/studies/german-neck-pain-trial-1996-1999.jsonld",
        {},
    ),
    "study": ("GET", "/v1/studies/german-neck-pain-trial-1996-1999", {}),
    "sync-begin": ("GET", "/v1/sync?types=topic&limit=2", {}),
    "sync-of-another-history": ("GET", f"/v1/sync?since={EXAMPLE_CURSOR}", {}),
    "topic-as-linked-data": ("GET", "/v1/topics/chiropractic", {"Accept": "application/ld+json"}),
    "topic-not-modified": ("GET", "/v1/topics/yoga", {"If-None-Match": "*"}),
    "unknown-filter": ("GET", "/v1/studies?filter[yaer]=2020", {}),
    "unknown-relation": ("GET", "/v1/studies?include=refrences", {}),
    "write-refused": ("DELETE", "/v1/topics/yoga", {}),
}


def record(name: str, client: Client) -> dict[str, Any]:
    """Run one exchange; the request id is the example's name, so that it is always the same."""
    method, target, given = REQUESTS[name]
    headers = {"Request-Id": name, **given}
    answer = client.send(method, target, headers)
    return {
        "request": {"method": method, "target": target, "headers": headers},
        "answer": {
            "status": answer.status,
            "headers": {
                key: answer.headers[key] for key in RECORDED_HEADERS if key in answer.headers
            },
            "body": _readable(answer),
        },
    }


def _readable(answer: Answer) -> Any:
    return answer.json() if answer.body else None


def encode(example: dict[str, Any]) -> bytes:
    """Write an example as it is kept."""
    return msgspec.json.format(msgspec.json.encode(example), indent=2) + b"\n"


def main() -> None:
    """Record all examples on the clinic's own content."""
    from tests.conftest import build_shipped  # noqa: PLC0415 (pytest's, and not needed to replay)

    with tempfile.TemporaryDirectory() as folder:
        release = open_release(build_shipped(Path(folder)))
        client = Client(create_app(release, stop_clock(SHIPPED_TIME)))
        for path in EXAMPLES.glob("*.json"):
            path.unlink()
        for name in REQUESTS:
            (EXAMPLES / f"{name}.json").write_bytes(encode(record(name, client)))
        client.close()
        release.close()


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    main()
