"""Schemathesis makes requests out of the contract, sound and spoiled, and judges the answers."""

import os
import re
import sys

import pytest

from tests.conformance.clients import CONTRACT
from tests.conftest import ROOT
from tests.contract.jsonfile import read_json
from tests.contract.tools import run, run_aloud

pytestmark = pytest.mark.enable_socket

SETTINGS = ROOT / "openapi" / "rules" / "schemathesis.toml"
EXAMPLES = os.environ.get("FUZZ", "")
"""How many requests `make fuzz` invents for each operation; in CI they are few and always equal."""
FEW = ["--max-examples", "4", "--seed", "20261123", "--generation-deterministic"]
ONE_OF_EACH = r"/v1/(search|sync|topics|articles/\{key\})|/((live|ready)z)?"
"""Paths with every kind of parameter. The lists have some seventy each, and the same code."""


def attack(server: str, *options: str) -> str:
    """Run all checks, and give what it says: no failure, no error, no warning."""
    which = ["--max-examples", EXAMPLES] if EXAMPLES else FEW
    result = (run_aloud if EXAMPLES else run)(
        *[sys.executable, "-m", "tests.conformance.attack", "--config-file", SETTINGS],
        *["--no-color", "run", CONTRACT, "--url", server, "--checks", "all", *options, *which],
        *["--suppress-health-check", "all"],
    )
    assert result.returncode == 0, result.stdout[-5000:] + result.stderr
    return result.stdout


def test_inventions_are_answered_as_promised(server: str) -> None:
    """Examples, inventions, and requests that follow from each other, at every operation."""
    found = attack(server, "--phases", "examples,fuzzing,stateful")

    everything = len(read_json(CONTRACT)["paths"])
    assert f"Selected: {everything}/{everything}" in found
    assert re.search(r"(\d+) generated, \1 passed", found)


def test_limits_are_answered_as_promised(server: str) -> None:
    """Each parameter at and beyond each of its limits; `make fuzz` does so at every operation."""
    paths = [] if EXAMPLES else ["--include-path-regex", f"^({ONE_OF_EACH})$"]

    found = attack(server, "--phases", "coverage", *paths)

    assert re.search(r"(\d{3,}) generated, \1 passed", found)
