"""Who answers: each system, how it is started, and how it is asked for the same thing."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.serve.files import FileTree
from benchmarks.serve.peers import Peers
from benchmarks.serve.wire import Request
from benchmarks.serve.workloads import Workload

BARE = "bare uvicorn"
FLOOR = "uvloop, nothing read"
NGINX = "nginx, static files"
ORIGIN = "Acupoint, tiers off"
"""Without any memo; the others are compared with its answers."""
UVICORN = ["--http", "httptools", "--loop", "uvloop", "--no-access-log", "--lifespan", "off"]
UVICORN_FLAGS = [*UVICORN, "--log-level", "warning", "--port"]


@dataclass(frozen=True)
class System:
    """A server that can be started on a port."""

    name: str
    command: Callable[[int], list[str]]
    translate: Callable[[Workload], list[Request] | None]
    """The requests that ask this system for the same thing, or None if it has no such thing."""
    environment: dict[str, str] = field(default_factory=dict)
    is_ours: bool = False
    has_memo: bool = False
    """Whether an answer that was asked for before costs less."""
    is_exact: bool = False
    """Whether its answers are those of this service, byte for byte."""
    is_constant: bool = False
    """Whether its answers are as large as those of this service, and say nothing."""


def our_system(name: str, releases: Path, tree: FileTree, *, protocol: bool, asgi: bool) -> System:
    """Serve with some tiers switched on; a version that has none of them ignores that."""
    return System(
        name=name,
        command=lambda _: [sys.executable, "-m", "api", "serve"],
        translate=lambda workload: workload.requests(tree.etags),
        environment={
            "RELEASES": str(releases),
            "LOG": "json",
            "PROTOCOL_TIER": "on" if protocol else "off",
            "ASGI_TIER": "on" if asgi else "off",
        },
        is_ours=True,
        has_memo=protocol or asgi,
        is_exact=True,
    )


def our_systems(releases: Path, tree: FileTree) -> list[System]:
    """This service: through its protocol, as an ASGI application, and without any memo."""
    return [
        our_system("Acupoint, protocol tier", releases, tree, protocol=True, asgi=True),
        our_system("Acupoint, ASGI tier", releases, tree, protocol=False, asgi=True),
        our_system(ORIGIN, releases, tree, protocol=False, asgi=False),
    ]


def constant_systems(sizes: dict[str, int], tree: FileTree) -> list[System]:
    """Constant bytes, as many as this service sends for the same workload."""

    def translate(workload: Workload) -> list[Request]:
        target = "/304" if workload.is_conditional else f"/{sizes[workload.name]}"
        return [Request(target, workload.requests(tree.etags)[0].headers)]

    app = [sys.executable, "-m", "uvicorn", "benchmarks.serve.bare:app", *UVICORN_FLAGS]
    floor = [sys.executable, "-m", "benchmarks.serve.floor"]
    return [
        System(BARE, lambda port: [*app, str(port)], translate, is_constant=True),
        System(FLOOR, lambda port: [*floor, str(port)], translate, is_constant=True),
    ]


def nginx_system(tree: FileTree) -> System:
    """The same bytes, from files."""
    return System(NGINX, tree.nginx_command, tree.translate, is_exact=True)


def peer_systems(peers: Peers) -> list[System]:
    """What others would have built out of the same content."""
    tutorial = [str(peers.python), "-m", "uvicorn", "benchmarks.peers.tutorial:app"]
    return [
        System(
            "FastAPI + SQLModel",
            lambda port: [*tutorial, *UVICORN_FLAGS, str(port)],
            peers.translate_for_fastapi,
            {"PEERS_DATABASE": str(peers.database)},
        ),
        System("Datasette", peers.datasette_command, peers.translate_for_datasette),
    ]
