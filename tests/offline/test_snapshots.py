"""Snapshots over HTTP: what is listed is there, and what is there never changes."""

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.http.download import COMPRESSED_TYPES, PIECE
from api.store.release import open_release
from schema.storage.snapshot import AUDIENCES, MANIFEST, SUFFIX
from seed.release import read_rows
from tests.client import Client
from tests.http.problems import assert_problem
from tests.release.world import World

LATEST = "/v1/snapshots/latest"
FOREVER = "public, max-age=31536000, immutable, no-transform"


def files_of(client: Client) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = client.get(LATEST).json()["data"]["files"]
    return files


def address_of(client: Client, ending: str, audience: str = "everyone") -> str:
    files = [each for each in files_of(client) if each["audience"] == audience]
    [href] = [each["href"] for each in files if each["href"].endswith(ending)]
    return str(href)


def test_the_manifest_says_what_the_release_is(client: Client, clinic_releases: Path) -> None:
    """Number, ledger and digest, so that a copy knows where it stands."""
    data = client.get(LATEST).json()["data"]
    release = open_release(clinic_releases)
    [row] = read_rows(release.path, "SELECT lineage, seq, digest, created_at FROM release")
    release.close()

    assert data["release"] == release.current.number
    assert (data["lineage"], data["seq"], data["digest"], data["created_at"]) == row


def test_every_file_is_what_the_manifest_says(client: Client) -> None:
    """Size, hash, type, and a name that is the hash."""
    files = files_of(client)

    assert [each["audience"] for each in files] == ["everyone"] * 6 + ["partners"] * 6
    for each in files:
        answer = client.get(each["href"])
        assert answer.status == 200
        assert len(answer.body) == each["bytes"] == int(answer.headers["content-length"])
        assert hashlib.sha256(answer.body).hexdigest() == each["sha256"]
        assert each["sha256"] in each["href"]
        expected = COMPRESSED_TYPES[each["coding"]] if "coding" in each else each["media_type"]
        assert answer.headers["content-type"] == expected


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_digest_can_be_recomputed_from_the_lines(audience: str, client: Client) -> None:
    """Whoever has the documents can prove that none is missing, and none is old."""
    lines = client.get(address_of(client, ".ndjson", audience)).body.splitlines()
    pairs = sorted(f"{each['id']}:{each['rev']}" for each in map(msgspec.json.decode, lines))

    digest = hashlib.sha256("\n".join(pairs).encode()).hexdigest()

    assert digest == client.get(LATEST).json()["data"]["digest"]


def test_the_downloaded_file_is_searched_without_a_server(client: Client, tmp_path: Path) -> None:
    """One file, opened with what every Python has, answers a search."""
    path = tmp_path / "copy.sqlite"
    path.write_bytes(client.get(address_of(client, ".sqlite")).body)

    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT type, snippet(search, -1, '[', ']', '…', 8) FROM search "
            "WHERE search MATCH ? ORDER BY rank",
            ("rest*",),
        ).fetchall()

    assert any("[" in snippet for _, snippet in found)


@pytest.mark.parametrize("coding", ["identity", "gzip, br, zstd", "gzip;q=1, identity;q=0"])
def test_bytes_do_not_depend_on_what_a_client_decodes(coding: str, client: Client) -> None:
    """A range means the same bytes for every client, so nothing is compressed on the way."""
    address = address_of(client, ".ndjson")

    answer = client.get(address, Accept_Encoding=coding)

    assert answer.body == client.get(address).body
    assert not {"content-encoding", "vary"} & answer.headers.keys()
    assert answer.headers["cache-control"] == FOREVER


def test_the_manifest_is_let_go_of_when_anything_is_published(client: Client) -> None:
    """It lives as briefly as the strictest class of content, and is purged with any type."""
    answer = client.get(LATEST)

    assert answer.headers["cache-control"].startswith("public, max-age=30")
    assert "list-articles" in answer.headers["surrogate-key"].split()


def test_head_is_get_without_the_bytes(client: Client) -> None:
    """So that a client knows how much comes, and that it may ask for parts."""
    address = address_of(client, ".sqlite")
    get = client.get(address, Request_Id="same")

    head = client.send("HEAD", address, {"Request-Id": "same", "Range": "bytes=0-0"})

    assert (head.status, head.headers, head.body) == (200, get.headers, b"")
    assert head.headers["accept-ranges"] == "bytes"


def test_whoever_has_a_file_is_told_so(client: Client) -> None:
    """304, also where only a part was asked for (RFC 9110, 13.2.2)."""
    address = address_of(client, ".sqlite")
    etag = client.get(address).headers["etag"]

    for more in ({}, {"Range": "bytes=0-9"}):
        answer = client.send("GET", address, {"If-None-Match": etag, **more})
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["etag"] == etag


def test_whoever_means_another_file_gets_none(client: Client) -> None:
    """If-Match is how some download managers go on."""
    address = address_of(client, ".sqlite")
    etag = client.get(address).headers["etag"]

    right = client.send("GET", address, {"If-Match": etag, "Range": "bytes=0-9"})
    wrong = client.send("GET", address, {"If-Match": '"x"', "Range": "bytes=0-9"})

    assert right.status == 206
    assert_problem(client, wrong, 412, "precondition-failed")


def slice_like_the_rfc(header: str, data: bytes) -> bytes | int:
    """What a range means, as naively as it can be said: bytes, 200 or 416."""
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", header)
    if not found or found.groups() == ("", ""):
        return 200
    first, last = found.groups()
    if not first:
        return data[-int(last) :] if int(last) else 416
    if last and int(last) < int(first):
        return 200
    if int(first) >= len(data):
        return 416
    return data[int(first) : int(last) + 1] if last else data[int(first) :]


NUMBERS = st.sampled_from(["", "0", "1", "9", "99", "007", "10000000", "9" * 30]) | st.integers(
    0, 30_000
).map(str)
RANGES = st.builds("bytes={}-{}".format, NUMBERS, NUMBERS) | st.sampled_from(
    ["bytes=", "bytes", "bytes=a-b", "lines=0-1", "bytes=0-1,3-4", "bytes=--1", "bytes=-1-", "0-1"]
)


@given(header=RANGES)
@example(header="bytes=0-")
@example(header="bytes=-0")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_ranges_mean_what_the_rfc_says(header: str, client: Client) -> None:
    """One range is cut out, several or none are all of it, and what is not there is a 416."""
    address = address_of(client, ".ndjson.gz")
    whole = client.get(address).body

    answer = client.send("GET", address, {"Range": header})

    expected = slice_like_the_rfc(header, whole)
    if expected == 416:
        assert_problem(client, answer, 416, "range-not-satisfiable")
        assert answer.headers["content-range"] == f"bytes */{len(whole)}"
    elif expected == 200:
        assert (answer.status, answer.body) == (200, whole)
    else:
        assert (answer.status, answer.body) == (206, expected)
        start = len(whole) - len(answer.body) if header.startswith("bytes=-") else None
        assert_is_placed(answer.headers["content-range"], whole, answer.body, start)


def assert_is_placed(content_range: str, whole: bytes, part: bytes, start: int | None) -> None:
    """Content-Range says where the part really is."""
    place, _, size = content_range.removeprefix("bytes ").partition("/")
    first, last = map(int, place.split("-"))
    assert whole[first : last + 1] == part
    assert int(size) == len(whole)
    assert start in {None, first}


@pytest.mark.parametrize(
    ("if_range", "status"),
    [("same", 206), ('"other"', 200), ("weak", 200), ("Mon, 23 Nov 2026 00:00:00 GMT", 200)],
)
def test_a_part_fits_what_is_there_already(if_range: str, status: int, client: Client) -> None:
    """Only the very bytes that the client began with are gone on with."""
    address = address_of(client, ".sqlite")
    etag = client.get(address).headers["etag"]
    value = {"same": etag, "weak": f"W/{etag}"}.get(if_range, if_range)

    answer = client.send("GET", address, {"Range": "bytes=5-", "If-Range": value})

    assert answer.status == status


def test_pieces_make_up_the_whole(client: Client) -> None:
    """A file that is longer than what is read at once comes complete, and in order."""
    address = address_of(client, ".sqlite")
    whole = client.get(address).body
    assert len(whole) > PIECE

    parts = [
        client.send("GET", address, {"Range": f"bytes={start}-{start + 99_999}"}).body
        for start in range(0, len(whole), 100_000)
    ]

    assert b"".join(parts) == whole


NO_FILES = [
    "x",
    "0" * 64,
    "0" * 64 + ".sqlite",
    "0" * 64 + ".sqlite.zst",
    "CURRENT",
    "manifest.json",
    ".lock",
    "..%2FCURRENT",
]


@pytest.mark.parametrize("name", NO_FILES)
def test_no_other_file_is_served(name: str, client: Client) -> None:
    """Names are looked up in manifests and never in a folder."""
    answer = client.get(f"/v1/snapshots/{name}")

    assert answer.status in {400, 404}
    assert_problem(client, answer, answer.status, answer.json()["code"])


def test_a_manifest_names_no_file_elsewhere(published: World, client_of_world: Client) -> None:
    """Also one that somebody wrote by hand leads to names that are hashes only."""
    folder = next(published.releases.glob(f"*{SUFFIX}"))
    (folder / MANIFEST).chmod(0o644)
    entry = '{"form":"/../../CURRENT","ending":"","bytes":9,"sha256":""}'
    (folder / MANIFEST).write_text(f'{{"version":1,"files":[{entry}]}}')

    assert len(files_of(client_of_world)) == 1


@pytest.fixture
def published(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.build()
    return world


@pytest.fixture
def client_of_world(published: World) -> Iterator[Client]:
    release = open_release(published.releases)
    client = Client(create_app(release))
    yield client
    client.close()
    release.close()


def test_what_is_not_there_is_not_listed(published: World, client_of_world: Client) -> None:
    """A file that is gone or cut off disappears from the list, and the others stay."""
    cut, gone, *_ = sorted(next(published.releases.glob(f"*{SUFFIX}")).glob("*.zst"))
    cut.chmod(0o644)
    cut.write_bytes(cut.read_bytes()[:-1])
    gone.unlink()

    files = files_of(client_of_world)

    assert len(files) == 10
    assert client_of_world.get(f"/v1/snapshots/{cut.name}").status == 404
    assert client_of_world.get(f"/v1/snapshots/{gone.name}").status == 404


def test_a_release_without_derived_files_is_listed_itself(
    published: World, client_of_world: Client
) -> None:
    """As one is that another version of the compiler built."""
    next(published.releases.glob(f"*{SUFFIX}")).rename(published.releases / "elsewhere")

    [file] = files_of(client_of_world)

    assert client_of_world.get(file["href"]).status == 200


def test_older_files_stay_while_their_release_does(published: World) -> None:
    """A download that began before a publishing can be gone on with after it."""
    before = sorted(next(published.releases.glob(f"*{SUFFIX}")).glob("*.*"))
    release = next(published.releases.glob("*.sqlite"))
    published.edit("topics.yaml", "Care without anything.", "Care without much.")
    published.build()

    for path in (release, *(path for path in before if path.name != MANIFEST)):
        answer = published.get(f"/v1/snapshots/{path.name}")
        assert (answer.status, answer.body) == (200, path.read_bytes())
