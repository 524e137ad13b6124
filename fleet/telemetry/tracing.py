"""
OpenTelemetry traces of looks, runs, calls to Twilio and the queue, where OTEL_* says where to send them.

Without an endpoint in the environment the spans are the library's own that do nothing. Names and attributes
hold stacks, SIDs, methods, paths and statuses, and no declared value.
"""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from opentelemetry import trace

from a2p.redaction import redact

ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_CALL: Final = re.compile(
    r"(?P<at>\S+ \S+) (?P<method>[A-Z]+) (?P<path>/\S*) -> (?P<status>\d+) in (?P<ms>\d+) ms"
)
_SERVICE: Final = "a2p-fleet"


def configure_tracing(env: Mapping[str, str], worker: str) -> Callable[[], None]:
    """
    Have spans sent over OTLP/HTTP, as the OTEL_* variables of the environment say; what to call at the end.

    That sends what is left. A collector that is away costs spans, and never a look.
    """
    if not any(env.get(name) for name in ENDPOINTS) or env.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return lambda: None
    from fleet.telemetry.span_export import make_provider  # noqa: PLC0415  # 0.2 s, and only for who has a collector

    provider = make_provider(env.get("OTEL_SERVICE_NAME", _SERVICE), worker)
    trace.set_tracer_provider(provider)
    logging.getLogger("opentelemetry").setLevel(logging.ERROR)
    return provider.shutdown


@contextmanager
def open_span(name: str, **attributes: str) -> Iterator[trace.Span]:
    """A span while the block runs; an exception ends it as an error, without its text."""
    with trace.get_tracer(_SERVICE).start_as_current_span(
        name, attributes={f"a2p.{key}": value for key, value in attributes.items()}, record_exception=False
    ) as span:
        yield span


def is_recording() -> bool:
    """Whether the current span goes anywhere."""
    return trace.get_current_span().is_recording()


def add_calls(lines: Iterable[str]) -> None:
    """Spans of the calls that a run has logged (A2P_LOG), as children of the current one."""
    tracer = trace.get_tracer(_SERVICE)
    for line in lines:
        if found := _CALL.search(line):
            ended = round(datetime.fromisoformat(found["at"].replace(",", ".")).timestamp() * 1e9)
            span = tracer.start_span(
                f"{found['method']} Twilio",
                start_time=ended - int(found["ms"]) * 1_000_000,
                kind=trace.SpanKind.CLIENT,
                attributes={
                    "http.request.method": found["method"],
                    "url.path": redact(found["path"]),
                    "http.response.status_code": int(found["status"]),
                },
            )
            span.end(ended)
