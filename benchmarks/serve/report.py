"""The table, and its place in RESULTS.md."""

import re
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from statistics import median

from benchmarks.serve.load import CONNECTIONS, LEAST
from benchmarks.serve.machine import ROOT, describe, find_tool
from benchmarks.serve.peers import describe_peers
from benchmarks.serve.rounds import Line, Stand
from benchmarks.serve.session import Options

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
TITLE = "## Serving"
OURS = ("litestar", "msgspec", "uvicorn", "uvloop", "httptools")
HEADER = """\
| | x bare: median (min to max) | x nginx files | requests/s | p50 ms | p99 ms | \
CPU µs | x bare by CPU | body bytes |
|---|---:|---:|---:|---:|---:|---:|---:|---:|"""


def render_table(lines: list[Line]) -> str:
    """Write all lines, those of one workload below its title."""
    parts = [HEADER]
    for title, group in groupby(lines, key=lambda line: line.workload.title):
        parts.append(f"| **{title}** | | | | | | | | |")
        parts += [render_line(line) for line in group]
    return "\n".join(parts)


def render_line(line: Line) -> str:
    """Write a line: ratios of rounds, medians of the rest; a void one says why."""
    if line.fault:
        return f"| {line.system} | void: {line.fault} | | | | | | | |"
    cells = [
        line.system,
        render_ratios(line.by_bare),
        f"{median(line.by_nginx):.2f}" if line.by_nginx else "",
        f"{median(run.rate for run in line.runs):,.0f}",
        f"{median(run.p50 for run in line.runs) / 1000:.2f}",
        f"{median(run.p99 for run in line.runs) / 1000:.2f}",
        f"{median(line.costs):,.1f}",
        f"{median(line.by_cost):.2f}" if line.by_cost else "",
        f"{line.body:,.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def render_ratios(ratios: list[float]) -> str:
    """Write the median of ratios, with the lowest and the highest.

    >>> render_ratios([2.5, 3.14159, 2.75]), render_ratios([0.0123])
    ('2.75 (2.50 to 3.14)', '0.012 (0.012 to 0.012)')
    """
    middle = median(ratios)
    digits = 2 if middle >= 0.1 else 3  # noqa: PLR2004 (small ratios need another digit)
    return f"{middle:.{digits}f} ({min(ratios):.{digits}f} to {max(ratios):.{digits}f})"


def render_memory(stands: list[Stand]) -> str:
    """Write how much memory each system takes after all rounds."""
    sizes = (f"{stand.system.name} {stand.memory():,.0f} MiB" for stand in stands)
    return f"Memory (PSS) at the end: {', '.join(sizes)}."


def render_conditions(options: Options) -> str:
    """Write what somebody needs to know who compares figures."""
    own = ", ".join(f"{name} {version(name)}" for name in OURS)
    nginx = _ask(find_tool("nginx"), "-v").partition("/")[2]
    wrk = _ask(find_tool("wrk"), "-v").split()[1]
    commit = _ask("git", "describe", "--always", "--dirty")
    return (
        f"`python -m benchmarks.serve --articles {options.articles}` on "
        f"{datetime.now(UTC):%Y-%m-%d} at {commit}: {describe()}; {own}; nginx {nginx}; wrk {wrk}; "
        f"{describe_peers()}. Server on one core, wrk on another, 1 thread, {CONNECTIONS} "
        f"connections, {options.rounds} rounds of {options.seconds} s, or of {LEAST} answers "
        "if they take longer, systems in turn. Ratios are taken inside a round, to uvicorn "
        "answering with constant bytes of the same size. Where nothing is read, a protocol writes "
        "those bytes whenever something arrives: no server in the same event loop does less. "
        "Requests walk over all articles in shuffled order. CPU is the time that the server's core "
        "has worked for a request, the kernel's part in it included; where wrk cannot ask faster, "
        "as beyond some 45,000 pages or 60,000 small answers a second, only that tells. Absolute "
        "figures depend on what else the machine does: compare inside this table only."
    )


def _ask(*command: str) -> str:
    """Run a command for the first line that it prints."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip().partition("\n")[0]


def replace_section(text: str, title: str, body: str) -> str:
    """Put a section in the place of the one with the same title, or at the end."""
    section = f"{title}\n\n{body.strip()}\n"
    pattern = re.compile(rf"^{re.escape(title)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    match = pattern.search(text)
    if match is None:
        return f"{text.rstrip()}\n\n{section}"
    rest = text[match.end() :]
    return text[: match.start()] + section + (f"\n{rest}" if rest else "")


def write_section(body: str, path: Path = RESULTS) -> None:
    """Write the section into RESULTS.md, and leave all others alone."""
    path.write_text(replace_section(path.read_text(), TITLE, body))
