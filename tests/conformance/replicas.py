"""A clinic that publishes while somebody holds a copy of it: an edit, a new slug, a withdrawal."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from tests.conformance.conftest import free_port, wait_until_ready
from tests.conftest import (
    CLINIC,
    FIRST_DAY,
    ROOT,
    SECOND_DAY,
    compile_clinic,
    edit,
    live_through_a_month,
)

THIRD_DAY = "2026-04-01"
Program = Callable[[str, Path], "subprocess.CompletedProcess[str]"]
"""Brings the copy at a path up to what a server has."""


def publish(home: Path, day: str) -> int:
    """Build the clinic, and give the number of the release."""
    compile_clinic(home / "content", home / "ledger.jsonl", home / "releases", day)
    number: int = msgspec.json.decode((home / "releases" / "CURRENT").read_bytes())["number"]
    return number


def wait_for_release(address: str, number: int) -> None:
    """Wait until a server has noticed a release."""
    deadline = time.monotonic() + 30
    command = ["curl", "-s", "-o", os.devnull, "-D", "-", f"{address}/livez"]
    while time.monotonic() < deadline:
        head = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        if f"acupoint-release: {number}\n" in head.replace("\r", ""):
            return
        time.sleep(0.05)
    raise AssertionError(f"release {number} was not noticed")


def follow(program: Program, home: Path) -> list[str]:
    """Run a program after each of three releases, and give what it printed."""
    shutil.copytree(CLINIC, home / "content")
    publish(home, FIRST_DAY)
    port = free_port()
    settings = {"PORT": str(port), "HOST": "127.0.0.1", "RELEASES": str(home / "releases")}
    server = subprocess.Popen(
        [sys.executable, "-m", "api", "serve"],
        cwd=ROOT,
        env={**os.environ, **settings, "LOG": "json"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(port, server)
        printed = [_run(program, address, home)]
        live_through_a_month(home / "content")
        wait_for_release(address, publish(home, SECOND_DAY))
        printed.append(_run(program, address, home))
        edit(home / "content" / "articles" / "migraine.md", "## ", "## Again: ")
        wait_for_release(address, publish(home, THIRD_DAY))
        return [*printed, _run(program, address, home), _run(program, address, home)]
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _run(program: Program, address: str, home: Path) -> str:
    result = program(address, home / "copy")
    assert result.returncode == 0, result.stderr
    return result.stdout


def check(printed: list[str]) -> None:
    """See that a copy was begun at once, and then followed what changed and nothing else."""
    begun, month, edited, nothing = printed
    assert len(begun.splitlines()) == len(nothing.splitlines()) == 1
    assert " delete editorial art_" in month
    assert " upsert editorial art_" in month
    assert {line.split()[1] for line in edited.splitlines()[:-1]} == {"upsert"}
    assert nothing == edited.splitlines(keepends=True)[-1]
    assert all("proved by" in each.splitlines()[-1] for each in printed)
