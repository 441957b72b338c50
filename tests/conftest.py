"""The two worlds of the tests: a small clinic written for them, and the clinic's own content."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from api.app import create_app
from api.store.release import Release, open_release
from seed.build import build
from seed.ledger import read_ledger
from tests.client import CLINIC_TIME, SHIPPED_TIME, Client, stop_clock

ROOT = Path(__file__).parent.parent
CLINIC = ROOT / "tests" / "clinic"
FIRST_DAY, SECOND_DAY = "2026-02-01", "2026-03-01"


def edit(path: Path, old: str, new: str) -> None:
    """Replace words in a file that has them."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} does not hold {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def live_through_a_month(content: Path) -> None:
    """Change the small clinic as clinics change: rename, withdraw, mend."""
    (content / "articles" / "rest.md").rename(content / "articles" / "resting.md")
    edit(
        content / "articles" / "resting.md",
        "slug: rest\n",
        "slug: resting\nprevious_slugs: [rest]\n",
    )
    edit(content / "articles" / "resting.md", "{#how ", '{#how-to was="how" ')
    edit(content / "articles" / "migraine.md", "article:rest#how)", "article:resting#how-to)")
    edit(
        content / "articles" / "old-advice.md",
        "audience:",
        "status: withdrawn\nwithdrawn: {reason: merged, replacement: resting}\naudience:",
    )
    edit(content / "references.yaml", "title: A page about rest", "title: A page about resting")


def compile_clinic(content: Path, ledger: Path, releases: Path, today: str) -> None:
    """Build a release of a content folder."""
    build(content, ledger, today, releases, locked=False, progress=lambda _: None)


@pytest.fixture(scope="session")
def clinic_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The releases of the small clinic, after two builds a month apart."""
    folder = tmp_path_factory.mktemp("clinic")
    content, ledger, releases = folder / "content", folder / "ledger.jsonl", folder / "releases"
    shutil.copytree(CLINIC, content)
    compile_clinic(content, ledger, releases, FIRST_DAY)
    live_through_a_month(content)
    compile_clinic(content, ledger, releases, SECOND_DAY)
    return releases


def build_shipped(folder: Path) -> Path:
    """Build the clinic's own content, exactly as its ledger has it."""
    ledger, releases = folder / "ledger.jsonl", folder / "releases"
    shutil.copy(ROOT / "seed" / "ledger.jsonl", ledger)
    content = ROOT / "seed" / "content"
    today = read_ledger(ledger, []).changes[-1].at[:10]
    build(content, ledger, today, releases, locked=True, progress=lambda _: None)
    return releases


@pytest.fixture(scope="session")
def shipped_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the clinic's own content."""
    return build_shipped(tmp_path_factory.mktemp("shipped"))


@pytest.fixture
def release(clinic_releases: Path) -> Iterator[Release]:
    """The small clinic's release in force, open."""
    release = open_release(clinic_releases)
    yield release
    release.close()


@pytest.fixture
def client(release: Release) -> Iterator[Client]:
    """A client of the small clinic."""
    client = Client(create_app(release, stop_clock(CLINIC_TIME)))
    yield client
    client.close()


@contextmanager
def open_client(releases: Path, time: float) -> Iterator[Client]:
    """Open the release in force, and an application of it at a time, for a client."""
    with closing(open_release(releases)) as release:
        client = Client(create_app(release, stop_clock(time)))
        yield client
        client.close()


@pytest.fixture
def shipped(shipped_releases: Path) -> Iterator[Client]:
    """A client of the clinic's own content."""
    with open_client(shipped_releases, SHIPPED_TIME) as client:
        yield client
