"""How spans reach a collector: OTLP over HTTP, in batches, as the OTEL_* variables say."""

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor


def make_provider(service: str, worker: str) -> TracerProvider:
    """What makes spans that are sent, named by the service and the worker."""
    provider = TracerProvider(
        resource=Resource.create({"service.name": service, "service.instance.id": worker})
    )
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider
