"""What all documents and all sources have in common."""

import hashlib
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from schema.rights import Rights, RightsSource
from schema.values import CROCKFORD, ID_LENGTH, SLUG, Moment, Rev, Slug, about, id_pattern


class Document(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One resource exactly as it is served.

    `rev` is left empty until the content is complete; `published_at` and
    `updated_at` come from the ledger and are not part of what `rev` covers.
    """

    id: Annotated[str, about("Id of this document; it never changes.", "art_nxtnmn77kh")]
    slug: Annotated[
        str,
        Meta(pattern=rf"^{SLUG}(\.{SLUG})?$"),
        about("Readable name of this document, unique among its type.", "neck-pain"),
    ]
    rev: Rev
    published_at: Annotated[
        Moment, about("When the document was first published.", "2026-11-23T00:00:00Z")
    ]
    updated_at: Annotated[Moment, about("When its content last changed.", "2026-11-23T00:00:00Z")]
    href: Annotated[
        str,
        about("Path of this document, by id.", "/v1/articles/art_nxtnmn77kh"),
        Meta(extra_json_schema={"format": "uri-reference"}),
    ]
    rights: Annotated[
        Rights,
        about(
            "Terms for showing it elsewhere.",
            {
                "license": "CC-BY-4.0",
                "license_url": "https://creativecommons.org/licenses/by/4.0/",
                "credit": "Example Clinic",
                "credit_html": '<a href="https://example.org/neck-pain">Example Clinic</a>',
                "canonical_url": "https://example.org/neck-pain",
                "syndicable": True,
                "excerpts": {"allowed": True, "keep": ["credit", "citations", "safety"]},
                "refresh_within_days": 7,
                "noindex": True,
            },
        ),
    ]


DEFAULT_LIMIT = 20
"""Documents in a page of a list, if nothing else is asked."""


class ResourceType(msgspec.Struct, frozen=True, kw_only=True):
    """The names of a resource type, each written down once."""

    name: str
    """As in `type`, in relations and in the release: `service_bundle`."""
    plural: str
    """As in relations and `included`: `service_bundles`."""
    title: str
    """As in sentences: `service bundle`."""
    prefix: str
    """As in ids: `bun`."""
    document: type[Document]
    order: tuple[str, ...]
    """Columns of the table of the type, none of them ever empty: what its list is sorted by,
    ascending, if nothing else is asked. The id follows.
    """
    body: tuple[str, ...]
    """The members with the text itself, which partners get of what they may show only."""

    @property
    def segment(self) -> str:
        """As in addresses and surrogate keys: `service-bundles`."""
        return self.plural.replace("_", "-")

    @property
    def path(self) -> str:
        """The address of the list, `/v1/service-bundles`."""
        return f"/v1/{self.segment}"

    @property
    def list_key(self) -> str:
        """The surrogate key of answers that any document of the type could change."""
        return f"list-{self.segment}"

    @property
    def id_pattern(self) -> str:
        """The regular expression that whole ids of this type match."""
        return id_pattern(self.prefix)


PublicationStatus = Literal["published", "draft", "withdrawn"]
WithdrawalReason = Literal["withdrawn", "merged", "expired", "removed"]
ChangeClass = Literal["editorial", "clinical", "safety"]
"""How much a change means to whoever shows a copy, the least first."""


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a resource is no longer published, and what to read instead."""

    reason: Annotated[WithdrawalReason, about("Why it was taken back.", "merged")]
    replacement: Annotated[
        Slug | UnsetType,
        about("Slug of the resource of the same type to read instead.", "neck-pain"),
    ] = UNSET


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys that every source file may have."""

    id: Annotated[str, about('Id, made once with "python -m seed new-id".', "art_nxtnmn77kh")]
    slug: Slug
    status: Annotated[
        PublicationStatus,
        about("Drafts are checked, never released; withdrawn ones answer 410.", "published"),
    ] = "published"
    withdrawn: Annotated[
        Withdrawal | UnsetType, about("Given with the status withdrawn only.", {"reason": "merged"})
    ] = UNSET
    previous_slugs: Annotated[
        list[Slug], about("Former slugs; each of them redirects.", ["sore-neck"])
    ] = []
    change_class: Annotated[
        ChangeClass, about("What the change means that is published next.", "clinical")
    ] = "editorial"
    rights: Annotated[
        RightsSource | UnsetType, about("Terms that differ from site.yaml.", {"syndicable": True})
    ] = UNSET


def derive_id(prefix: str, *parts: str) -> str:
    """Make the id that always belongs to these parts.

    >>> derive_id("sec", "art_nxtnmn77kh", "lead")
    'sec_6q5yhqsj57'
    """
    digest = hashlib.sha256("#".join(parts).encode()).digest()
    return f"{prefix}_" + "".join(CROCKFORD[byte % 32] for byte in digest[:ID_LENGTH])
