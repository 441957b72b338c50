"""All systems in turn, round after round, each next to bare uvicorn in the same round."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic, sleep
from typing import NamedTuple

from benchmarks.serve.check import Fault, count, look, sample
from benchmarks.serve.files import FileTree
from benchmarks.serve.load import Run, put_load
from benchmarks.serve.machine import find_port, memory_of, run_server, time_of
from benchmarks.serve.systems import BARE, NGINX, System
from benchmarks.serve.wire import Caller, Request
from benchmarks.serve.workloads import Workload
from benchmarks.words import SEED

LONGEST_WARMING = 64
"""Seconds after which a system is taken as warm."""
FRESH_SECONDS = 1
"""Seconds of a round in which nothing is asked for twice; fewer, where there is not so much."""
LONGEST_REST = 2
PULSE = 0.01
"""Seconds of which a system at rest works a tenth at most."""
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

    def time(self) -> float:
        """Measure the seconds that it has kept its core at work."""
        return time_of(self.pid)

    def rest(self) -> None:
        """Wait until it has done what nobody waits for any more: the next one needs the core."""
        before, until = -1.0, monotonic() + LONGEST_REST
        while (now := self.time()) - before > PULSE / 10 and monotonic() < until:
            before = now
            sleep(PULSE)


class Effort(NamedTuple):
    """What a system did in one run."""

    rate: float
    """Requests a second."""
    cost: float
    """Microseconds of its core for a request."""


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
    costs: list[float] = field(default_factory=list)
    """Microseconds of the server's core for a request, in each round."""
    by_cost: list[float] = field(default_factory=list)
    """What bare uvicorn takes of its core for a request in each round, divided by those."""


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
    seconds: float
    say: Callable[[str], None]
    chance: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 (no secret)
    """Chooses where a run begins: short ones do not come round to all requests."""

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
        constant = [self._lane(each, workload) for each in self.stands if each.system.is_constant]
        lanes = [*filter(None, constant), *lanes]
        for lane in lanes:
            if lane.stand.system.has_memo and not (workload.is_fresh or lane.line.fault):
                self._warm(lane)
        for number in range(self.rounds):  # To and fro, so that no system is always the later one.
            self._go_round(lanes if number % 2 else lanes[::-1])
        return [lane.line for lane in lanes]

    def _prepare(self, workload: Workload) -> list[Lane]:
        others = [each for each in self.stands if not each.system.is_constant]
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

    def _load(self, lane: Lane, seconds: float, *, is_once: bool = False) -> Run:
        first = 0 if is_once else self.chance.randrange(len(lane.requests))
        is_varying = lane.line.workload.is_varying
        port, file = lane.stand.port, lane.file
        return put_load(port, file, seconds, first, is_varying=is_varying, is_once=is_once)

    def _go_round(self, lanes: list[Lane]) -> None:
        efforts = {lane.stand.system.name: self._run(lane) for lane in lanes if not lane.line.fault}
        bare, nginx = efforts.get(BARE), efforts.get(NGINX)
        for lane in lanes:
            effort, line = efforts.get(lane.stand.system.name), lane.line
            if effort is None:
                continue
            line.costs.append(effort.cost)
            if bare is not None:
                line.by_bare.append(effort.rate / bare.rate)
                line.by_cost.append(bare.cost / effort.cost)
            if nginx is not None:
                line.by_nginx.append(effort.rate / nginx.rate)

    def _run(self, lane: Lane) -> Effort:
        workload = lane.line.workload
        if workload.is_fresh and lane.stand.system.has_memo:
            lane.stand.start()
            _settle(lane.stand)
        before = lane.stand.time()
        is_once = workload.is_fresh and lane.stand.system.has_memo
        run = self._load(
            lane, FRESH_SECONDS if workload.is_fresh else self.seconds, is_once=is_once
        )
        spent = lane.stand.time() - before
        lane.stand.rest()
        lane.line.runs.append(run)
        try:
            count(run, lane.line.body, lane.requests, is_once=is_once)
        except Fault as fault:
            lane.line.fault = str(fault)
        return Effort(run.rate, spent * 1_000_000 / max(1, run.requests))


def _settle(stand: Stand) -> None:
    """Ask a new server for something else, so that starting up is not counted."""
    with Caller(stand.port) as caller:
        for limit in range(1, SETTLING + 1):
            caller.ask(Request(f"/v1/practitioners?limit={limit}"))
