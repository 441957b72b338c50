"""The answers of this service as files, for nginx to serve."""

import gzip
import os
from pathlib import Path
from resource import RLIMIT_NOFILE, getrlimit

from benchmarks.serve.machine import find_tool
from benchmarks.serve.wire import Caller, Request
from benchmarks.serve.workloads import Shape, Workload

MOMENT = 1_700_000_000
"""When all files were last changed; nginx makes its ETags of this and the size."""

SOCKETS = 2000
"""Descriptors that nginx has for everything but the files that it keeps open."""
KEPT: set[Shape] = {"page", "document", "record", "list"}
"""What is served from files; nobody has a file for each search."""

CONFIGURATION = """\
daemon off;
{user}worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_requests 1000000000;
  open_file_cache max={open_files} inactive=1h;
  open_file_cache_valid 1h;
  default_type application/json;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {folder}/root;
    gzip_static on;
  }}
}}
"""


class FileTree:
    """Answers of this service, one file each, and their ETags."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.etags: list[str] = []
        """Of the articles with their sections, in the order of the keys."""
        self._sizes: dict[Shape, list[int]] = {}

    def keep(self, caller: Caller, workload: Workload) -> None:
        """Ask for everything that a workload asks for, and keep the answers of each shape."""
        if workload.shape in self._sizes or workload.shape not in KEPT:
            return
        place = self.folder / "root" / workload.shape
        place.mkdir(parents=True)
        replies = [caller.ask(Request(workload.target.format(key))) for key in workload.keys]
        for number, reply in enumerate(replies):
            _write(place / f"{number}.json", reply.body)
            if workload.shape == "page":
                _write(place / f"{number}.json.gz", gzip.compress(reply.body, 6, mtime=0))
        self._sizes[workload.shape] = [len(reply.body) for reply in replies]
        if workload.shape == "page":
            self.etags = [reply.etag for reply in replies]

    def translate(self, workload: Workload) -> list[Request] | None:
        """Ask for the files; what was not kept as files is not offered."""
        sizes = self._sizes.get(workload.shape)
        if sizes is None or workload.coding not in {"", "gzip"} or len(workload.keys) > len(sizes):
            return None
        headers = [("Accept-Encoding", "gzip")] if workload.coding else []
        requests = []
        for number, size in enumerate(sizes):
            known = [("If-None-Match", f'"{MOMENT:x}-{size:x}"')] if workload.is_conditional else []
            requests.append(Request(f"/{workload.shape}/{number}.json", (*headers, *known)))
        return requests

    def nginx_command(self, port: int) -> list[str]:
        """Configure nginx, and say how to start it."""
        user = "user root;\n" if os.geteuid() == 0 else ""
        limit, _ = getrlimit(RLIMIT_NOFILE)
        text = CONFIGURATION.format(
            user=user, folder=self.folder, port=port, open_files=limit - SOCKETS
        )
        path = self.folder / "nginx.conf"
        path.write_text(text)
        return [find_tool("nginx"), "-p", str(self.folder), "-c", str(path)]


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    os.utime(path, (MOMENT, MOMENT))
