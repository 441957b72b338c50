"""Files that are sent as they lie on the disk, whole or in part, and never held as a whole."""

import asyncio
import os
from contextlib import suppress
from typing import Any

import structlog

from api.store.snapshots import OpenFile
from schema.storage.snapshot import CODINGS, MEDIA_TYPES

PIECE = 128 * 1024
"""Bytes that are read at once. Beside what a client leaves unread, one piece is held for it."""
COMPRESSED_TYPES = {"zstd": "application/zstd", "gzip": "application/gzip"}
"""A compressed file is a file of its own, and not a coding that somebody might undo on the way."""


class Download:
    """An open file, and which part of it is sent; all of it at first."""

    def __init__(self, opened: OpenFile) -> None:
        about = opened.about
        coding = CODINGS[about.ending]
        self.media_type = COMPRESSED_TYPES[coding] if coding else MEDIA_TYPES[about.form]
        self.etag = f'"{about.sha256[:32]}"'
        """As of every answer, from the hash of the bytes as they are sent."""
        self.size = about.bytes
        self.start, self.end = 0, about.bytes
        self._stream = opened.stream

    async def send(self, receive: Any, send: Any) -> int:
        """Send the part as fast as the client takes it, and say how many bytes that were.

        A client that goes ends it, and so does a file that is shorter than it should be: then
        the server closes the connection, and the client knows that something is missing.
        """
        place = self.start
        if place == self.end:
            await send({"type": "http.response.body", "body": b""})
            return 0
        gone = asyncio.ensure_future(_wait_until_gone(receive))
        try:
            while place < self.end and not gone.done():
                piece = await asyncio.to_thread(self._read, place)
                if not piece:
                    structlog.get_logger("api").error("a file ended early", etag=self.etag)
                    break
                place += len(piece)
                more = place < self.end
                await send({"type": "http.response.body", "body": piece, "more_body": more})
        finally:
            gone.cancel()
            await asyncio.wait([gone])
        return place - self.start

    def _read(self, place: int) -> bytes:
        """Read the next piece; nothing, if the disk does not give it."""
        with suppress(OSError):
            return os.pread(self._stream.fileno(), min(PIECE, self.end - place), place)
        return b""

    def close(self) -> None:
        """Let the file go."""
        self._stream.close()


async def _wait_until_gone(receive: Any) -> None:
    """Wait until the client has closed the connection: what comes after the empty body."""
    for _ in range(2):
        if (await receive())["type"] == "http.disconnect":
            return
    await asyncio.Future()
