"""Traces by OpenTelemetry: a span for each request that reaches the application.

This module is imported only where traces are wanted; its library is an extra.
Where they are sent and how many, the library's own variables say (OTEL_*).
"""

import os
from collections.abc import Iterable
from threading import Thread
from typing import Any

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from api.http.log import escape

FLUSH = 0.5
"""Seconds that spans get to be sent when the process ends."""
FAULT = 500
"""Status from which on the mistake is ours."""
NOTED_HEADERS = {b"request-id": "acupoint.request_id", b"acupoint-release": "acupoint.release"}


class Traced:
    """Wraps an ASGI application. A trace that the client began goes on (W3C Trace Context)."""

    def __init__(self, app: Any, provider: TracerProvider) -> None:
        self.app = app
        self.provider = provider
        self.tracer = provider.get_tracer("acupoint")
        self.context = TraceContextTextMapPropagator()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request within a span that has its name from the route."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method = (
            scope["method"] if scope["method"] in {"GET", "HEAD", "OPTIONS", "POST"} else "HTTP"
        )
        parent = self.context.extract(_read_headers(scope["headers"]))
        about = {"http.request.method": method, "url.path": escape(scope["path"])}
        with self.tracer.start_as_current_span(
            method, context=parent, kind=SpanKind.SERVER, attributes=about
        ) as span:

            async def note(message: Any) -> None:
                if message["type"] == "http.response.start":
                    _note_answer(span, message)
                await send(message)

            await self.app(scope, receive, note)
            if route := scope.get("path_template"):
                span.update_name(f"{method} {route}")
                span.set_attribute("http.route", route)

    def close(self) -> None:
        """Send what is left, if that is quick; a collector that hangs holds nothing up."""
        sending = Thread(target=self.provider.shutdown, daemon=True)
        sending.start()
        sending.join(FLUSH)


def trace(app: Any) -> Traced:
    """Have the requests of an application traced. This starts a thread, so it is not for forks."""
    name = os.environ.get("OTEL_SERVICE_NAME", "acupoint")
    resource = Resource.create({"service.name": name})
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return Traced(app, provider)


def _note_answer(span: Span, message: Any) -> None:
    span.set_attribute("http.response.status_code", message["status"])
    for name, value in message["headers"]:
        if name in NOTED_HEADERS:
            span.set_attribute(NOTED_HEADERS[name], value.decode("latin-1"))
    if message["status"] >= FAULT:
        span.set_status(Status(StatusCode.ERROR))


def _read_headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in pairs}
