import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from api.errors import BadQuery, error_classes
from api.limits import MAX_BODY, MAX_HOLDINGS
from api.resources import RESOURCES
from api.resources.field import OPERATORS
from api.sync.answer import RemovalReason
from schema.document import ChangeClass
from schema.form import FORMS, STYLES
from schema.rights import Rights
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"```console\n\$ (.*?)\n(.*?)```", re.DOTALL)
FORMS_GUIDE = (ROOT / "openapi" / "REPRESENTATIONS.md").read_text(encoding="utf-8")
PARTNERS = (ROOT / "openapi" / "PARTNERS.md").read_text(encoding="utf-8")
QUERY = (ROOT / "openapi" / "QUERY.md").read_text(encoding="utf-8")
OFFLINE = (ROOT / "openapi" / "OFFLINE.md").read_text(encoding="utf-8")
EXCHANGES = CONSOLE.findall(README)
PLURALS = {each.type.name: each.type.plural.replace("_", " ") for each in RESOURCES}
GUIDES = ["QUERY", "LANGUAGES", "REPRESENTATIONS", "PARTNERS", "OFFLINE", "FEEDS"]
GUIDE_EXCHANGES = [
    exchange
    for name in GUIDES
    for exchange in CONSOLE.findall((ROOT / "openapi" / f"{name}.md").read_text(encoding="utf-8"))
]
COMMANDS = re.search(r"```sh\n(.*?)```", README, re.DOTALL)

pytestmark = pytest.mark.enable_socket


ATTEMPTS = 5


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_the_lock() -> None:
    """Wait until no other test builds in the folder that `make serve` builds in."""
    (ROOT / "releases").mkdir(exist_ok=True)
    with (ROOT / "releases" / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)


def wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not become ready")


def start(port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Run the README's first command; anew, if another test was building in the same folder."""
    for _ in range(ATTEMPTS):
        process = subprocess.Popen(
            ["make", "serve", f"PORT={port}"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_until_ready(port, process)
        except AssertionError:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                raise
            continue
        return process
    raise AssertionError("the server ended each time")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of what the README's first command serves."""
    assert COMMANDS is not None
    assert COMMANDS[1].split("\n")[0] == "make serve"
    port = free_port()
    wait_for_the_lock()
    environment = {**os.environ, "LOG": "json", "RELEASES": "releases"}
    process = start(port, environment)
    try:
        yield port
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


@pytest.mark.parametrize(("command", "expected"), [*EXCHANGES, *GUIDE_EXCHANGES])
def test_commands_answer_as_shown(command: str, expected: str, port: int) -> None:
    """Whoever copies a command from the README or a guide sees what is shown there."""
    python = Path(sys.executable)
    here = command.replace("localhost:8000", f"localhost:{port}")
    here = here.replace(".venv/bin/python", str(python))

    result = subprocess.run(
        ["bash", "-c", here], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )

    shown, is_cut = expected.removesuffix("...\n"), expected.endswith("...\n")
    assert result.stdout == shown or (is_cut and result.stdout.startswith(shown)), result.stderr


def test_the_query_guide_names_every_operator_and_code() -> None:
    """The tables are complete, and the page has examples that are run."""
    codes = [error.code for error in error_classes() if issubclass(error, BadQuery)]
    words = [*OPERATORS, *codes]

    assert [word for word in words if f"`{word}`" not in QUERY] == []
    assert len(CONSOLE.findall(QUERY)) == 7


def test_the_guide_to_forms_names_every_form_and_style() -> None:
    """The table is complete, and the page has examples that are run."""
    rows = [line for line in FORMS_GUIDE.splitlines() if line.startswith("| ")]

    for type_name, forms in FORMS.items():
        plural = PLURALS[type_name]
        for form in forms:
            words = (plural, f"`.{form.suffix}`", f"`{form.essence}`")
            assert any(all(word in row for word in words) for row in rows), words
    assert all(f"`{style}`" in FORMS_GUIDE for style in STYLES)
    assert all(f"`{name}`" in FORMS_GUIDE for name in Rights.__struct_fields__)
    assert len(CONSOLE.findall(FORMS_GUIDE)) == 10


def test_the_guide_for_partners_names_every_reason_and_class() -> None:
    """Whoever takes down what is withdrawn knows each reason, and has seen a copy begin."""
    for word in (*get_args(RemovalReason), *get_args(ChangeClass)):
        assert f"`{word}`" in PARTNERS
    assert len(CONSOLE.findall(PARTNERS)) == 7


def test_the_guide_to_copies_says_the_limits() -> None:
    """And its examples are run."""
    assert f"up to {MAX_HOLDINGS:,} documents at once, in {MAX_BODY} bytes" in OFFLINE
    assert len(CONSOLE.findall(OFFLINE)) == 4


def test_readme_shows_the_two_commands_and_five_requests() -> None:
    """Start needs two commands; five requests show what the service is for."""
    assert COMMANDS is not None

    requests = [command for command, _ in EXCHANGES if command.startswith("curl")]

    assert COMMANDS[1].split() == ["make", "serve", "make", "test"]
    assert len(requests) == 5


def test_every_path_in_the_tree_exists() -> None:
    """The tree in the README is the tree of the repository."""
    rows = re.findall(r"^\| `(\w+/)` \|.*\| `([\w/.]+)` \|$", README, re.MULTILINE)

    assert [folder for folder, _ in rows] == ["schema/", "seed/", "api/", "openapi/", "tests/"]
    assert all((ROOT / folder).is_dir() and (ROOT / file).is_file() for folder, file in rows)
