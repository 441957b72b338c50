"""Traces: off, unless somebody wants them."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from api.app import create_app
from api.serve.traces import Traced
from api.serve.worker import trace
from api.settings import WrongSettings
from api.store.release import Release
from tests.client import Client
from tests.conftest import ROOT
from tests.server.press import Press
from tests.server.running import running, wait_until

TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


@pytest.fixture
def spans() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def client(release: Release, spans: InMemorySpanExporter) -> Iterator[Client]:
    """A client of an application whose spans are kept."""
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(spans))
    client = Client(Traced(create_app(release), provider))
    yield client
    client.close()


def test_a_request_is_a_span(client: Client, spans: InMemorySpanExporter) -> None:
    """It is called by method and route, and says what was answered from which release."""
    answer = client.get("/v1/topics/rest", Request_Id="one")

    (span,) = spans.get_finished_spans()
    assert (span.name, span.kind) == ("GET /v1/topics/{key}", SpanKind.SERVER)
    assert dict(span.attributes or {}) == {
        "http.request.method": "GET",
        "http.route": "/v1/topics/{key}",
        "http.response.status_code": answer.status,
        "url.path": "/v1/topics/rest",
        "acupoint.request_id": "one",
        "acupoint.release": "2",
    }


def test_a_trace_goes_on(client: Client, spans: InMemorySpanExporter) -> None:
    """Whoever asks within a trace finds the answer in it."""
    client.get("/v1/topics", traceparent=f"00-{TRACE}-{SPAN}-01")

    (span,) = spans.get_finished_spans()
    assert span.parent is not None
    assert f"{span.parent.trace_id:032x}" == f"{span.context.trace_id:032x}" == TRACE
    assert f"{span.parent.span_id:016x}" == SPAN


@pytest.mark.parametrize("given", ["", "nonsense", "00-0-0-00", "\x00", "00" * 500])
def test_a_malformed_trace_is_none(given: str, client: Client, spans: InMemorySpanExporter) -> None:
    """The request is answered, and a trace of its own begins."""
    assert client.get("/v1/topics", traceparent=given).status == 200

    (span,) = spans.get_finished_spans()
    assert span.parent is None


@pytest.mark.parametrize(
    ("method", "target", "name"),
    [
        ("BREW", "/v1/topics", "HTTP"),
        ("GET", "/nothing/here", "GET"),
        ("HEAD", "/v1/topics", "HEAD /v1/topics"),
        ("GET", "/v1/topics?limit=x", "GET /v1/topics"),
    ],
)
def test_names_are_few(
    method: str, target: str, name: str, client: Client, spans: InMemorySpanExporter
) -> None:
    """No client can make one, and what clients do wrong is no error of ours."""
    client.send(method, target)

    (span,) = spans.get_finished_spans()
    assert span.name == name
    assert span.status.status_code is StatusCode.UNSET


def test_mistakes_of_ours_are_errors(
    client: Client, spans: InMemorySpanExporter, release: Release
) -> None:
    """A span says so, and no more than the answer does."""
    release.close()

    assert client.get("/v1/topics/rest").status == 500

    (span,) = spans.get_finished_spans()
    assert span.status.status_code is StatusCode.ERROR
    assert span.events == ()


def test_the_library_is_not_imported_for_nothing() -> None:
    """It is an extra, and a service without traces need not have it."""
    code = "import sys, api.__main__; print([n for n in sys.modules if 'opentelemetry' in n])"

    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wants traces is told what to install."""
    monkeypatch.delattr("api.serve.traces")
    monkeypatch.setitem(sys.modules, "api.serve.traces", None)

    with pytest.raises(WrongSettings, match=r"TRACES='otlp' cannot be used: .*requirements-otel"):
        trace(None)


class Collector(BaseHTTPRequestHandler):
    """Takes spans, and forgets them but for their size."""

    received: list[tuple[str, int]] = []  # noqa: RUF012 (one for all requests, as the class is)

    def do_POST(self) -> None:
        """Take what is sent."""
        body = self.rfile.read(int(self.headers["content-length"]))
        self.received.append((self.path, len(body)))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.enable_socket
def test_spans_are_sent_before_the_end(press: Press, tmp_path: Path) -> None:
    """A worker that is told to stop sends what it has."""
    with HTTPServer(("127.0.0.1", 0), Collector) as collector:
        Thread(target=collector.serve_forever, daemon=True).start()
        settings = {
            "TRACES": "otlp",
            "WORKERS": "2",
            "ASGI_TIER": "off",
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{collector.server_port}",
        }
        with running(press.releases, tmp_path / "log", **settings) as server:
            urlopen(f"http://127.0.0.1:{server.wait_for_port()}/v1/topics").close()
            server.signal(signal.SIGTERM)

            assert server.end() == (0, "")

        wait_until(lambda: Collector.received, "spans")
        collector.shutdown()
    ((path, size),) = Collector.received
    assert path == "/v1/traces"
    assert size > 100


@pytest.mark.enable_socket
def test_a_collector_that_is_gone_holds_nobody_up(press: Press, tmp_path: Path) -> None:
    """Neither requests nor the end."""
    settings = {"TRACES": "otlp", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"}
    with running(press.releases, tmp_path / "log", **settings) as server:
        with urlopen(f"http://127.0.0.1:{server.wait_for_port()}/v1/topics") as answer:
            assert answer.status == 200
        server.signal(signal.SIGTERM)

        status, _ = server.end()

    assert status == 0
