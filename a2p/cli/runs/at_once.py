"""Work on many customers at once, until it is done, interrupted, or faulty for each of them."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any, Protocol

from a2p.engine.commands import interrupt_all
from a2p.engine.jobs import Processors

# Errors of a run that every other run would end with, too: nobody can sign in, or it is not the account.
_OF_ALL = frozenset({"CredentialsMissing", "CredentialsConflict", "NotSignedIn", "ForeignHost"})
_LOOK = 0.2  # seconds between two looks whether somebody has interrupted


class Shown(Protocol):
    """Who is told what is at work."""

    def begin(self, stack: str) -> None: ...
    def end(self, stack: str, result: Any) -> None: ...
    def tick(self) -> None: ...


class Interrupted(Exception):
    """Work was ended before all of it had begun."""

    def __init__(self, reason: str, results: dict[str, Any], not_begun: Sequence[str]) -> None:
        super().__init__(reason)
        self.reason, self.results, self.not_begun = reason, results, not_begun


class WorkAtOnce:
    """Runs a function for many customers, so many at once, as processors are free."""

    def __init__(self, jobs: int, shown: Shown) -> None:
        self._jobs, self._shown = jobs, shown
        self._processors = Processors()
        self._reason = ""
        self._lock = threading.Lock()

    def run(self, stacks: Sequence[str], work: Callable[[str], Any]) -> dict[str, Any]:
        """
        The results in the order given.

        Raises:
            Interrupted: some were not begun any more; with what has ended by then.
        """
        not_begun: list[str] = []

        def begin(stack: str) -> Any:
            with self._processors.take_turn():
                if self._reason:
                    not_begun.append(stack)
                    return None
            self._shown.begin(stack)
            return work(stack)

        with self._catching_signals(), ThreadPoolExecutor(self._jobs) as pool:
            futures = {pool.submit(begin, stack): stack for stack in stacks}
            self._watch(futures)
        ended = {stack: future.result() for future, stack in futures.items()}
        results = {stack: ended[stack] for stack in stacks if ended[stack] is not None}
        if not_begun:
            raise Interrupted(self._reason, results, [stack for stack in stacks if stack in not_begun])
        return results

    def _watch(self, futures: dict[Future[Any], str]) -> None:
        waiting = set(futures)
        while waiting:
            done, waiting = wait(waiting, timeout=_LOOK, return_when=FIRST_COMPLETED)
            for future in done:
                result = None if future.exception() else future.result()
                if result is not None:
                    self._shown.end(futures[future], result)
                    self._reason = self._reason or find_fault_of_all(result)
            self._shown.tick()

    @contextmanager
    def _catching_signals(self) -> Iterator[None]:
        """Ctrl-C has the running calls end, and nothing else begin."""

        def stop(number: int, _frame: object) -> None:
            self._reason = "the run was interrupted before"
            interrupt_all(number)
            print("a2p: ending the calls that are being made; nothing else is begun", file=sys.stderr)

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def find_fault_of_all(result: Any) -> str:
    """Why every other customer would fail as this one has, or ""."""
    run = result.run
    if run is None or not run.status:
        return ""
    found = next((each.error for each in run.log.failures if each.error in _OF_ALL), "")
    if found:
        return f"{found} at the first of them would stop each"
    if "incorrect passphrase" in run.output:
        return "the passphrase is wrong, and would be for each"
    return ""
