"""The words of citations are kept from build to build, and never beyond what they follow from."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from seed.release import read_current
from seed.representations import citations
from seed.representations.processor import run_style
from seed.representations.taken_over import take_over_words
from tests.conftest import CLINIC, FIRST_DAY, SECOND_DAY, compile_clinic

from .items import PAPER, make_reference


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the processor is asked for in a process that knows nothing yet."""
    asked: list[str] = []
    run = run_style

    def note(item: str, style: Any) -> str:
        asked.append(style)
        return run(item, style)

    monkeypatch.setattr(citations, "run_style", note)
    monkeypatch.setattr(citations, "KNOWN", {})
    monkeypatch.setattr("seed.representations.taken_over.KNOWN", citations.KNOWN)
    return asked


@pytest.fixture
def releases(tmp_path: Path, asked: list[str]) -> Path:
    """The small clinic, built by a process that asked for everything."""
    shutil.copytree(CLINIC, tmp_path / "content")
    build(tmp_path)
    assert asked
    asked.clear()
    citations.KNOWN.clear()
    return tmp_path / "releases"


def build(folder: Path, today: str = FIRST_DAY) -> str:
    compile_clinic(folder / "content", folder / "ledger", folder / "releases", today)
    current = read_current(folder / "releases")
    assert current is not None
    return current.sha256


def test_a_second_build_asks_for_nothing(releases: Path, asked: list[str]) -> None:
    """What is the same comes out the same, without the processor, to the last byte."""
    before = read_current(releases)

    after = build(releases.parent)

    assert asked == []
    assert before is not None
    assert after == before.sha256


def test_only_what_changed_is_asked_for(releases: Path, asked: list[str]) -> None:
    """Another title means new words for that text, once for each style."""
    path = releases.parent / "content" / "references.yaml"
    text = path.read_text(encoding="utf-8").replace("A page about rest", "A page about sleep")
    path.write_text(text, encoding="utf-8")

    build(releases.parent, SECOND_DAY)

    assert sorted(asked) == ["ama", "apa", "chicago", "vancouver"]


def test_a_damaged_release_hands_nothing_on(releases: Path) -> None:
    """Words are taken from a file that is the one that was put in force, or from none."""
    current = read_current(releases)
    assert current is not None
    with sqlite3.connect(releases / current.file) as connection:
        connection.execute("UPDATE formatted SET words = 'Nonsense.'")
    connection.close()

    take_over_words(releases)

    assert citations.KNOWN == {}


def test_words_follow_from_the_processor_and_the_style(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new version of either is asked again."""
    monkeypatch.setattr(citations, "_name_processor", lambda: "1")
    first = citations.name_words("{}", "ama")
    monkeypatch.setattr(citations, "_name_processor", lambda: "2")

    assert citations.name_words("{}", "ama") != first
    assert citations.name_words("{}", "apa") != citations.name_words("{}", "ama")
    assert citations.name_words("[]", "ama") != citations.name_words("{}", "ama")


def test_a_retraction_needs_no_new_words(asked: list[str]) -> None:
    """The status stands behind the words, so it cannot be taken over from an older release."""
    citations.format_html(make_reference(PAPER), "ama")
    retracted = citations.format_html(make_reference(PAPER, "retracted"), "ama")

    assert asked == ["ama"]
    assert retracted.endswith("[Retracted]")
