"""The small values that documents are made of, and how they are described."""

from typing import Annotated, Any

from msgspec import Meta

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in lower case: no i, l, o or u, so that an id can be read out loud."""

ID_LENGTH = 10
"""Characters after the prefix: 50 bits."""

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
"""A slug or an anchor, as a regular expression without its ends."""

HTTPS_URL = r"""^https://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>"{}|\\^`\[\]]*)?$"""
"""An address on another site: a host of letters, digits, dots and hyphens, then the path."""

REV = "^[0-9a-f]{16}$"
"""A rev, as a regular expression."""

LANGUAGE = "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
"""A language tag, as a regular expression without its ends."""


def about(description: str, *examples: Any) -> Meta:
    """Describe a field for the contract: one sentence and at least one example."""
    return Meta(description=description, examples=list(examples))


def id_pattern(prefix: str) -> str:
    """Build the regular expression that ids with this prefix match as a whole."""
    return f"^{prefix}_[{CROCKFORD}]{{{ID_LENGTH}}}$"


ANY_ID = id_pattern("[a-z]{3}")
"""The regular expression that ids of all types match as a whole."""

ArticleId = Annotated[
    str,
    Meta(pattern=id_pattern("art")),
    about("Id of an article; it never changes.", "art_nxtnmn77kh"),
]
SectionId = Annotated[
    str,
    Meta(pattern=id_pattern("sec")),
    about("Id of a section; it never changes.", "sec_6y0m7q2hde"),
]
StudyId = Annotated[
    str,
    Meta(pattern=id_pattern("stu")),
    about("Id of a study; it never changes.", "stu_8222vaapw0"),
]
ReferenceId = Annotated[
    str,
    Meta(pattern=id_pattern("ref")),
    about("Id of a reference; it never changes.", "ref_8s5d1kxhn7"),
]
PractitionerId = Annotated[
    str,
    Meta(pattern=id_pattern("prc")),
    about("Id of a practitioner; it never changes.", "prc_nm1c0yv8js"),
]
ServiceBundleId = Annotated[
    str,
    Meta(pattern=id_pattern("bun")),
    about("Id of a service bundle; it never changes.", "bun_491df9h0pt"),
]
TopicId = Annotated[
    str,
    Meta(pattern=id_pattern("top")),
    about("Id of a topic; it never changes.", "top_y2bqv5r3ss"),
]

Slug = Annotated[
    str,
    Meta(pattern=f"^{SLUG}$", max_length=120),
    about("Readable name in an address. It may change; the old one then redirects.", "neck-pain"),
]
Anchor = Annotated[
    str,
    Meta(pattern=f"^{SLUG}$", max_length=80),
    about("Name of a place inside an article.", "side-effects"),
]
Text = Annotated[str, Meta(min_length=1, max_length=4000, pattern=r"\S")]
Label = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]
"""A title, name or place. Lists are sorted by them and cursors hold them, so they have a bound."""
Language = Annotated[
    str,
    Meta(pattern=f"^{LANGUAGE}$"),
    about("Language as a BCP 47 tag.", "en-US"),
]
Day = Annotated[
    str,
    Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", extra_json_schema={"format": "date"}),
    about("Calendar day, ISO 8601.", "2026-01-31"),
]
Moment = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$",
        extra_json_schema={"format": "date-time"},
    ),
    about("Moment in UTC, RFC 3339.", "2026-11-23T00:00:00Z"),
]
HttpsUrl = Annotated[
    str,
    Meta(pattern=HTTPS_URL, max_length=2000, extra_json_schema={"format": "uri"}),
    about("Absolute address, https only.", "https://doi.org/10.1136/bmj.322.7302.1574"),
]
Rev = Annotated[
    str,
    Meta(pattern=REV),
    about(
        "First 16 hex digits of the SHA-256 of the document's content: equal content, equal rev.",
        "9f86d081884c7d65",
    ),
]
Count = Annotated[int, Meta(ge=0), about("How many.", 3)]
