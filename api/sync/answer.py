"""What a sync answers."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from api.sync.parameters import EXAMPLE_CURSOR, SYNC_PATH
from schema.document import ChangeClass
from schema.values import ANY_ID, Count, Moment, Rev, about

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
RemovalReason = Literal["withdrawn", "merged", "expired", "removed", "out-of-scope"]
TOMBSTONE = {"slug": "sore-neck", "reason": "merged", "replacement_id": "art_nxtnmn77kh"}
RIGHTS = {
    "license": "all-rights-reserved",
    "credit": "Example Clinic",
    "credit_html": "Example Clinic",
    "canonical_url": "https://example.org/",
    "syndicable": False,
    "excerpts": {"allowed": False, "keep": []},
    "refresh_within_days": 7,
    "noindex": False,
}
DOCUMENT = {
    "type": "topic",
    "id": "top_1wry5r7jaf",
    "slug": "yoga",
    "rev": "50889bcb619f7a7f",
    "published_at": "2026-11-23T00:00:00Z",
    "updated_at": "2026-11-23T00:00:00Z",
    "href": "/v1/topics/top_1wry5r7jaf",
    "rights": RIGHTS,
    "kind": "modality",
    "name": "Yoga",
    "description": "A practice of postures, breathing, and relaxation.",
    "synonyms": ["gentle yoga"],
}
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

Kind = Annotated[str, about("Type of the document.", "article")]
AnyId = Annotated[str, Meta(pattern=ANY_ID)]
Identity = Annotated[AnyId, about("Id of the document.", "art_nxtnmn77kh")]
Place = Annotated[int, Meta(ge=1), about("Position of its last change in the ledger.", 12)]
Class = Annotated[
    ChangeClass,
    about(
        "What the change means: editorial may wait, clinical should not, safety must not.",
        "clinical",
    ),
]


class SyncUpsert(msgspec.Struct, frozen=True, kw_only=True, tag_field="op", tag="upsert"):
    """A document to put into the copy, in the place of what is there under its id."""

    seq: Place
    type: Kind
    id: Identity
    rev: Rev
    sha256: Annotated[Sha256, about("SHA-256 of the bytes of `document`.", DIGEST)]
    changed_at: Annotated[Moment, about("When it changed.", "2026-11-23T00:00:00Z")]
    change_class: Class
    document: Annotated[
        msgspec.Raw, about("The document, byte for byte as at its own address.", DOCUMENT)
    ]


class Tombstone(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is left of a document that does not belong to the copy any more."""

    slug: Annotated[str, about("Its last slug.", "sore-neck")]
    reason: Annotated[
        RemovalReason,
        about(
            "Why; out-of-scope is still published, but not about the topic or in the language "
            "of the copy.",
            "merged",
        ),
    ]
    replacement_id: Annotated[
        AnyId | UnsetType, about("Id of what to read instead.", "art_nxtnmn77kh")
    ] = UNSET


class SyncDelete(msgspec.Struct, frozen=True, kw_only=True, tag_field="op", tag="delete"):
    """A document to take out of the copy, if it is there."""

    seq: Place
    type: Kind
    id: Identity
    changed_at: Annotated[Moment, about("When it changed.", "2026-11-23T00:00:00Z")]
    change_class: Class
    tombstone: Annotated[Tombstone, about("What is left of it.", TOMBSTONE)]


SyncChange = SyncUpsert | SyncDelete


class SyncState(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy is once it has everything."""

    seq: Annotated[int, Meta(ge=0), about("Position of the last change of all.", 125)]
    digest: Annotated[
        Sha256,
        about(
            "SHA-256 of the lines `id:rev` of all documents of the copy, sorted and joined by "
            "newlines. A copy with this digest is right.",
            DIGEST,
        ),
    ]
    count: Annotated[Count, about("Documents of the copy.", 125)]


class SyncPage(msgspec.Struct, frozen=True, kw_only=True):
    """Changes, the oldest first: each document once, by its last change."""

    data: Annotated[list[SyncChange], about("The changes.", [])]
    pending: Annotated[
        list[AnyId],
        about(
            "Ids that documents of this page name and that come on a later page. There are none "
            "on the last one.",
            ["ref_8s5d1kxhn7"],
        ),
    ]
    has_more: Annotated[bool, about("Whether another page follows now.", False)]
    next: Annotated[
        str,
        about(
            "Where to ask for what follows: at once if there is more, else at the next refresh.",
            f"{SYNC_PATH}?since={EXAMPLE_CURSOR}",
        ),
        Meta(extra_json_schema={"format": "uri-reference"}),
    ]
    state: Annotated[
        SyncState,
        about("What the copy is with the last page.", {"seq": 125, "digest": DIGEST, "count": 125}),
    ]
