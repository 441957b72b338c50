"""What to do about how a request is made, and about failures in answering it."""

from api import errors
from api.errors import ApiError
from api.http.body import check_announcement
from api.http.coding import CODINGS
from api.http.gate import check_headers, check_path
from api.http.holdings import HOLDINGS_PATH
from api.http.problems import expand_methods
from api.http.ranges import find_part
from api.http.snapshots import FILE
from api.limits import MAX_BODY, MAX_HEADER, MAX_TARGET, Limits
from api.portal.explanations.explanation import Explanation, explain_document, raised
from api.query.holdings import parse_holdings
from schema.form import JSON

LIMITS = Limits()
"""As they are unless those who run a server set others."""

BAD_BODY = b'{"holdings": [{"id": "top_y2bqv5r3ss", "rev": "1"}]}'

EXPLANATIONS: dict[type[ApiError], Explanation] = {
    errors.BadRequest: Explanation(
        advice="Mend the client or the proxy that sends such requests; `detail` says what is wrong "
        "with them.",
        request="GET /v1/topics\nContent-Length: 2",
        example=lambda: raised(
            lambda: check_headers("GET", [(b"host", b"localhost:8000"), (b"content-length", b"2")])
        ),
    ),
    errors.BadTarget: Explanation(
        advice="Send the address in `suggestion`, where there is one. Percent-encode as UTF-8, "
        "once, and put no slash at the end.",
        request="GET /v1/topics/",
        example=lambda: raised(lambda: check_path(b"/v1/topics/")),
    ),
    errors.BadBody: Explanation(
        advice="Mend what `pointer` leads to: it is a JSON pointer into the body, empty for the "
        "whole of it. Nothing in a body is passed over.",
        request=f"POST {HOLDINGS_PATH}\nContent-Type: {JSON}\n\n{BAD_BODY.decode()}",
        example=lambda: raised(lambda: parse_holdings(BAD_BODY)),
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
        example=lambda: raised(
            lambda: check_announcement({"content-type": "text/plain"}, MAX_BODY)
        ),
    ),
    errors.UnsupportedCoding: Explanation(
        advice="Send the body as it is. It is small, and what is compressed could be far larger "
        "than it looks.",
        request=f"POST {HOLDINGS_PATH}\nContent-Type: application/json\nContent-Encoding: gzip",
        example=lambda: raised(
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
    errors.RangeNotSatisfiable: explain_document(
        f"GET {FILE['href']}\nRange: bytes=843776-",
        "If you have `size` bytes, the file is complete: compare its SHA-256 with its name. If you "
        "have more, they are of something else: begin anew.",
        lambda: raised(lambda: find_part("843776", "", 843776)),
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
