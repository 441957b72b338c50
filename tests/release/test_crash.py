import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api.store.release import open_release
from seed.ledger import read_ledger
from seed.release import read_current
from tests.conftest import CLINIC, FIRST_DAY, ROOT, SECOND_DAY, compile_clinic, live_through_a_month

STRIDES = 40
"""Each fault is a test of its own process; they are spread over a few tests."""
MODES = ("kill", "ENOSPC", "EIO")
ALL = [(mode, start) for mode in MODES for start in range(1, STRIDES + 1)]
SOME = [("kill", 1), ("ENOSPC", 14), ("EIO", 27)]
"""Of every forty calls, each mode has another one in CI; `make crashes` has all."""
ENDED = re.compile(r"\d+ -?\d+")
FAULTS = ALL if os.environ.get("ALL_FAULTS") else SOME


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic with one release, whose content has changed since."""
    home = tmp_path_factory.mktemp("before")
    shutil.copytree(CLINIC, home / "content")
    compile_clinic(home / "content", home / "ledger.jsonl", home / "releases", FIRST_DAY)
    live_through_a_month(home / "content")
    return home


@pytest.fixture(scope="module")
def undisturbed(before: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The release that a build without any fault puts in force."""
    home = copy(before, tmp_path_factory.mktemp("undisturbed"))
    compile_clinic(home / "content", home / "ledger.jsonl", home / "releases", SECOND_DAY)
    return sha256_in_force(home)


def copy(before: Path, to: Path) -> Path:
    shutil.copytree(before, to, dirs_exist_ok=True)
    return to


def sha256_in_force(home: Path) -> str:
    current = read_current(home / "releases")
    assert current is not None
    return current.sha256


@pytest.mark.parametrize(("mode", "start"), FAULTS)
def test_no_fault_harms_what_is_in_force(
    mode: str, start: int, before: Path, undisturbed: str, tmp_path: Path
) -> None:
    """Whatever call a build dies at, the old release or the new one is sound and in force."""
    home = copy(before, tmp_path / "home")
    command = [sys.executable, "-m", "tests.release.faults", mode, str(start), str(STRIDES)]
    command += [str(home), "build", "--today", SECOND_DAY]

    result = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )

    assert "Traceback" not in result.stderr, result.stderr
    ends = [line.split() for line in result.stdout.splitlines() if ENDED.fullmatch(line)]
    assert len(ends) > 1
    for at, status in ends:
        there = home.with_name(f"{home.name}-{at}")
        assert status == "-9" or mode != "kill"
        assert sha256_in_force(there) in {sha256_in_force(before), undisturbed}
        open_release(there / "releases").close()
        assert_next_build_is_whole(there, undisturbed)


def assert_next_build_is_whole(home: Path, undisturbed: str) -> None:
    """After a fault the next build gives what an undisturbed one gives, and tidies up."""
    mistakes: list[object] = []
    read_ledger(home / "ledger.jsonl", mistakes)  # type: ignore[arg-type]  # only its length counts
    assert not mistakes
    compile_clinic(home / "content", home / "ledger.jsonl", home / "releases", SECOND_DAY)
    assert sha256_in_force(home) == undisturbed
    leftovers = [path.name for path in home.rglob("building-*")]
    assert leftovers == []
