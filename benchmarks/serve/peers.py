"""Peers with the same content: their environment, their database, and how they are asked."""

import hashlib
import sqlite3
import subprocess
import venv
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from benchmarks.serve.machine import ROOT, CannotMeasure
from benchmarks.serve.wire import Request
from benchmarks.serve.workloads import Shape, Workload
from seed.release import read_current

PINNED = ROOT / "benchmarks" / "peers.txt"
TABLES = ROOT / "benchmarks" / "peers" / "tables.sql"
QUERIES = ROOT / "benchmarks" / "peers" / "datasette.json"
ENVIRONMENT = ROOT / ".bench" / "peers-environment"
DATABASE = "clinic"

FASTAPI: dict[Shape, str] = {
    "page": "/articles/{}",
    "record": "/practitioners/{}",
    "list": "/articles{}",
    "search": "/search?q={}",
}
DATASETTE: dict[Shape, str] = {
    "page": f"/{DATABASE}/page.json?_shape=array&_json=sections&_json=references&slug={{}}",
    "record": f"/{DATABASE}/record.json?_shape=array&slug={{}}",
    "list": f"/{DATABASE}/list.json?_shape=array{{}}",
    "search": f"/{DATABASE}/search.json?_shape=array&q={{}}",
}


class Peers:
    """An environment with the peers in it, and a database for them."""

    def __init__(self, releases: Path, say: Callable[[str], None]) -> None:
        self.python = _ensure_environment(say)
        self.database = _ensure_database(releases, say)

    def translate_for_fastapi(self, workload: Workload) -> list[Request] | None:
        """Ask for the same thing."""
        return _translate(FASTAPI, workload)

    def translate_for_datasette(self, workload: Workload) -> list[Request] | None:
        """Ask for the same thing."""
        return _translate(DATASETTE, workload)

    def datasette_command(self, port: int) -> list[str]:
        """Serve the database as immutable, with one canned query for each shape."""
        options = ["--immutable", str(self.database), "--metadata", str(QUERIES)]
        program = [str(self.python), "-m", "datasette", "serve"]
        return [*program, *options, "--host", "127.0.0.1", "--port", str(port)]


def _translate(targets: dict[Shape, str], workload: Workload) -> list[Request] | None:
    """Peers are asked in the plain way only: they have no ETags, and nothing that is compressed."""
    is_plain = not (workload.coding or workload.is_conditional)
    is_asked_once = workload.is_fresh or workload.is_varying
    target = targets.get(workload.shape)
    if target is None or not is_plain or is_asked_once:
        return None
    return [Request(target.format(quote(key))) for key in workload.keys]


def _ensure_environment(say: Callable[[str], None]) -> Path:
    """Find the environment of the peers; make it anew if other versions are pinned now.

    Raises:
        CannotMeasure: They cannot be installed.
    """
    digest = hashlib.sha256(PINNED.read_bytes()).hexdigest()
    stamp, python = ENVIRONMENT / "stamp", ENVIRONMENT / "bin" / "python"
    if stamp.exists() and stamp.read_text() == digest:
        return python
    say("Installing the peers")
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r"]
    done = subprocess.run([*install, str(PINNED)], capture_output=True, text=True, check=False)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1]
        raise CannotMeasure(f"The peers cannot be installed: {last} (--without-peers leaves them)")
    stamp.write_text(digest)
    return python


def _ensure_database(releases: Path, say: Callable[[str], None]) -> Path:
    """Find the tables of the peers; fill them from the release in force if there are none."""
    current = read_current(releases)
    if current is None:
        raise CannotMeasure(f"There is no release in {releases}.")
    digest = hashlib.sha256(TABLES.read_bytes()).hexdigest()[:8]
    path = ROOT / ".bench" / f"peers-{current.sha256[:8]}-{digest}" / f"{DATABASE}.db"
    if not path.exists():
        say("Filling the tables of the peers")
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        fill_database(draft, releases / current.file)
        draft.rename(path)
    return path


def fill_database(path: Path, release: Path) -> None:
    """Write the tables of the peers with the content of a release into a new file."""
    with closing(sqlite3.connect(path.resolve().as_uri(), uri=True)) as database:
        source = f"{release.resolve().as_uri()}?mode=ro&immutable=1"
        database.execute("ATTACH ? AS release", [source])
        database.executescript(f"BEGIN; {TABLES.read_text()} COMMIT;")


def describe_peers() -> str:
    """Name the versions of what this service is compared with."""
    lines = PINNED.read_text().splitlines()
    return ", ".join(line.replace("==", " ") for line in lines[1:4])
