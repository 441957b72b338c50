import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.client import Client
from tests.conformance.clients import CLIENTS, PROGRAMS, TOOLS, command, expected, starter_ends
from tests.conformance.replicas import check, follow
from tests.contract.tools import need, run

pytestmark = pytest.mark.enable_socket

TYPES = """[mypy]
strict = true
# The generator's own client does not pass; what it makes of the contract does.
[mypy-acupoint.client]
ignore_errors = true
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated package, with the starter and the program beside it."""
    need(find_spec("openapi_python_client"), "openapi-python-client", 'run "make check"')
    folder = tmp_path_factory.mktemp("python")
    # The generator formats what it made with the ruff that it finds on the PATH.
    environment = {**os.environ, "PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}
    made = subprocess.run(
        [TOOLS / "openapi-python-client", *command("openapi-python-client")],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert "Warning" not in made.stdout + made.stderr, made.stdout
    for source in (PROGRAMS / "exercise.py", CLIENTS / "python" / "starter.py"):
        (folder / source.name).write_text(source.read_text())
    return folder


def test_client_is_typed(folder: Path) -> None:
    """A strict type checker accepts the models, the operations and those who use them."""
    (folder / "mypy.ini").write_text(TYPES)
    files = ["exercise.py", "starter.py", "acupoint"]

    result = run(sys.executable, "-m", "mypy", "--config-file", "mypy.ini", *files, cwd=folder)

    assert result.returncode == 0, result.stdout


def test_client_reads_everything(folder: Path, server: str, shipped: Client) -> None:
    """Every type, a list across pages, an include, a search, a problem, a 304: all typed."""
    result = run(sys.executable, "exercise.py", server, cwd=folder)

    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == expected(shipped)


def test_starter_runs(folder: Path, server: str, shipped: Client) -> None:
    """What a developer copies first prints an article, and then costs nothing."""
    result = run(sys.executable, "starter.py", server, cwd=folder)

    assert result.returncode == 0, result.stderr
    assert all(words in result.stdout for words in starter_ends(shipped))
    assert result.stdout.endswith("Asked again: 304\n")


def test_a_copy_is_held_and_proved(tmp_path: Path) -> None:
    """Through three releases with an edit, a new slug and a withdrawal."""
    replica = CLIENTS / "python" / "replica.py"

    check(follow(lambda address, copy: run(sys.executable, replica, address, copy), tmp_path))
