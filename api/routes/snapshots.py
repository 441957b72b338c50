"""The doors to snapshots: what there is of the release in use, and the files themselves.

They run on worker threads, for they look at files that may lie on a slow disk.
"""

from collections.abc import Iterable
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from msgspec import UNSET

from api.errors import SnapshotNotFound
from api.http.basis import Basis
from api.http.download import Download
from api.http.exchange import exchange_of
from api.http.found import basis_of_everything
from api.http.respond import respond_value
from api.http.snapshots import (
    LATEST_PATH,
    SNAPSHOTS_PATH,
    Snapshot,
    SnapshotDocument,
    SnapshotEntry,
)
from api.loaded import Loaded
from api.query.text import refuse_parameters
from api.resources.lifetime import FOREVER
from api.store.snapshots import list_files, open_file
from schema.storage.snapshot import CODINGS, MEDIA_TYPES, SnapshotFile

AnyRequest = Request[Any, Any, Any]


def snapshot_routes() -> list[HTTPRouteHandler]:
    """Open the doors."""

    @get(LATEST_PATH, name="describe snapshot", sync_to_thread=True)
    def describe(request: AnyRequest) -> Response[bytes]:
        refuse_parameters(request.scope["query_string"])
        exchange = exchange_of(request.scope)
        exchange.basis = basis_of_everything()
        loaded = exchange.loaded
        return respond_value(describe_snapshot(loaded, list_files(loaded.release)))

    @get(f"{SNAPSHOTS_PATH}/{{name:str}}", name="download snapshot", sync_to_thread=True)
    def download(request: AnyRequest, name: FromPath[str]) -> Response[bytes]:
        refuse_parameters(request.scope["query_string"])
        exchange = exchange_of(request.scope)
        opened = open_file(exchange.loaded.release, name)
        if opened is None:
            raise SnapshotNotFound(name, LATEST_PATH)
        exchange.download, exchange.basis = Download(opened), Basis(lifetime=FOREVER)
        headers = {"Content-Disposition": "attachment"}
        return Response(b"", media_type=exchange.download.media_type, headers=headers)

    return [describe, download]


def describe_snapshot(loaded: Loaded, files: Iterable[SnapshotFile]) -> SnapshotDocument:
    """Say what there is of a release."""
    return SnapshotDocument(
        data=Snapshot(
            release=loaded.number,
            lineage=loaded.lineage,
            seq=loaded.seq,
            digest=loaded.digest,
            created_at=loaded.created_at,
            next=loaded.sync.next_of_snapshot(),
            files=[_enter(file) for file in files],
        )
    )


def _enter(file: SnapshotFile) -> SnapshotEntry:
    return SnapshotEntry(
        href=f"{SNAPSHOTS_PATH}/{file.name}",
        bytes=file.bytes,
        sha256=file.sha256,
        media_type=MEDIA_TYPES[file.form],
        coding=CODINGS[file.ending] or UNSET,
        audience=file.audience,
    )
