"""From nothing to a table: content, servers, rounds; and nothing runs afterwards."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.content import ensure_release
from benchmarks.serve.files import FileTree
from benchmarks.serve.machine import ROOT, CannotMeasure, check_cores, find_tool, raise_limits
from benchmarks.serve.peers import Peers
from benchmarks.serve.rounds import Bench, Line, Stand
from benchmarks.serve.systems import (
    BARE,
    ORIGIN,
    System,
    constant_systems,
    nginx_system,
    our_systems,
    peer_systems,
)
from benchmarks.serve.wire import Caller
from benchmarks.serve.workloads import Workload, make_workloads, read_names

Say = Callable[[str], None]


class Options(NamedTuple):
    """What is measured, and for how long."""

    articles: int
    rounds: int
    seconds: float
    systems: tuple[str, ...]
    """Parts of names; none stands for all."""
    workloads: tuple[str, ...]
    """Names; none stands for all."""
    with_peers: bool


class Session(NamedTuple):
    """A bench with what it is asked to do."""

    bench: Bench
    workloads: list[Workload]

    def run(self) -> list[Line]:
        """Measure one workload after the other."""
        return [line for each in self.workloads for line in self.bench.measure(each)]


@contextmanager
def open_session(options: Options, say: Say) -> Iterator[Session]:
    """Prepare everything and start all servers; they end with the block, however it ends.

    Raises:
        CannotMeasure: Something is missing, or does not start.
    """
    check_cores()
    raise_limits()
    for tool in ("taskset", "wrk", "nginx"):
        find_tool(tool)
    releases = ensure_release(options.articles, say)
    peers = Peers(releases, say) if options.with_peers else None
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=ROOT / ".bench")))
        tree, sizes = FileTree(folder), dict[str, int]()
        systems = [*constant_systems(sizes, tree), nginx_system(tree)]
        systems += our_systems(releases, tree)
        systems += peer_systems(peers) if peers else []
        origin, *others = _select(systems, options.systems, folder)
        _start(origin, stack)
        workloads = _prepare(origin, releases, tree, options.workloads, say)
        say("Starting the servers")
        for stand in others:
            _start(stand, stack)
        stands = [each for each in (origin, *others) if _is_wanted(each.system, options.systems)]
        stands.sort(key=lambda stand: systems.index(stand.system))
        bench = Bench(stands, origin, tree, sizes, folder, options.rounds, options.seconds, say)
        yield Session(bench, workloads)


def _select(systems: list[System], wanted: tuple[str, ...], folder: Path) -> list[Stand]:
    """Choose systems; the one that the others are compared with is always there, and the first."""
    chosen = [each for each in systems if each.name == ORIGIN or _is_wanted(each, wanted)]
    chosen.sort(key=lambda system: system.name != ORIGIN)
    return [Stand(system, folder) for system in chosen]


def _is_wanted(system: System, wanted: tuple[str, ...]) -> bool:
    is_named = any(part.casefold() in system.name.casefold() for part in wanted)
    return is_named or not wanted or system.name == BARE


def _start(stand: Stand, stack: ExitStack) -> None:
    stack.enter_context(stand.stack)
    stand.start()


def _prepare(
    origin: Stand, releases: Path, tree: FileTree, wanted: tuple[str, ...], say: Say
) -> list[Workload]:
    """List the workloads, and keep the answers that nginx serves from files."""
    say("Asking for everything once")
    with Caller(origin.port) as caller:
        known = make_workloads(read_names(releases), caller)
        unknown = {*wanted} - {each.name for each in known}
        if unknown:
            names = ", ".join(each.name for each in known)
            raise CannotMeasure(f"There is no workload {', '.join(sorted(unknown))}, only {names}.")
        for workload in known:
            tree.keep(caller, workload)
    return [each for each in known if not wanted or each.name in wanted]
