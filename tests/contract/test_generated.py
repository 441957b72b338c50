import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from api.openapi import build_contract
from api.openapi.collection import build_collection
from api.openapi.files import COLLECTION, CONTRACT, RELEASED
from tests.conftest import ROOT, edit
from tests.contract.jsonfile import read_json


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the code and of what is made from it."""
    for name in ("api", "schema"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "openapi").mkdir()
    for path in (CONTRACT, COLLECTION, RELEASED, RELEASED.with_name("CHANGELOG.md")):
        shutil.copy(path, tmp_path / "openapi")
    return tmp_path


def run(checkout: Path, option: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "api", "openapi", option],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_current_passes(checkout: Path) -> None:
    """Nothing is said where nothing is out of date."""
    result = run(checkout, "--check")

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_what_is_stale_is_named_with_its_line(checkout: Path) -> None:
    """Each file that differs is said with the first line that does, and how to mend it."""
    topics = checkout / "api" / "resources" / "topics.py"
    edit(topics, "The conditions and the modalities", "Conditions and modalities")

    result = run(checkout, "--check")

    first, second = result.stderr.splitlines()
    assert result.returncode == 1
    assert first.startswith("openapi/v1.json:")
    assert 'The file has \'"description": "The conditions and the modalities that ev' in first
    assert second.startswith("openapi/collection.json:")
    assert first.endswith('Run "make openapi".')
    line = int(first.split(":")[1])
    assert "The conditions" in CONTRACT.read_text().splitlines()[line - 1]


def test_writing_makes_it_current(checkout: Path) -> None:
    """What is missing is written, byte for byte as it was."""
    (checkout / "openapi" / "collection.json").unlink()

    assert run(checkout, "--check").returncode == 1
    assert run(checkout, "--write").returncode == 0
    assert run(checkout, "--check").returncode == 0
    assert (checkout / "openapi" / "collection.json").read_bytes() == COLLECTION.read_bytes()


def test_a_version_is_released_once(checkout: Path) -> None:
    """Another contract needs another version, and words for client developers."""
    assert run(checkout, "--release").returncode == 0
    topics = checkout / "api" / "resources" / "topics.py"
    edit(topics, "The conditions and the modalities", "Conditions and modalities")
    version = checkout / "api" / "openapi" / "__init__.py"

    again = run(checkout, "--release")
    edit(version, 'VERSION = "1.', 'VERSION = "91.')
    unsaid = run(checkout, "--release")
    new = f"9{build_contract()['info']['version']}"
    with (checkout / "openapi" / "CHANGELOG.md").open("a") as changelog:
        changelog.write(f"\n## {new}\n")
    said = run(checkout, "--release")

    assert "was released with another contract" in again.stderr
    assert f'under "## {new}"' in unsaid.stderr
    assert said.stdout == f"Released {new}.\n"
    assert read_json(checkout / "openapi" / "v1.released.json")["info"]["version"] == new


def test_collection_has_every_operation_and_parameter() -> None:
    """What the contract offers can be tried with one click."""
    contract = build_contract()

    collection = build_collection(contract)

    requests = [each["request"] for folder in collection["item"] for each in folder["item"]]
    assert len(requests) == sum(len(methods) for methods in contract["paths"].values())
    topics = next(each for each in requests if each["url"]["raw"] == "{{base}}/v1/topics/:key")
    assert topics["url"]["variable"][0]["value"] == "neck-pain"
    assert {each["key"] for each in topics["url"]["query"]} >= {"include", "fields[topic]"}
    assert all(each["disabled"] for each in topics["url"]["query"])
    search = next(each for each in requests if "/v1/search" in each["url"]["raw"])
    assert search["url"]["raw"] == "{{base}}/v1/search?q=lumbago"


def test_collection_names_nothing_twice() -> None:
    """Each request has a name of its own in its folder."""
    collection = msgspec.json.decode(COLLECTION.read_bytes())

    for folder in collection["item"]:
        names = [each["name"] for each in folder["item"]]
        assert len(names) == len(set(names)) > 0
