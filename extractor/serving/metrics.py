"""What is counted for Prometheus."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from extractor.serving.desk import Answer
from extractor.serving.pool import Pool

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
disable_created_metrics()  # type: ignore[no-untyped-call]


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = self._counter("requests", "Requests answered.", "method", "route", "status")
        self._rejected = self._counter("requests_rejected", "Requests refused, by kind of problem.", "type")
        self._articles = self._counter("articles", "Articles read.")
        self._entities = self._counter("entities", "Entities found.", "label")
        self._seconds = Histogram(
            "chipwire_request_seconds",
            "From the first byte of a request to the last of its answer.",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )

    def watch(self, pool: Pool) -> None:
        """Show the pool's state too."""
        self.registry.register(_PoolCollector(pool))

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request that was answered."""
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def rejected(self, problem_type: str) -> None:
        """Count one request that was refused."""
        self._rejected.labels(problem_type.rpartition(":")[2]).inc()

    def answered(self, answer: Answer) -> None:
        """Count what an answer holds."""
        self._articles.inc(answer.articles)
        for label, count in answer.entities.items():
            self._entities.labels(label).inc(count)

    def page(self) -> bytes:
        """Return them all in Prometheus' text format."""
        return generate_latest(self.registry)

    def _counter(self, name: str, help_text: str, *labels: str) -> Counter:
        return Counter(f"chipwire_{name}", help_text, labels, registry=self.registry)


class _PoolCollector(Collector):
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def collect(self) -> Iterator[Metric]:
        pool = self._pool
        yield GaugeMetricFamily("chipwire_requests_under_way", "Requests accepted, not yet answered.", pool.admitted)
        yield GaugeMetricFamily("chipwire_requests_waiting", "Requests that wait for a worker.", pool.waiting)
        yield GaugeMetricFamily("chipwire_workers", "Worker processes.", len(pool.pids))
        yield GaugeMetricFamily("chipwire_workers_memory_bytes", "Their resident memory.", pool.memory_mb * 1e6)
        replaced = CounterMetricFamily("chipwire_workers_replaced", "Worker processes replaced.", labels=("reason",))
        for reason, count in pool.replaced.items():
            replaced.add_metric((reason,), count)
        yield replaced
