import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from api.app import create_app
from api.search.search import open_search
from api.store.release import open_release
from api.store.unusable import UnusableRelease
from schema.storage.beside import remove_orphans
from schema.storage.search_index import (
    MANIFEST,
    SUFFIX,
    ensure_search_index,
    read_manifest,
)
from seed.release import KEPT_RELEASES
from tests.client import Client
from tests.conftest import CLINIC, compile_clinic, edit

NOBODY = 65534
Damage = Callable[[Path], object]


@pytest.fixture
def releases(clinic_releases: Path) -> Iterator[Path]:
    """A copy of the small clinic's release in force, with its index, that anybody may read."""
    release = open_release(clinic_releases)
    folder = Path(tempfile.mkdtemp(prefix="clinic-"))
    folder.chmod(0o755)
    shutil.copy(clinic_releases / "CURRENT", folder)
    shutil.copy(release.path, folder)
    shutil.copytree(release.path.with_suffix(SUFFIX), folder / f"{release.path.stem}{SUFFIX}")
    release.close()
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def index_of(releases: Path) -> Path:
    (path,) = releases.glob(f"*{SUFFIX}")
    return path


def find_migraine(releases: Path) -> list[str]:
    """Start an application, and search."""
    release = open_release(releases)
    client = Client(create_app(release))
    answer = client.get("/v1/search?q=migraine&types=topic,article").json()
    client.close()
    release.close()
    return [hit["slug"] for hit in answer["data"]]


@contextmanager
def unprivileged() -> Iterator[None]:
    """Be somebody for whom permissions count, also where tests run as root."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def segment(index: Path) -> Path:
    return next(index.glob("*.idx"))


def rewrite(index: Path, **changes: object) -> None:
    manifest = msgspec.json.decode((index / MANIFEST).read_bytes())
    (index / MANIFEST).write_bytes(msgspec.json.encode(manifest | changes))


def empty(index: Path) -> None:
    shutil.rmtree(index)
    index.mkdir()


def replace_by_file(index: Path) -> None:
    shutil.rmtree(index)
    index.write_bytes(b"not a folder")


DAMAGES: dict[str, Damage] = {
    "missing": shutil.rmtree,
    "empty": empty,
    "a file": replace_by_file,
    "no manifest": lambda index: (index / MANIFEST).unlink(),
    "torn manifest": lambda index: cut(index / MANIFEST),
    "no segment": lambda index: segment(index).unlink(),
    "short segment": lambda index: cut(segment(index)),
    "flipped bit": lambda index: flip(segment(index)),
    "flipped list": lambda index: flip(index / "meta.json"),
    "another version": lambda index: rewrite(index, version=0),
    "another library": lambda index: rewrite(index, library="0.1.0"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_an_index_that_is_not_sound_is_built_anew(damage: Damage, releases: Path) -> None:
    """The server mends it at its start, in the same place, and finds what it found before."""
    before = find_migraine(releases)
    damage(index_of(releases))

    after = find_migraine(releases)

    assert after == before
    assert before[0] == "migraine"
    assert read_manifest(index_of(releases)) is not None


def test_a_sound_index_is_left_alone(releases: Path) -> None:
    """Starting a server changes no file."""
    before = {path: path.stat().st_mtime_ns for path in releases.rglob("*")}

    find_migraine(releases)

    assert {path: path.stat().st_mtime_ns for path in releases.rglob("*")} == before


@pytest.mark.parametrize("has_index", [True, False])
def test_a_folder_that_is_read_only_will_do(has_index: bool, releases: Path) -> None:  # noqa: FBT001 (a table)
    """An index is used where it is; one that cannot be kept lives as long as the process."""
    if not has_index:
        shutil.rmtree(index_of(releases))
    releases.chmod(0o555)

    with unprivileged():
        found = find_migraine(releases)

    assert found[0] == "migraine"
    assert bool(list(releases.glob(f"*{SUFFIX}"))) == has_index


def test_no_place_at_all_is_told_in_a_sentence(
    releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that can keep an index nowhere does not start, and says what it needs."""
    monkeypatch.setattr(tempfile, "tempdir", str(releases / "nowhere"))
    release = open_release(releases)

    with pytest.raises(UnusableRelease, match="folder for temporary files"):
        open_search(release)

    release.close()


def test_nothing_stays_in_the_temporary_folder(
    releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is needed to open or to build is gone when the server is up."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for _ in range(3):
        find_migraine(releases)
        shutil.rmtree(index_of(releases))

    find_migraine(releases)

    assert list(tmp_path.iterdir()) == []
    assert len(list(releases.iterdir())) == 3


def test_an_open_index_outlives_its_folder(releases: Path) -> None:
    """A release that is cleared away can be searched until its server lets it go."""
    (path,) = releases.glob("*.sqlite")
    index = ensure_search_index(path)
    shutil.rmtree(index_of(releases))

    terms = index.searcher.terms_with_prefix("title", "migr")

    assert [word for word, _ in terms] == ["migraine", "migrana"]


def test_servers_that_start_together_do_not_harm_each_other(releases: Path) -> None:
    """Each builds the index for itself, and one of them is kept."""
    shutil.rmtree(index_of(releases))
    (path,) = releases.glob("*.sqlite")

    with ThreadPoolExecutor(4) as threads:
        indexes = list(threads.map(ensure_search_index, [path] * 4))

    assert [index.searcher.num_docs for index in indexes] == [indexes[0].searcher.num_docs] * 4
    assert read_manifest(index_of(releases)) is not None
    assert len(list(releases.iterdir())) == 3


def test_a_release_that_is_cleared_away_takes_its_index_along(tmp_path: Path) -> None:
    """There is one index for each release that is kept, whatever was built before."""
    content, ledger = tmp_path / "content", tmp_path / "ledger.jsonl"
    shutil.copytree(CLINIC, content)
    for number in range(KEPT_RELEASES + 3):
        old, new = f"summary: How to do nothing{'.' * (number + 1)}", "summary: How to do nothing"
        edit(content / "articles" / "rest.md", old, new + "." * (number + 2))
        compile_clinic(content, ledger, tmp_path / "releases", f"2026-02-{number + 1:02}")

    indexes = {path.stem for path in (tmp_path / "releases").glob(f"*{SUFFIX}")}
    kept = {path.stem for path in (tmp_path / "releases").glob("*.sqlite")}

    assert indexes == kept
    assert len(kept) == KEPT_RELEASES + 1


def test_half_an_index_goes_with_its_release(releases: Path) -> None:
    """What a process left that died while building is cleared away later."""
    half = releases / f"{'0' * 64}{SUFFIX}-half"
    half.mkdir()

    remove_orphans(releases)

    assert not half.exists()
    assert read_manifest(index_of(releases)) is not None


def test_equal_releases_rank_equally(releases: Path) -> None:
    """Two servers with indexes of their own give the same answer, byte for byte."""
    answers = []
    for _ in range(2):
        release = open_release(releases)
        client = Client(create_app(release))
        answers.append(client.get("/v1/search?q=rest+migraine+pain&limit=50").body)
        client.close()
        release.close()
        shutil.rmtree(index_of(releases))

    assert answers[0] == answers[1]
