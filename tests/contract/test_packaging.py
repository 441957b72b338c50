import importlib
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

LOCKS = {
    "requirements.txt": [],
    "requirements-seed.txt": ["seed"],
    "requirements-otel.txt": ["otel"],
    "requirements-dev.txt": ["seed", "otel", "dev"],
    "requirements-clients.txt": ["clients"],
}
PINNED = re.compile(
    r"^([a-z0-9][a-z0-9.-]*)==(\S+)(?: ; .*?)? \\\n((?:    --hash=.*\n)+)", re.MULTILINE
)


def read_lock(name: str) -> dict[str, str]:
    return {match[1]: match[2] for match in PINNED.finditer((ROOT / name).read_text())}


def declared(extras: list[str]) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = list(project["dependencies"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    return [Requirement(line) for line in lines if not line.startswith("acupoint")]


@pytest.mark.parametrize(("name", "extras"), LOCKS.items())
def test_locks_hold_what_is_declared(name: str, extras: list[str]) -> None:
    """Every declared dependency is locked, at a version that its declaration allows."""
    locked = read_lock(name)

    for requirement in declared(extras):
        version = locked[requirement.name.lower().replace(".", "-")]
        assert requirement.specifier.contains(version), f'{requirement}: run "make lock"'


@pytest.mark.parametrize("name", [*LOCKS, "requirements-uv.txt"])
def test_every_locked_version_has_hashes_and_no_address(name: str) -> None:
    """What is installed is what was locked, wherever it comes from."""
    text = (ROOT / name).read_text()

    pinned = [line for line in text.splitlines() if re.match(r"[a-z0-9].*==", line)]
    assert len(pinned) == len(read_lock(name))
    assert "://" not in text


def test_what_installs_is_locked_once() -> None:
    """The uv that comes first is the one that comes with everything else."""
    first = read_lock("requirements-uv.txt")

    assert first == {"uv": read_lock("requirements-dev.txt")["uv"]}


@pytest.mark.parametrize("name", ["api", "schema", "seed"])
def test_no_distribution_shadows_our_packages(name: str) -> None:
    """`schema` is also the name of a published package; ours must be the one imported."""
    module = importlib.import_module(name)

    assert Path(str(module.__file__)).parent == ROOT / name
    assert name not in packages_distributions()


def test_serving_process_never_imports_the_compiler() -> None:
    """Parsers of YAML and Markdown and sqlite-utils are not in the serving process."""
    code = (
        "import sys, api.__main__; "
        "names = {'seed', 'sqlite_utils', 'ruamel', 'markdown_it', 'swagger_ui'}; "
        "print(sorted(names & set(sys.modules)))"
    )

    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"


def test_top_level_is_fixed() -> None:
    """A newcomer finds the same few folders for ever."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    folders = {line.partition("/")[0] for line in listed.stdout.splitlines() if "/" in line}

    assert folders <= {"api", "schema", "seed", "tests", "openapi", ".ci", "benchmarks"}
