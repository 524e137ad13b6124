"""Prometheus metrics, read from the database when they are asked for, so that every process says the same."""

from collections.abc import Iterator
from typing import Final

from prometheus_client import CollectorRegistry, Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from fleet.jobs.queue import Queue
from fleet.storage.database import HELD_NAMES, Database

_WHAT: Final = {
    "a2p_fleet_workers": "Workers alive",
    "a2p_fleet_overdue_seconds": "How long the customer who waits longest for a look is past its time",
    "a2p_fleet_events_unmatched": "Events about nobody known here",
    "a2p_fleet_events_waiting": "Events that nobody has acted upon yet",
    "a2p_fleet_last_event_timestamp_seconds": "When the last event came, in Unix seconds; 0 before any",
    "a2p_fleet_fees_usd": "Fees of all looks recorded, in US dollars",
}
_QUERIES: Final = {
    "a2p_fleet_workers": HELD_NAMES.replace("select objid", "select count(*)"),
    "a2p_fleet_overdue_seconds": """
        select coalesce(extract(epoch from now() - min(next_look_at)), 0) from a2p_fleet_stack
        where status = 'active' and next_look_at < now()""",
    "a2p_fleet_events_unmatched": "select count(*) from a2p_fleet_event where stack is null",
    "a2p_fleet_events_waiting": "select count(*) from a2p_fleet_event where handled_at is null",
    "a2p_fleet_last_event_timestamp_seconds": """
        select coalesce(extract(epoch from max(received_at)), 0) from a2p_fleet_event""",
    "a2p_fleet_fees_usd": "select coalesce(sum(fees_usd), 0) from a2p_fleet_action",
}


def make_registry(database: Database, queue: Queue) -> CollectorRegistry:
    """A registry with the fleet's gauges."""
    registry = CollectorRegistry()
    registry.register(_FleetCollector(database, queue))
    return registry


class _FleetCollector(Collector):
    def __init__(self, database: Database, queue: Queue) -> None:
        self._database = database
        self._queue = queue

    def describe(self) -> list[Metric]:
        """Nothing: to register must not ask the database."""
        return []

    def collect(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily("a2p_fleet_jobs", "Looks that have not ended", labels=["status"])
        found = [each.status for each in self._queue.list_open()]
        for status in sorted({"DELAYED", "ENQUEUED", "PENDING", *found}):
            jobs.add_metric([status.lower()], found.count(status))
        yield jobs
        yield self._count("a2p_fleet_stacks", "Customers", "status", "a2p_fleet_stack")
        yield self._count("a2p_fleet_stages", "Customers by stage", "stage", "a2p_fleet_stack")
        yield self._count(
            "a2p_fleet_actions", "Looks recorded, by what they came to", "action", "a2p_fleet_action"
        )
        for name, query in _QUERIES.items():
            gauge = GaugeMetricFamily(name, _WHAT[name])
            gauge.add_metric([], float(self._database.execute(query)[0][0]))
            yield gauge

    def _count(self, name: str, what: str, column: str, table: str) -> Metric:
        gauge = GaugeMetricFamily(name, what, labels=[column])
        rows = self._database.execute(f"select {column}, count(*) from {table} group by 1 order by 1")  # noqa: S608
        for value, count in rows:
            gauge.add_metric([value], count)
        return gauge
