"""Work on many customers at once, until it is done, interrupted, or faulty for each of them."""

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from a2p.cli.runs.many_customers.shared_faults import SharedFaults
from a2p.engine.commands import interrupt_all
from a2p.engine.jobs import Processors

_LOOK = 0.2  # seconds between two looks whether somebody has interrupted
INTERRUPTED = "the run was interrupted before"


class Shown(Protocol):
    """Who is told what is at work."""

    def begin(self, stack: str) -> None: ...
    def end(self, stack: str, result: Any) -> None: ...
    def tick(self) -> None: ...


@dataclass(frozen=True)
class WorkDone:
    """
    What became of the work on each customer.

    results: by customer, in the order given. not_begun: why, for each of the others.
    """

    results: dict[str, Any]
    not_begun: dict[str, str] = field(default_factory=dict)
    is_interrupted: bool = False


class WorkAtOnce:
    """Runs a function for many customers, so many at once, as processors are free."""

    def __init__(self, jobs: int, shown: Shown, faults: SharedFaults) -> None:
        self._jobs, self._shown, self._faults = jobs, shown, faults
        self._processors = Processors()
        self._is_interrupted = False

    def run(
        self,
        stacks: Sequence[str],
        work: Callable[[str], Any],
        after: Mapping[str, frozenset[str]] | None = None,
    ) -> WorkDone:
        """
        Work on each. after: whom a customer has to wait for, all of whom stand before it in `stacks`.

        A result has an attribute `run`, by which faults of all are found.
        """
        ended = {stack: threading.Event() for stack in stacks}
        not_begun: dict[str, str] = {}

        def begin(stack: str) -> Any:
            try:
                for other in ended.keys() & (after or {}).get(stack, ()):
                    ended[other].wait()
                return self._begin(stack, work, not_begun)
            finally:
                ended[stack].set()

        with self._catching_signals(), ThreadPoolExecutor(self._jobs) as pool:
            futures = {pool.submit(begin, stack): stack for stack in stacks}
            self._watch(futures)
        results = {stack: future.result() for future, stack in futures.items() if stack not in not_begun}
        return WorkDone(results, not_begun, self._is_interrupted)

    def _begin(self, stack: str, work: Callable[[str], Any], not_begun: dict[str, str]) -> Any:
        with self._processors.take_turn():
            reason = INTERRUPTED if self._is_interrupted else self._faults.find_reason(stack)
        if reason:
            not_begun[stack] = reason
            return None
        self._shown.begin(stack)
        began = time.monotonic()
        result = work(stack)
        if result.run is not None:
            self._faults.note(stack, result.run, began)
        return result

    def _watch(self, futures: dict[Future[Any], str]) -> None:
        waiting = set(futures)
        while waiting:
            done, waiting = wait(waiting, timeout=_LOOK, return_when=FIRST_COMPLETED)
            for future in done:
                result = None if future.exception() else future.result()
                if result is not None:
                    self._shown.end(futures[future], result)
            self._shown.tick()

    @contextmanager
    def _catching_signals(self) -> Iterator[None]:
        """Ctrl-C has the running calls end, and nothing else begin."""

        def stop(number: int, _frame: object) -> None:
            self._is_interrupted = True
            interrupt_all(number)
            print("a2p: ending the calls that are being made; nothing else is begun", file=sys.stderr)

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
