"""Tools that are no Python: tests that need one are skipped without it, but not in `make check`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

NODE_MODULES = ROOT / "openapi" / "node_modules"
ENVIRONMENT = {
    **os.environ,
    "REDOCLY_TELEMETRY": "off",
    "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
    "NO_COLOR": "1",
    # A program that runs for seconds is done before it would have been optimised.
    "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


def need(found: object, what: str, advice: str) -> None:
    """Skip the test where a tool is missing; where all tools are required, fail."""
    if not found:
        message = f"{what} is missing: {advice}"
        if os.environ.get("REQUIRE_TOOLS"):
            pytest.fail(message)
        pytest.skip(message)


def node_tool(name: str) -> str:
    """Find a tool of openapi/package.json."""
    path = NODE_MODULES / ".bin" / name
    need(path.exists(), name, 'run "make contract", which needs node and npm')
    return str(path)


def program(name: str, advice: str) -> str:
    """Find a program on the PATH."""
    path = shutil.which(name)
    need(path, name, advice)
    return str(path)


def run_aloud(*command: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end, however long it takes, and show what it says as it says it."""
    words, lines = [str(part) for part in command], list[str]()
    with subprocess.Popen(
        words, cwd=cwd, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            lines.append(line)
    return subprocess.CompletedProcess(words, process.returncode, "".join(lines), "")


def run(
    *command: object, cwd: Path = ROOT, timeout: float | None = 300
) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end; parts of the command are written as text."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
