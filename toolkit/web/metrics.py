"""
How the server is doing, for whoever keeps it: ``/health`` for a proxy, ``/metrics`` for Prometheus.

Nothing here tells one person, one workshop or one vote from another: answers are counted by the kind of
their address, never by the address. ``/metrics`` is for this computer, or for whoever has the token.
"""

import hmac
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from threading import Lock

from flask import Blueprint, Flask, Response, abort, current_app, g, request
from sqlalchemy.exc import DBAPIError

from toolkit import __version__
from toolkit.web.here import server

BUCKETS_S = (0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
PLAIN = "text/plain; version=0.0.4; charset=utf-8"
BEARER = "Bearer "

blueprint = Blueprint("metrics", __name__)


class Metrics:
    """Counts since this process began. Threads add to them at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._unchanged = 0
        self._slower = 1.0
        self._answers: dict[tuple[str, int], int] = defaultdict(int)
        self._waits = [0] * (len(BUCKETS_S) + 1)
        self._seconds = 0.0

    def unchanged(self, slower: float) -> None:
        """A screen was told that nothing has changed, and how many times slower to ask."""
        with self._lock:
            self._unchanged += 1
            self._slower = slower

    def answered(self, kind: str, status: int, seconds: float) -> None:
        """An answer of this *kind*, which is the name of a route."""
        bucket = sum(seconds > edge for edge in BUCKETS_S)
        with self._lock:
            self._answers[kind, status] += 1
            self._waits[bucket] += 1
            self._seconds += seconds

    def lines(self) -> Iterator[str]:
        """In the text format of Prometheus, version 0.0.4."""
        with self._lock:
            answers, waits, seconds = sorted(self._answers.items()), list(self._waits), self._seconds
            unchanged, slower = self._unchanged, self._slower
        yield from _metric("rebond_info", "gauge", "The version that runs.", f'{{version="{__version__}"}} 1')
        yield from _metric(
            "rebond_unchanged_total", "counter", "Screens told that nothing has changed.", f" {unchanged}"
        )
        yield from _metric(
            "rebond_slower", "gauge", "How many times slower screens are asked to ask.", f" {slower:.2f}"
        )
        yield from _metric(
            "rebond_answers_total",
            "counter",
            "Other answers, by route and status.",
            *(f'{{route="{kind}",status="{status}"}} {count}' for (kind, status), count in answers),
        )
        yield "# HELP rebond_answer_seconds Time to make these answers."
        yield "# TYPE rebond_answer_seconds histogram"
        total = 0
        for edge, count in zip((*BUCKETS_S, "+Inf"), waits, strict=True):
            total += count
            yield f'rebond_answer_seconds_bucket{{le="{edge}"}} {total}'
        yield f"rebond_answer_seconds_sum {seconds:.6f}"
        yield f"rebond_answer_seconds_count {total}"
        yield from _metric(
            "process_cpu_seconds_total", "counter", "Processor time used.", f" {time.process_time():.2f}"
        )
        if memory := _memory_bytes():
            yield from _metric("process_resident_memory_bytes", "gauge", "Memory used.", f" {memory}")


def _metric(name: str, kind: str, says: str, *samples: str) -> Iterator[str]:
    yield f"# HELP {name} {says}"
    yield f"# TYPE {name} {kind}"
    for sample in samples:
        yield f"{name}{sample}"


def _memory_bytes() -> int:
    """Memory of this process; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def register_metrics(app: Flask, metrics: Metrics) -> None:
    app.extensions["rebond.metrics"] = metrics
    app.before_request(_begin)
    app.after_request(_end)
    app.register_blueprint(blueprint)


def _begin() -> None:
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    kind = request.endpoint or "none"
    began = g.get("began")
    seconds = time.perf_counter() - began if began else 0.0
    current_app.extensions["rebond.metrics"].answered(kind, response.status_code, seconds)
    if server().config.hosting.log == "json":
        told = {"route": kind, "method": request.method, "status": response.status_code}
        current_app.logger.info("answer", extra={"told": {**told, "ms": round(seconds * 1000, 1)}})
    return response


@blueprint.get("/health")
@blueprint.get("/healthz")
def health() -> tuple[str, int, dict[str, str]]:
    """That this process answers and its database too; 503 when the database does not."""
    status, said = 200, "ok\n"
    try:
        with server().store.reading() as session:
            session.connection().exec_driver_sql("SELECT 1")
    except DBAPIError:
        status, said = 503, "the database does not answer\n"
    return said, status, {"Content-Type": "text/plain"}


@blueprint.get("/metrics")
def metrics() -> Response:
    """Counts of this process. Raises: 404 for whoever may not read them."""
    if not (_has_token() or _is_here()):
        abort(404)
    lines = current_app.extensions["rebond.metrics"].lines()
    return Response("\n".join(lines) + "\n", content_type=PLAIN)


def _has_token() -> bool:
    token = server().config.hosting.metrics_token
    given = request.headers.get("Authorization", "")
    return bool(token) and hmac.compare_digest(given.encode(), (BEARER + token).encode())


def _is_here() -> bool:
    """Asked from this very computer, and not through a proxy that runs on it."""
    if any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "Via")):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
