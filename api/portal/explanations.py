"""What to do about each problem, and a real example of it.

An example is made by the code that refuses requests, so it cannot say anything else.
"""

from collections.abc import Callable

import msgspec

from api import errors
from api.errors import ApiError
from api.http.answer import JSON
from api.http.body import check_announcement
from api.http.coding import CODINGS
from api.http.gate import check_headers, check_path
from api.http.holdings import HOLDINGS_PATH
from api.http.problems import KNOWN_PATHS, expand_methods
from api.http.ranges import find_part
from api.http.snapshots import FILE, LATEST_PATH
from api.limits import MAX_BODY, MAX_HEADER, MAX_TARGET, Limits
from api.query.cursor import read_cursor
from api.query.holdings import parse_holdings
from api.query.include import MAX_STATEMENTS, include_paths
from api.query.parse import parse_list_query
from api.resources.articles import ARTICLES
from api.resources.resource import Resource
from api.resources.studies import STUDIES
from api.resources.topics import TOPICS
from api.sync.parameters import EXAMPLE_CURSOR, SNAPSHOT, SYNC_PATH


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """What a developer wants to know who got a problem."""

    advice: str
    request: str
    """What was asked: method and address, and below them the header fields that matter."""
    example: Callable[[], ApiError]
    is_everywhere: bool = True
    """Whether every server answers the request so, whatever it holds."""

    @property
    def target(self) -> str | None:
        """The address, if a link to it gets the example from any server."""
        method, _, target = self.request.partition(" ")
        is_link = self.is_everywhere and method == "GET" and "\n" not in target
        return target if is_link else None


def _raised(refuse: Callable[[], object]) -> ApiError:
    try:
        refuse()
    except ApiError as error:
        return error
    raise AssertionError("an example must be refused")


def _query(resource: Resource, query: str, advice: str) -> Explanation:
    """Explain what is wrong with the parameters of a list."""
    return Explanation(
        advice=advice,
        request=f"GET {resource.type.path}?{query}",
        example=lambda: _raised(lambda: parse_list_query(resource, query.encode())),
    )


def _document(request: str, advice: str, example: Callable[[], ApiError]) -> Explanation:
    """Explain what depends on the content of a server."""
    return Explanation(advice=advice, request=request, example=example, is_everywhere=False)


LIMITS = Limits()
"""As they are unless those who run a server set others."""

_BAD_BODY = b'{"holdings": [{"id": "top_y2bqv5r3ss", "rev": "1"}]}'
_TOO_MANY = ",".join(include_paths(ARTICLES)[: MAX_STATEMENTS + 1])

EXPLANATIONS: dict[type[ApiError], Explanation] = {
    errors.DocumentMoved: _document(
        "GET /v1/topics/sore-neck",
        "Follow `Location`; most HTTP clients do. Keep the id or the new slug: a former slug "
        "answers for good, but each request to it costs a second one.",
        lambda: errors.DocumentMoved("/v1/topics/neck-pain", ""),
    ),
    errors.BadRequest: Explanation(
        advice="Mend the client or the proxy that sends such requests; `detail` says what is wrong "
        "with them.",
        request="GET /v1/topics\nContent-Length: 2",
        example=lambda: _raised(
            lambda: check_headers("GET", [(b"host", b"localhost:8000"), (b"content-length", b"2")])
        ),
    ),
    errors.BadTarget: Explanation(
        advice="Send the address in `suggestion`, where there is one. Percent-encode as UTF-8, "
        "once, and put no slash at the end.",
        request="GET /v1/topics/",
        example=lambda: _raised(lambda: check_path(b"/v1/topics/")),
    ),
    errors.BadBody: Explanation(
        advice="Mend what `pointer` leads to: it is a JSON pointer into the body, empty for the "
        "whole of it. Nothing in a body is passed over.",
        request=f"POST {HOLDINGS_PATH}\nContent-Type: {JSON}\n\n{_BAD_BODY.decode()}",
        example=lambda: _raised(lambda: parse_holdings(_BAD_BODY)),
    ),
    errors.UnknownParameter: _query(
        TOPICS,
        "limt=2",
        "Correct the name: `suggestion` is the nearest one that there is, `allowed` lists them. "
        "Parameters are never ignored, because an answer to another question could pass for one to "
        "yours.",
    ),
    errors.RepeatedParameter: _query(
        TOPICS,
        "limit=2&limit=5",
        "Give each parameter once. Several values stand in one parameter, separated by commas, "
        "each once.",
    ),
    errors.UnknownRelation: _query(
        STUDIES,
        "include=refrences",
        "Name a relation that the resource has; `allowed` lists them. A dot leads one step "
        "further, no more.",
    ),
    errors.UnknownField: _query(
        STUDIES,
        "fields[study]=titel",
        "Name members that the schema of the type has; `allowed` lists them.",
    ),
    errors.UnknownFilter: _query(
        STUDIES,
        "filter[yaer]=2020",
        "Filter by a field or relation that the list offers; `allowed` lists them.",
    ),
    errors.UnknownOperator: _query(
        STUDIES,
        "filter[year][get]=2015",
        "Use an operator that fits the field: numbers and dates compare, texts have beginnings. "
        "`allowed` lists those of this filter.",
    ),
    errors.UnsortableField: _query(
        STUDIES,
        "sort=-yaer",
        "Sort by a field in `allowed`, with a `-` before it for descending.",
    ),
    errors.BadValue: _query(
        STUDIES,
        "limit=1000",
        "Send a value of the form that `detail` asks for; where the values can be listed, "
        "`allowed` does. An empty value is none: leave the parameter out instead.",
    ),
    errors.BadCursor: Explanation(
        advice="Take the cursor or the whole address from the page before, and keep filters and "
        "order as they are. If that fails, begin with the first page.",
        request="GET /v1/topics?after=abc",
        example=lambda: _raised(lambda: read_cursor("abc", "", ())),
    ),
    errors.TooMuchAsked: _query(
        ARTICLES,
        f"include={_TOO_MANY}",
        "Ask in smaller parts: a smaller page, fewer relations, fewer values. `suggestion` is a "
        "`limit` that is safe, where there is one.",
    ),
    errors.RouteNotFound: Explanation(
        advice="Check the path against the reference; `suggestion` is the nearest one that there "
        "is. The index at `/` names them all.",
        request="GET /v1/topic",
        example=lambda: errors.RouteNotFound("/v1/topic", KNOWN_PATHS),
    ),
    errors.DocumentNotFound: _document(
        "GET /v1/topics/nekc-pain",
        "Check the id or slug. A document that was published once never answers so: it answers "
        "308 under a former slug, and 410 when it was withdrawn.",
        lambda: errors.DocumentNotFound("topic", "nekc-pain", "neck-pain"),
    ),
    errors.SnapshotNotFound: Explanation(
        advice="Ask `/v1/snapshots/latest` for the present files, and download those. A file is "
        "named by its hash; files of older releases go when several newer ones are there.",
        request="GET /v1/snapshots/latest.sqlite",
        example=lambda: errors.SnapshotNotFound("latest.sqlite", LATEST_PATH),
    ),
    errors.LanguageNotFound: _document(
        "GET /v1/articles/your-first-acupuncture-session?lang=fr",
        "Ask for one of the languages in `allowed`, or say with `fallback` which one will do: then "
        "`meta.language` tells which one was served.",
        lambda: errors.LanguageNotFound("article", "fr", ["en-US", "es-US"]),
    ),
    errors.MethodNotAllowed: Explanation(
        advice="Read with GET or HEAD. Content is written by the clinic, and not through this API.",
        request="DELETE /v1/topics",
        example=lambda: errors.MethodNotAllowed("DELETE", expand_methods("GET, OPTIONS")),
    ),
    errors.NotAcceptable: Explanation(
        advice="Let `Accept` take one of the media types in `allowed`, or leave it out.",
        request="GET /v1/topics\nAccept: application/xml",
        example=lambda: errors.NotAcceptable([JSON]),
    ),
    errors.CodingNotAcceptable: Explanation(
        advice="Let `Accept-Encoding` take one of the codings in `allowed`, or leave it out. "
        "`identity`, the body as it is, is among them: only a header that rules it out gets this.",
        request="GET /v1/topics\nAccept-Encoding: *;q=0",
        example=lambda: errors.CodingNotAcceptable(CODINGS),
    ),
    errors.RequestTimeout: Explanation(
        advice="Send the request again, on a new connection. If that happens often, the network "
        "between is slow or loses packets; a client that opens connections in advance must not "
        "count on them for long.",
        request=f"GET /v1/topics\nHost: …\n(and nothing more for {LIMITS.header_deadline} seconds)",
        example=lambda: errors.RequestTimeout("header", LIMITS.header_deadline),
        is_everywhere=False,
    ),
    errors.UnknownForm: _document(
        "GET /v1/articles/migraine.pdf",
        "Take one of the suffixes in `allowed`, or leave the suffix out and get JSON.",
        lambda: errors.UnknownForm("Articles", "pdf", ["html", "jsonld", "md"]),
    ),
    errors.DocumentWithdrawn: _document(
        "GET /v1/articles/art_nxtnmn77kh",
        "Stop showing the document, also where you have kept a copy. Show or link the "
        "`replacement`, if there is one; `reason` says why it is gone.",
        lambda: errors.DocumentWithdrawn(
            "article",
            "art_nxtnmn77kh",
            "merged",
            "2026-11-23T00:00:00Z",
            "/v1/articles/art_3gh8vnqgm2",
        ),
    ),
    errors.CursorExpired: Explanation(
        advice="The content was rolled back, or the topic of the copy has other narrower topics "
        "now. Begin the copy anew: with the snapshot, or with a sync without `since`.",
        request=f"GET {SYNC_PATH}?since={EXAMPLE_CURSOR}",
        example=lambda: errors.CursorExpired(
            "comes from another history than the published one", SNAPSHOT
        ),
    ),
    errors.PreconditionFailed: Explanation(
        advice="What you have is not the present form. Ask again without the condition, and begin "
        "anew with what depended on it, like a walk through the pages of a list.",
        request='GET /v1/topics\nIf-Match: "9f86d081884c7d659a2feaa0c55ad015"',
        example=errors.PreconditionFailed,
    ),
    errors.BodyTooLarge: Explanation(
        advice="Divide what you ask about: several requests with fewer holdings each.",
        request=f"POST {HOLDINGS_PATH}\n(with a body of more than {MAX_BODY} bytes)",
        example=lambda: errors.BodyTooLarge(MAX_BODY),
        is_everywhere=False,
    ),
    errors.UnsupportedMedia: Explanation(
        advice="Send the body as JSON in UTF-8, and say so: `Content-Type: application/json`.",
        request=f"POST {HOLDINGS_PATH}\nContent-Type: text/plain",
        example=lambda: _raised(
            lambda: check_announcement({"content-type": "text/plain"}, MAX_BODY)
        ),
    ),
    errors.UnsupportedCoding: Explanation(
        advice="Send the body as it is. It is small, and what is compressed could be far larger "
        "than it looks.",
        request=f"POST {HOLDINGS_PATH}\nContent-Type: application/json\nContent-Encoding: gzip",
        example=lambda: _raised(
            lambda: check_announcement({"content-type": JSON, "content-encoding": "gzip"}, MAX_BODY)
        ),
    ),
    errors.UriTooLong: Explanation(
        advice="Ask for less in one request: fewer values in a filter, fewer members, fewer "
        "relations.",
        request="GET /v1/topics?filter[slug][in]=… (and thousands of letters more)",
        example=lambda: errors.UriTooLong(MAX_TARGET),
        is_everywhere=False,
    ),
    errors.RangeNotSatisfiable: _document(
        f"GET {FILE['href']}\nRange: bytes=843776-",
        "If you have `size` bytes, the file is complete: compare its SHA-256 with its name. If you "
        "have more, they are of something else: begin anew.",
        lambda: _raised(lambda: find_part("843776", "", 843776)),
    ),
    errors.TooManyConnections: Explanation(
        advice="Keep connections open and send one request after the other on them; a pool of a "
        "few serves thousands of people. Close those that you need no more. Behind a proxy, all "
        "of its clients share one address.",
        request="GET /v1/topics\n"
        f"(on one connection more than {LIMITS.max_connections_per_address})",
        example=lambda: errors.TooManyConnections(LIMITS.max_connections_per_address),
        is_everywhere=False,
    ),
    errors.HeaderTooLarge: Explanation(
        advice="Send fewer headers. Usually these are cookies that are meant for another service: "
        "none are used here.",
        request="GET /v1/topics\nCookie: … (and thousands of letters more)",
        example=lambda: errors.HeaderTooLarge(MAX_HEADER, "bytes"),
        is_everywhere=False,
    ),
    errors.InternalError: Explanation(
        advice="Tell those who run the service the `request_id`; under it they find what happened. "
        "The same request will most likely fail again.",
        request="GET /v1/topics",
        example=errors.InternalError,
        is_everywhere=False,
    ),
    errors.StoreUnavailable: Explanation(
        advice="Wait as long as `Retry-After` says and ask again; show what you have kept until "
        "then.",
        request="GET /v1/topics",
        example=errors.StoreUnavailable,
        is_everywhere=False,
    ),
    errors.ServiceBusy: Explanation(
        advice="Wait as long as `Retry-After` says, a little longer each time, and ask again on "
        "a new connection; show what you have kept until then. Nothing is wrong with the request.",
        request=f"GET /v1/topics\n(while all {LIMITS.max_connections} connections are at work)",
        example=errors.ServiceBusy,
        is_everywhere=False,
    ),
}
