"""What to do where what a request names is elsewhere, is not there, or is not there any more."""

from api import errors
from api.errors import ApiError
from api.http.problems import KNOWN_PATHS
from api.http.snapshots import LATEST_PATH
from api.portal.explanations.explanation import Explanation, explain_document
from api.sync.parameters import EXAMPLE_CURSOR, SNAPSHOT, SYNC_PATH

EXPLANATIONS: dict[type[ApiError], Explanation] = {
    errors.DocumentMoved: explain_document(
        "GET /v1/topics/sore-neck",
        "Follow `Location`; most HTTP clients do. Keep the id or the new slug: a former slug "
        "answers for good, but each request to it costs a second one.",
        lambda: errors.DocumentMoved("/v1/topics/neck-pain", ""),
    ),
    errors.RouteNotFound: Explanation(
        advice="Check the path against the reference; `suggestion` is the nearest one that there "
        "is. The index at `/` names them all.",
        request="GET /v1/topic",
        example=lambda: errors.RouteNotFound("/v1/topic", KNOWN_PATHS),
    ),
    errors.DocumentNotFound: explain_document(
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
    errors.LanguageNotFound: explain_document(
        "GET /v1/articles/your-first-acupuncture-session?lang=fr",
        "Ask for one of the languages in `allowed`, or say with `fallback` which one will do: then "
        "`meta.language` tells which one was served.",
        lambda: errors.LanguageNotFound("article", "fr", ["en-US", "es-US"]),
    ),
    errors.UnknownForm: explain_document(
        "GET /v1/articles/migraine.pdf",
        "Take one of the suffixes in `allowed`, or leave the suffix out and get JSON.",
        lambda: errors.UnknownForm("Articles", "pdf", ["html", "jsonld", "md"]),
    ),
    errors.DocumentWithdrawn: explain_document(
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
}
