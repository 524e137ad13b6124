"""Traces reach a collector over OTLP/HTTP: of a look by a real worker, with its run and the queue."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.support.receiver import PostServer
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.backends import Backend


@dataclass
class Collector(PostServer):
    """A collector on loopback: keeps each span with the service it is of."""

    spans: list[tuple[str, Any]] = field(default_factory=list)

    def take(self, _path: str, body: bytes, _headers: dict[str, str]) -> int:
        for of_resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            named = {each.key: each.value.string_value for each in of_resource.resource.attributes}
            for scope in of_resource.scope_spans:
                self.spans += [(named["service.name"], span) for span in scope.spans]
        return 200


def attributes(span: Any) -> dict[str, Any]:
    return {each.key: each.value.string_value or each.value.int_value for each in span.attributes}


def test_a_worker_sends_its_looks_to_the_collector_that_the_environment_names(
    postgres_backend: Backend, tmp_path: Path
) -> None:
    (tmp_path / "declared").mkdir()
    (tmp_path / "declared" / "acme").write_text("register")
    with Collector() as collector:
        env = os.environ | {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "OTEL_SERVICE_NAME": "isv-fleet"}
        command = [
            sys.executable,
            "-m",
            "tests.support.fleet_worker",
            postgres_backend.url,
            "one",
            str(tmp_path),
        ]
        with subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True) as worker:
            runs = tmp_path / "runs.log"
            deadline = time.monotonic() + 90
            while not (runs.exists() and "end acme" in runs.read_text()):
                assert time.monotonic() < deadline
                time.sleep(0.2)
            worker.terminate()
            said = worker.communicate(timeout=90)[1]
        assert worker.returncode == 0, said

    found = {span.name: (service, span) for service, span in collector.spans}
    service, look = found["look"]
    assert (service, attributes(look)["a2p.stack"]) == ("isv-fleet", "acme")
    assert attributes(look)["a2p.action"] == "run"
    _, enqueued = found["enqueue"]
    assert attributes(enqueued)["a2p.stack"] == "acme"


def test_calls_of_a_run_are_children_of_it_with_their_own_times(tmp_path: Path) -> None:
    """In a process of its own: a process has one provider of spans."""
    program = (
        "import os; from fleet.telemetry.tracing import add_calls, configure_tracing, open_span\n"
        "end = configure_tracing(os.environ, 'one')\n"
        "with open_span('a2p up', stack='acme'):\n"
        "    add_calls(['2026-11-26 01:00:00,500 POST /v1/Services -> 201 in 250 ms, request id RQ1',\n"
        "               '2026-11-26 01:00:01,000 something else'])\n"
        "end()\n"
    )
    with Collector() as collector:
        env = os.environ | {"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": f"{collector.url}/v1/traces"}
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=env, check=True, timeout=60)

    (_, call), (service, run) = sorted(collector.spans, key=lambda found: found[1].name, reverse=False)
    assert (service, run.name, call.name) == ("a2p-fleet", "a2p up", "POST Twilio")
    assert (call.parent_span_id, call.trace_id) == (run.span_id, run.trace_id)
    assert call.end_time_unix_nano - call.start_time_unix_nano == 250_000_000
    assert attributes(call) == {
        "http.request.method": "POST",
        "url.path": "/v1/Services",
        "http.response.status_code": 201,
    }


def test_without_an_endpoint_nothing_is_sent_and_nothing_loaded(tmp_path: Path) -> None:
    program = (
        "import sys; from fleet.telemetry.tracing import configure_tracing, is_recording, open_span\n"
        "configure_tracing({}, 'one')()\n"
        "with open_span('look', stack='acme'):\n"
        "    assert not is_recording()\n"
        "assert 'opentelemetry.sdk.trace' not in sys.modules\n"
    )
    env = {name: text for name, text in os.environ.items() if not name.startswith("OTEL_")}

    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=env, check=True, timeout=60)
