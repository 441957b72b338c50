import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from api.store.release import Release, open_release
from api.store.unusable import UnusableRelease
from schema.storage.identity import APPLICATION_ID, CURRENT, SCHEMA_VERSION

from .files import release_bytes, write_current

POSITIONS = 100


@pytest.fixture
def folder(file: Path, tmp_path: Path) -> Path:
    """A folder with a release of its own, to be spoilt."""
    shutil.copyfile(file, tmp_path / "release.sqlite")
    write_current(tmp_path)
    return tmp_path


def complaint_of(folder: Path) -> str:
    """What is said of a release that cannot be used: one sentence and what to do."""
    with pytest.raises(UnusableRelease) as caught:
        open_release(folder)
    message = str(caught.value)
    assert "\n" not in message
    assert message.isprintable()
    assert "seed build" in message
    assert message.endswith(".")
    return message


def try_to_open(folder: Path) -> Release | None:
    """Open a release, if it is one that can be used."""
    try:
        return open_release(folder)
    except UnusableRelease:
        return None


def test_a_sound_release_is_opened(folder: Path) -> None:
    """The folder that all tests here begin with is in order."""
    release = open_release(folder)

    assert isinstance(release, Release)
    release.close()


def test_without_current_there_is_no_release(folder: Path) -> None:
    """A folder with files and no CURRENT has nothing in force."""
    (folder / CURRENT).unlink()

    assert "There is no release in" in complaint_of(folder)


def test_without_a_folder_there_is_no_release(tmp_path: Path) -> None:
    """A folder that does not exist is no different."""
    assert "There is no release in" in complaint_of(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b" ",
        b"{",
        b"{}",
        b"[]",
        b"null",
        b"\x00\x00",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"number":"1","file":"release.sqlite","sha256":"","bytes":1}',
        b'{"number":1,"file":"release.sqlite","sha256":"","bytes":1,"more":1}',
        b'{"number":1,"file":null,"sha256":"","bytes":1}',
    ],
    ids=lambda text: str(text[:24]),
)
def test_a_current_that_cannot_be_read_is_refused(text: bytes, folder: Path) -> None:
    """Empty, cut short, of another form, or with members that nobody knows."""
    (folder / CURRENT).write_bytes(text)

    assert f"{CURRENT} cannot be read" in complaint_of(folder)


def test_a_current_that_is_a_folder_is_refused(folder: Path) -> None:
    """Whatever stands in its place."""
    (folder / CURRENT).unlink()
    (folder / CURRENT).mkdir()

    assert f"{CURRENT} cannot be read" in complaint_of(folder)


@pytest.mark.parametrize(
    "name", ["../release.sqlite", "/etc/passwd", "a/b", ".", "..", "", "a\nb", "a\0b", "a\x1bb"]
)
def test_a_current_that_names_no_file_beside_it_is_refused(name: str, folder: Path) -> None:
    """The name is that of a file in the same folder, and nothing else."""
    write_current(folder, file=name)

    complaint_of(folder)


@pytest.mark.parametrize(
    "changes",
    [{"sha256": "0" * 64}, {"sha256": ""}, {"bytes": 0}, {"bytes": -1}, {"file": "other.sqlite"}],
)
def test_a_current_that_does_not_fit_the_file_is_refused(
    changes: dict[str, object], folder: Path
) -> None:
    """Name, size and hash must all be those of the file."""
    write_current(folder, **changes)

    assert "Delete it" in complaint_of(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    """The sentence names the path."""
    (folder / "release.sqlite").unlink()

    assert str(folder / "release.sqlite") in complaint_of(folder)


@pytest.mark.parametrize("share", [0, 0.25, 0.5, 0.99])
def test_a_file_that_was_cut_short_is_refused(share: float, folder: Path) -> None:
    """Also at the end of a page, and also to nothing, which SQLite takes for a database."""
    data = (folder / "release.sqlite").read_bytes()

    (folder / "release.sqlite").write_bytes(data[: int(len(data) * share) // 4096 * 4096])

    assert "is not the file that was released" in complaint_of(folder)


def test_a_longer_file_is_refused(folder: Path) -> None:
    """Bytes after the last page are no part of the release."""
    with (folder / "release.sqlite").open("ab") as file:
        file.write(b"\0")

    assert "is not the file that was released" in complaint_of(folder)


def test_every_flipped_bit_is_found(folder: Path) -> None:
    """In the header, in tables, in free space: the hash finds them all."""
    path = folder / "release.sqlite"
    data = bytearray(path.read_bytes())
    random_ = random.Random(7193)  # noqa: S311

    for place in [0, 18, 100, len(data) - 1, *random_.sample(range(len(data)), POSITIONS)]:
        bit = 1 << random_.randrange(8)
        data[place] ^= bit
        path.write_bytes(data)
        assert "is not the file that was released" in complaint_of(folder)
        data[place] ^= bit


def test_every_change_of_current_is_found_or_harmless(folder: Path) -> None:
    """A flipped bit in CURRENT is refused, or the same file is opened under another number."""
    text = (folder / CURRENT).read_bytes()
    whole = open_release(folder)
    sha256 = whole.current.sha256
    whole.close()

    for place in range(len(text)):
        for bit in range(8):
            changed = bytearray(text)
            changed[place] ^= 1 << bit
            (folder / CURRENT).write_bytes(changed)
            if (release := try_to_open(folder)) is not None:
                assert release.current.sha256 == sha256
                release.close()


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"SQLite format 3\0", b"SQLite format 3\0" + bytes(84), bytes(8192)],
    ids=["empty", "text", "16 bytes", "a header", "zeros"],
)
def test_a_file_that_is_no_database_is_refused(data: bytes, folder: Path) -> None:
    """Also with the right hash: whoever wrote CURRENT may have hashed the wrong file."""
    release_bytes(folder, data)

    assert "release.sqlite" in complaint_of(folder)


@pytest.mark.parametrize(
    ("application", "version"),
    [(0, 0), (0, SCHEMA_VERSION), (1, SCHEMA_VERSION), (APPLICATION_ID, SCHEMA_VERSION + 1)],
)
def test_a_database_of_others_is_refused(
    application: int, version: int, folder: Path, tmp_path: Path
) -> None:
    """The right hash of a file of another program, or of another version of this one."""
    other = sqlite3.connect(tmp_path / "other.sqlite")
    other.execute("CREATE TABLE document (id TEXT)")
    other.execute(f"PRAGMA application_id={application}")
    other.execute(f"PRAGMA user_version={version}")
    other.close()

    release_bytes(folder, (tmp_path / "other.sqlite").read_bytes())

    message = complaint_of(folder)
    assert f"has layout {SCHEMA_VERSION} and this server reads {SCHEMA_VERSION}" not in message


def test_nothing_is_written_beside_a_release(folder: Path) -> None:
    """Opening and reading leave no journal and no lock."""
    before = {path.name for path in folder.iterdir()}

    release = open_release(folder)
    release.fetch("SELECT id FROM topic", {})

    assert {path.name for path in folder.iterdir()} == before
    release.close()


@pytest.mark.parametrize("name", ["a b", "a?mode=rwc", "a#b", "a%20b", "ü"])
def test_a_folder_may_have_any_name(name: str, folder: Path, tmp_path: Path) -> None:
    """What has a meaning in addresses has none in paths."""
    moved = tmp_path / name
    moved.mkdir()
    for path in (folder / CURRENT, folder / "release.sqlite"):
        shutil.copyfile(path, moved / path.name)

    release = open_release(moved)

    assert release.fetch("SELECT id FROM topic WHERE name = 'Rest'", {}) == [("top_aaaaaaaaa4",)]
    release.close()
