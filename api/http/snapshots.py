"""What there is to take away: the manifest of the snapshot of a release."""

from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from api.sync.parameters import EXAMPLE_CURSOR, SNAPSHOT, SYNC_PATH
from schema.storage.snapshot import Audience
from schema.values import Moment, about

SNAPSHOTS_PATH = "/v1/snapshots"
LATEST_PATH = SNAPSHOT
SHA256 = "bdf3694ebdfd5de374899becd5922a8ff36256cfae0c2d70f0da28151161c32f"
DIGEST = "732b3516291096a31cf482c9f8bacd4efb645b5cf42af8d8516592121e9e09e3"
FILE = {
    "href": f"{SNAPSHOTS_PATH}/{SHA256}.sqlite",
    "bytes": 843776,
    "sha256": SHA256,
    "media_type": "application/vnd.sqlite3",
    "audience": "everyone",
}


class SnapshotEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that can be downloaded; at its address there are never other bytes."""

    href: Annotated[str, about("Path of the file.", FILE["href"])]
    bytes: Annotated[int, about("Size of the file.", 843776)]
    sha256: Annotated[str, about("SHA-256 of the file, in hex.", SHA256)]
    media_type: Annotated[
        str,
        about(
            "What it is, once decompressed: `application/vnd.sqlite3` or `application/x-ndjson`.",
            "application/vnd.sqlite3",
        ),
    ]
    coding: Annotated[
        str | UnsetType,
        about("How the file is compressed, `zstd` or `gzip`; absent where it is not.", "zstd"),
    ] = UNSET
    audience: Annotated[
        Audience,
        about(
            "For whom it is. In a file for `partners`, documents that are not syndicable are "
            "there without their body.",
            "everyone",
        ),
    ]


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """All content of a release, as files."""

    release: Annotated[int, about("Number of the release.", 3)]
    lineage: Annotated[
        str,
        about(
            "Names the ledger that `seq` counts in; with another one, begin anew.",
            "1861668d5ac34e50",
        ),
    ]
    seq: Annotated[int, about("Last position of the ledger in it.", 125)]
    digest: Annotated[
        str,
        about(
            "SHA-256 over the sorted lines `id:rev` of all documents, without a newline at the "
            "end: equal digests, equal content.",
            DIGEST,
        ),
    ]
    created_at: Annotated[Moment, about("When its content last changed.", "2026-11-23T00:00:00Z")]
    next: Annotated[
        str,
        about(
            "Where to ask for what changed since: a copy that was begun with these files goes on "
            "there.",
            f"{SYNC_PATH}?since={EXAMPLE_CURSOR}",
        ),
        msgspec.Meta(extra_json_schema={"format": "uri-reference"}),
    ]
    files: Annotated[
        list[SnapshotEntry],
        about(
            "The files that there are, those for everyone first, and each time the SQLite file "
            "first.",
            [FILE],
        ),
    ]


class SnapshotDocument(msgspec.Struct, frozen=True, kw_only=True):
    """The snapshot of the release that is served."""

    data: Annotated[
        Snapshot,
        about(
            "What there is, and what it is of.",
            {
                "release": 3,
                "lineage": "1861668d5ac34e50",
                "seq": 125,
                "digest": DIGEST,
                "created_at": "2026-11-23T00:00:00Z",
                "next": f"{SYNC_PATH}?since={EXAMPLE_CURSOR}",
                "files": [FILE],
            },
        ),
    ]
