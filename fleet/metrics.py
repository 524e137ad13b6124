"""Prometheus metrics, read from the database when they are asked for, so that every process says the same."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from fleet.database import Database
from fleet.queue import Queue


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
        unmatched = GaugeMetricFamily("a2p_fleet_events_unmatched", "Events about nobody known here")
        rows = self._database.execute("select count(*) from a2p_fleet_event where stack is null")
        unmatched.add_metric([], rows[0][0])
        yield unmatched

    def _count(self, name: str, what: str, column: str, table: str) -> Metric:
        gauge = GaugeMetricFamily(name, what, labels=[column])
        rows = self._database.execute(f"select {column}, count(*) from {table} group by 1 order by 1")  # noqa: S608
        for value, count in rows:
            gauge.add_metric([value], count)
        return gauge
