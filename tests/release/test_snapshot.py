"""The snapshot beside a release: written whole before the release is in force, or not at all."""

import gzip
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
import zstandard

from schema.storage.snapshot import (
    AUDIENCES,
    CODINGS,
    MANIFEST,
    MEDIA_TYPES,
    SUFFIX,
    Audience,
    SnapshotFile,
    find_path,
    read_manifest,
)
from seed.release import KEPT_RELEASES, read_current, read_rows
from seed.rollback import roll_back
from seed.snapshot import build_snapshot, is_sound
from tests.release.world import World


def folder_in_force(world: World) -> Path:
    current = read_current(world.releases)
    assert current is not None
    return (world.releases / current.file).with_suffix(SUFFIX)


def files_of(folder: Path) -> list[SnapshotFile]:
    manifest = read_manifest(folder)
    assert manifest is not None
    return manifest.files


def read(folder: Path, form: str, ending: str = "", audience: Audience = "everyone") -> bytes:
    wanted = (audience, form, ending)
    [file] = [
        each for each in files_of(folder) if (each.audience, each.form, each.ending) == wanted
    ]
    return find_path(folder, file).read_bytes()


def test_every_form_comes_in_every_coding(published: World) -> None:
    """As it is, as zstd and as gzip, for everyone and for partners; with its own size and hash."""
    folder = folder_in_force(published)

    files = files_of(folder)

    assert [(each.audience, each.form, each.ending) for each in files] == [
        (audience, form, ending)
        for audience in AUDIENCES
        for form in MEDIA_TYPES
        for ending in CODINGS
    ]
    for each in files:
        data = find_path(folder, each).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (each.bytes, each.sha256)


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_codings_hold_the_same_bytes(form: str, audience: Audience, published: World) -> None:
    """What comes out of a compressed file is the file that is not compressed."""
    folder = folder_in_force(published)
    unzstd = zstandard.ZstdDecompressor().decompress

    plain = read(folder, form, "", audience)

    assert unzstd(read(folder, form, ".zst", audience)) == plain
    assert gzip.decompress(read(folder, form, ".gz", audience)) == plain


def test_lines_are_documents_in_the_order_of_the_ledger(published: World) -> None:
    """Each line is a document exactly as it is served, and none is missing."""
    release = folder_in_force(published).with_suffix(".sqlite")

    lines = read(folder_in_force(published), ".ndjson").splitlines()

    rows = read_rows(release, "SELECT seq, body FROM document ORDER BY seq")
    assert lines == [body for _, body in rows]
    assert len(lines) == len({msgspec.json.decode(line)["id"] for line in lines}) > 10


def test_the_file_can_be_searched_without_a_server(published: World) -> None:
    """Whoever has SQLite has the full-text index, with marks and ranks."""
    release = folder_in_force(published).with_suffix(".sqlite")
    statement = """
        SELECT document.slug FROM search JOIN document USING (id)
        WHERE search MATCH 'migraine' AND document.type = 'article' ORDER BY bm25(search)
    """

    with closing(sqlite3.connect(f"{release.as_uri()}?mode=ro", uri=True)) as connection:
        found = connection.execute(statement).fetchall()
        state = connection.execute("PRAGMA integrity_check").fetchall()

    assert ("migraine",) in found
    assert state == [("ok",)]


def test_equal_releases_have_equal_snapshots(tmp_path: Path) -> None:
    """No clock, no machine and no chance shows in any byte."""
    worlds = [World(tmp_path / name) for name in ("a", "b")]
    for world in worlds:
        world.build()

    first, second = (
        {path.name: path.read_bytes() for path in folder_in_force(world).iterdir()}
        for world in worlds
    )

    assert first == second


@pytest.mark.parametrize("harm", ["flipped", "cut", "gone", "manifest", "folder"])
def test_a_build_mends_a_snapshot(harm: str, published: World) -> None:
    """Whatever happened to it, the next build of the same content puts it right."""
    folder = folder_in_force(published)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    spoil(folder, harm)
    assert not is_sound(folder)

    published.build(today="2026-02-01")

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def spoil(folder: Path, harm: str) -> None:
    victim = next(path for path in sorted(folder.iterdir()) if path.name != MANIFEST)
    data = victim.read_bytes()
    victim.chmod(0o644)
    (folder / MANIFEST).chmod(0o644)
    if harm == "flipped":
        victim.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    elif harm == "cut":
        victim.write_bytes(data[:-1])
    elif harm == "gone":
        victim.unlink()
    elif harm == "manifest":
        (folder / MANIFEST).write_bytes(b"{")
    else:
        folder.rename(folder.with_name("elsewhere"))


def test_a_sound_snapshot_is_not_written_again(published: World) -> None:
    """Whoever downloads it meanwhile is not disturbed."""
    folder = folder_in_force(published)
    before = folder.stat().st_ino

    build_snapshot(folder.with_suffix(".sqlite"))

    assert folder.stat().st_ino == before


def test_half_a_snapshot_is_swept_away(published: World) -> None:
    """A build that died leaves a draft, which the next one writes anew."""
    folder = folder_in_force(published)
    draft = folder.with_name(f"{folder.name}-draft")
    folder.rename(draft)

    published.build(today="2026-02-01")

    assert not draft.exists()
    assert is_sound(folder)


def test_a_snapshot_goes_with_its_release(published: World) -> None:
    """As many are kept as there are releases to go back to."""
    for number in range(KEPT_RELEASES + 2):
        published.edit("topics.yaml", "anything", f"anything or {number} anything")
        published.build(today=f"2026-02-{number + 2:02}")

    releases = {path.stem for path in published.releases.glob("*.sqlite")}

    assert {path.stem for path in published.releases.glob(f"*{SUFFIX}")} == releases
    assert len(releases) == KEPT_RELEASES + 1


def test_a_rollback_has_its_snapshot_again(published: World) -> None:
    """Also where the release is so old that it never had one."""
    first = folder_in_force(published)
    published.edit("topics.yaml", "anything", "anything or anything")
    published.build()
    first.rename(first.with_name("elsewhere"))

    roll_back(published.releases, "1", with_withdrawn=False)

    assert folder_in_force(published) == first
    assert is_sound(first)
