"""All systems in turn, round after round, each next to bare uvicorn in the same round."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.serve.check import Fault, count, look, sample
from benchmarks.serve.files import FileTree
from benchmarks.serve.load import Run, put_load
from benchmarks.serve.machine import find_port, memory_of, run_server
from benchmarks.serve.systems import BARE, NGINX, System
from benchmarks.serve.wire import Caller, Request
from benchmarks.serve.workloads import Workload

LONGEST_WARMING = 64
"""Seconds after which a system is taken as warm."""
FRESH_SECONDS = 1
"""Seconds of a round in which nothing is asked for twice."""
SETTLING = 100
"""Requests after which a new server is as fast as an old one."""


@dataclass
class Stand:
    """A system that is running."""

    system: System
    folder: Path
    stack: ExitStack = field(default_factory=ExitStack)
    port: int = 0
    pid: int = 0

    def start(self) -> None:
        """Start the system, anew if it runs already."""
        self.stack.close()
        self.port = find_port()
        log = self.folder / f"{self.port}.log"
        environment = {**self.system.environment, "PORT": str(self.port)}
        server = run_server(self.system.command(self.port), self.port, environment, log)
        self.pid = self.stack.enter_context(server)

    def memory(self) -> float:
        """Measure its memory in MiB."""
        return memory_of(self.pid)


@dataclass
class Line:
    """One line of the table."""

    workload: Workload
    system: str
    runs: list[Run] = field(default_factory=list)
    fault: str = ""
    """Why the line is void, if it is."""
    body: float = 0
    """Bytes of a body, on average."""
    by_bare: list[float] = field(default_factory=list)
    """Requests a second in each round, divided by those of bare uvicorn in that round."""
    by_nginx: list[float] = field(default_factory=list)


@dataclass
class Lane:
    """A system on its way through one workload."""

    stand: Stand
    requests: list[Request]
    file: Path
    line: Line


@dataclass
class Bench:
    """Everything that runs, and what is known of it."""

    stands: list[Stand]
    origin: Stand
    """This service without any memo: what the others are compared with."""
    tree: FileTree
    sizes: dict[str, int]
    """Bytes that bare uvicorn sends for each workload."""
    folder: Path
    rounds: int
    seconds: int
    say: Callable[[str], None]

    def measure(self, workload: Workload) -> list[Line]:
        """Measure all systems that can be asked for a workload.

        If this service cannot be asked, nothing is measured, and its own lines say why.
        """
        self.say(workload.title)
        lanes = self._prepare(workload)
        ours = [lane for lane in lanes if lane.stand.system.is_ours]
        sound = [lane for lane in ours if not lane.line.fault]
        if not sound:
            return [lane.line for lane in ours]
        self.sizes[workload.name] = round(sound[0].line.body)
        bare = [self._lane(each, workload) for each in self.stands if each.system.name == BARE]
        lanes = [*filter(None, bare), *lanes]
        for lane in lanes:
            if lane.stand.system.has_memo and not (workload.is_fresh or lane.line.fault):
                self._warm(lane)
        for _ in range(self.rounds):
            self._go_round(lanes)
        return [lane.line for lane in lanes]

    def _prepare(self, workload: Workload) -> list[Lane]:
        others = [each for each in self.stands if each.system.name != BARE]
        return [lane for stand in others if (lane := self._lane(stand, workload))]

    def _lane(self, stand: Stand, workload: Workload) -> Lane | None:
        """Write the requests down, and look at a sample of the answers."""
        requests = stand.system.translate(workload)
        if requests is None:
            return None
        path = self.folder / f"{workload.name}-{stand.port}.txt"
        path.write_text("".join(f"{request.line()}\n" for request in requests))
        line = Line(workload, stand.system.name)
        with Caller(self.origin.port) as caller:
            plain = [Request(workload.target.format(key)) for key in workload.keys]
            is_alike = len(plain) == len(requests)
            expected = [caller.ask(plain[n]) for n in sample(len(plain))] if is_alike else []
        try:
            line.body = look(stand.port, stand.system, workload, requests, expected)
        except Fault as fault:
            line.fault = str(fault)
        return Lane(stand, requests, path, line)

    def _warm(self, lane: Lane) -> None:
        """Ask for everything once, and be quick about it."""
        seconds = 1
        while seconds <= LONGEST_WARMING:
            run = self._load(lane, seconds)
            if run.requests >= len(lane.requests):
                return
            seconds *= 2

    def _load(self, lane: Lane, seconds: int) -> Run:
        is_varying = lane.line.workload.is_varying
        return put_load(lane.stand.port, lane.file, seconds, is_varying=is_varying)

    def _go_round(self, lanes: list[Lane]) -> None:
        rates: dict[str, float] = {}
        for lane in lanes:
            if not lane.line.fault:
                rates[lane.stand.system.name] = self._run(lane).rate
        for lane in lanes:
            rate, line = rates.get(lane.stand.system.name), lane.line
            if rate is not None and rates.get(BARE):
                line.by_bare.append(rate / rates[BARE])
            if rate is not None and rates.get(NGINX):
                line.by_nginx.append(rate / rates[NGINX])

    def _run(self, lane: Lane) -> Run:
        workload = lane.line.workload
        if workload.is_fresh and lane.stand.system.has_memo:
            lane.stand.start()
            _settle(lane.stand)
        run = self._load(lane, FRESH_SECONDS if workload.is_fresh else self.seconds)
        lane.line.runs.append(run)
        is_fresh = workload.is_fresh and lane.stand.system.is_ours
        try:
            count(run, lane.line.body, lane.requests, is_fresh=is_fresh)
        except Fault as fault:
            lane.line.fault = str(fault)
        return run


def _settle(stand: Stand) -> None:
    """Ask a new server for something else, so that starting up is not counted."""
    with Caller(stand.port) as caller:
        for limit in range(1, SETTLING + 1):
            caller.ask(Request(f"/v1/practitioners?limit={limit}"))
