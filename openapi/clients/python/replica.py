"""Holds a copy in an SQLite file, brings it up to date, and proves that it is right."""

import hashlib
import json
import sqlite3
import sys
from typing import Any

import httpx

base_url, file = [*sys.argv[1:], "http://localhost:8000", "copy.sqlite"][:2]
api = httpx.Client(base_url=base_url)
copy = sqlite3.connect(file)
copy.execute("CREATE TABLE IF NOT EXISTS document (id TEXT PRIMARY KEY, rev TEXT, body TEXT)")
copy.execute("CREATE TABLE IF NOT EXISTS place (next TEXT)")


def put(document: dict[str, Any]) -> None:
    """Put a document in."""
    row = document["id"], document["rev"], json.dumps(document)
    copy.execute("REPLACE INTO document VALUES (?, ?, ?)", row)


def begin() -> str:
    """Begin anew with everything that is published now, in one file."""
    manifest = api.get("/v1/snapshots/latest").raise_for_status().json()["data"]
    ndjson = next(each for each in manifest["files"] if each["href"].endswith(".ndjson"))
    lines = api.get(ndjson["href"]).raise_for_status().content
    assert hashlib.sha256(lines).hexdigest() == ndjson["sha256"], "the download was cut short"
    copy.execute("DELETE FROM document")
    for line in lines.splitlines():
        put(json.loads(line))
    return str(manifest["next"])


def refresh(path: str) -> tuple[str, str]:
    """Follow the changes to the last one; gives the next address, and the digest of all."""
    while True:
        answer = api.get(path)
        if answer.status_code == httpx.codes.GONE:  # From another history.
            return refresh(begin())
        page = answer.raise_for_status().json()
        for change in page["data"]:
            print(change["seq"], change["op"], change["change_class"], change["id"])
            if change["op"] == "upsert":
                put(change["document"])
            else:
                copy.execute("DELETE FROM document WHERE id = ?", [change["id"]])
        path = page["next"]
        if not page["has_more"]:
            return path, page["state"]["digest"]


with copy:  # All of it is put into the copy, or nothing.
    known = copy.execute("SELECT next FROM place").fetchone()
    following, digest = refresh(known[0] if known else begin())
    copy.execute("REPLACE INTO place (rowid, next) VALUES (1, ?)", [following])
    pairs = sorted(f"{id_}:{rev}" for id_, rev in copy.execute("SELECT id, rev FROM document"))
    assert hashlib.sha256("\n".join(pairs).encode()).hexdigest() == digest, "the copy is not right"
print(f"{len(pairs)} documents, proved by {digest[:16]}")
