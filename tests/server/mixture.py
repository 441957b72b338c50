"""Requests of every kind, drawn at random and the same in every run: plain, odd and hostile."""

from collections.abc import Iterator
from random import Random

SEED = 9110
SELDOM = 0.15
TARGETS = [
    "/v1/topics",
    "/v1/topics/rest",
    "/v1/topics/migraine",
    "/v1/articles",
    "/v1/articles/migraine",
    "/v1/articles/migraine?include=sections,references,studies",
    "/v1/articles/migraine/sections?body=html",
    "/v1/articles/migraine?lang=es",
    "/v1/articles/migraine?lang=fr&fallback=en&include=translations",
    "/v1/articles/migraine/sections?lang=es&body=html&limit=1",
    "/v1/sections?lang=es",
    "/v1/articles/resting",
    "/v1/sections/migraine.care?body=text",
    "/v1/studies?limit=1",
    "/v1/studies/able-trial?include=references",
    "/v1/references/able-2020",
    "/v1/references?limit=2&include=articles",
    "/v1/practitioners/jane-example",
    "/v1/service-bundles?include=practitioners",
    "/v1/search?q=rest",
    "/v1/topics?fields[topic]=name",
    "/v1/topics?filter[kind]=condition&sort=name",
    "/v1/search?q=migraine&types=article",
    "/openapi.json",
]
OTHER_TARGETS = [
    "/v1/feeds/articles.json?lang=es",
    "/v1/feeds/articles.atom",
    "/sitemap.xml",
    "/v1/articles/migraine.html",
    "/v1/articles/migraine.html?lang=fr&fallback=es",
    "/v1/articles/resting.jsonld",
    "/v1/references/able-2020.bib",
    "/v1/references/able-2020.txt?style=apa",
    "/v1/references.ris?limit=2",
    "/v1/articles/rest",
    "/v1/articles/old-advice",
    "/",
    "/docs",
    "/docs/errors/bad-value",
    "/docs/assets/portal.js",
    "/livez",
    "/readyz",
]
ODD_TARGETS = [
    "/v1/topics?",
    "/v1/topics/",
    "//v1/topics",
    "/v1/%74opics",
    "/v1/topics/nothing",
    "/v1/articles/migraine.pdf",
    "/v1/articles/rest.md",
    "/v1/references.bib?include=articles",
    "/v1/topics?limit=0",
    "/v1/topics?limti=1",
    "/v1/articles/migraine?lang=fr",
    "/v1/articles/migraine.md?lang=fr",
    "/v1/topics?limit=1&limit=1",
    "/v1/topics?limit=%zz",
    "/v1/topics?after=x",
    "/v1/topics#x",
    "/v1/topics/%00",
    "/v1/topics/\xff",
    "/v1/../v1/topics",
    "/v1/topics HTTP/1.1",
    "/v1/search",
    "/v2",
    "http://localhost/v1/topics",
    "http://other/v1/topics",
    "*",
    "localhost:80",
    "/" + "a" * 2047,
    "/" + "a" * 2048,
]
METHODS = ["HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "get", "BREW"]
PLAIN_FIELDS = [
    "User-Agent: curl/8",
    "User-Agent: {number}",
    "Accept: */*",
    "Accept: application/json",
    "Accept-Encoding: gzip, br;q=0.5",
    "Accept-Encoding: gzip",
    "Accept-Encoding: zstd, br;q=0.9, *;q=0.1",
    "Accept-Encoding: identity",
    "Accept-Encoding: br, identity;q=0",
    "Accept-Encoding: *",
    "Accept-Encoding:",
    "Accept-Language: es",
    "Connection: keep-alive",
    "Origin: https://app.example",
    "Referer: https://app.example/{number}",
    "Cache-Control: no-cache",
    "X-Forwarded-For: 192.0.2.{number}",
    "If-None-Match: {etag}",
    "If-None-Match: W/{etag}",
    'If-None-Match: "a", {etag}, "b"',
    'If-None-Match: "a"',
    "If-None-Match: *",
    "If-None-Match: {etag} ",
    "If-None-Match:",
]
ODD_FIELDS = [
    "accept: text/html",
    "Accept: text/html",
    "Accept: application/ld+json",
    "Accept: text/html",
    "Accept: application/ld+json",
    "Accept: application/x-bibtex",
    "Accept: text/html, */*;q=0.1",
    "Accept: application/json;q=0",
    "Accept:",
    "ACCEPT:*/*",
    "Accept: \t application/json\t ",
    "Authorization: Bearer x",
    "Cookie: a=b",
    "Range: bytes=0-9",
    "If-Range: {etag}",
    "If-Modified-Since: Thu, 01 Jan 2099 00:00:00 GMT",
    "If-Match: *",
    "If-Match: {etag}",
    'If-Match: "a"',
    "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
    "Accept-Encoding: *;q=0",
    "Accept-Encoding: br;q=x, deflate",
    "Expect: 100-continue",
    "Upgrade: h2c",
    "Connection: Upgrade",
    "Connection: close",
    "Connection: keep-alive, x",
    "Connection: x",
    "Request-Id: mine-{number}",
    "X-Request-Id: theirs-{number}",
    "Request-Id: not one!",
    "Content-Length: 0",
    "Content-Length: 00",
    "Content-Length: x",
    "Transfer-Encoding: identity",
    "Content-Type: text/xml",
    "TE: trailers",
    "Trailer: x",
    "Host: second.example",
    "X-HTTP-Method-Override: DELETE",
    "X-Odd: \xff\xfe",
    "X-Odd: a\x00b",
    " folded: x",
    "No-Colon",
    "Space : x",
    "X-Long: {long}",
    "Accept: */*, {long}",
    "User-Agent: {long}",
]
HOSTS = ["localhost", "localhost:8000", "[::1]", "a@b", "", "a b", "LOCALHOST "]


def mix(count: int, etags: dict[str, str], *, is_calm: bool = False) -> Iterator[bytes]:
    """Draw so many requests; each is whole, and none has a body. Calm ones are all answered."""
    chance = Random(SEED)  # noqa: S311 (nobody has to be unable to guess them)
    for number in range(count):
        (targets,) = chance.choices([TARGETS, OTHER_TARGETS, ODD_TARGETS], [75, 10, 15])
        target = chance.choice(TARGETS if is_calm else targets)
        fields = chance.sample(PLAIN_FIELDS, chance.randint(0, 4))
        method, host = "GET", "localhost"
        if not is_calm:
            method = chance.choice(METHODS) if chance.random() < SELDOM else "GET"
            host = chance.choice(HOSTS) if chance.random() < SELDOM else "localhost"
            fields += chance.sample(ODD_FIELDS, chance.choice([0, 0, 0, 1, 2]))
        chance.shuffle(fields)
        version = "1.0" if not is_calm and chance.random() < SELDOM / 5 else "1.1"
        lines = [f"{method} {target} HTTP/{version}", f"Host: {host}", *fields, ""]
        facts = {"number": number % 250, "etag": etags.get(target, '"x"'), "long": "x" * 5000}
        yield "".join(fill(line, facts) + "\r\n" for line in lines).encode("latin-1")


def fill(line: str, facts: dict[str, object]) -> str:
    for name, value in facts.items():
        line = line.replace(f"{{{name}}}", str(value))
    return line
