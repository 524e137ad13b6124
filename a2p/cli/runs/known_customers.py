"""
Customers of whom the engine would say again what it said last, so that it need not look.

Their accounts are read instead (a2p.drift), in each of which one look serves all of them. What the engine
reads of the others is kept, so that it need not the next time.
"""

import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from a2p.cli.runs.arguments import print_status_line
from a2p.engine.project import EngineProject
from a2p.run_log import StackOutputs
from a2p.state.errors import StateError
from a2p.state.state import StoredState

if TYPE_CHECKING:
    from a2p.drift.scan import Scan

_LONG = 50  # so many customers take long enough that a user wonders
_ONE_BY_ONE = "  its customers are looked at by the engine, one by one, which takes longer"


class KnownCustomers:
    """
    Looks at the customers of one project, without the engine where it has nothing new to judge.

    folder: for what runs read, until `keep`. is_refreshed: for looks that read all of Twilio anew.
    """

    def __init__(self, project: EngineProject, folder: Path, *, is_refreshed: bool) -> None:
        self._project, self._folder, self._is_refreshed = project, folder, is_refreshed
        self._bases: dict[str, str] = {}  # before the runs: a file may be edited while one is at work
        self._noted: dict[str, StackOutputs | None] = {}

    def find_unchanged(self, stacks: Sequence[str]) -> set[str]:
        """
        Those in whom the engine would find nothing: no change, and nothing at Twilio that no run changes.

        An account that cannot be read is told on standard error.

        Raises:
            StateError: the state cannot be read.
        """
        if self._scan is None:
            return set()
        is_long = len(stacks) >= _LONG
        if is_long:
            _say(f"reading the accounts of {len(stacks)} customers")
        unchanged = self._scan.list_unchanged(stacks)
        if is_long:
            _say(f"{len(unchanged)} of {len(stacks)} are as they were; the engine looks at the others")
        for account, problem in self._scan.problems.items():
            print_status_line(account, f"read at once: {problem}\n{_ONE_BY_ONE}")
        return unchanged

    def log_reads(self, stack: str) -> dict[str, str]:
        """Settings for a run of the engine that begins now: it writes down what it reads of a customer."""
        from a2p.twilio.client.read_log import ENV  # help needs no client

        with suppress(StateError):  # the run says that the state cannot be read
            self._bases[stack] = self._scan.digest_basis(stack) if self._scan else ""
        return {ENV: str(self._find_log(stack))}

    def note_unchanged(self, stack: str, outputs: StackOutputs | None) -> None:
        """That run has found nothing; outputs: where the registration stands, as it has read it."""
        self._noted[stack] = outputs

    def keep(self) -> None:
        """Keep what was read of those in whom nothing was found."""
        if self._noted and self._scan:
            from a2p.drift.scan import Compared  # as above

            self._scan.keep(
                {
                    stack: Compared(self._bases.get(stack, ""), self._find_log(stack), outputs)
                    for stack, outputs in self._noted.items()
                }
            )

    def _find_log(self, stack: str) -> Path:
        return self._folder / f"{stack}.jsonl"

    @cached_property
    def _scan(self) -> "Scan | None":
        """None where only the engine can read the state."""
        state = self._project.state
        if not isinstance(state, StoredState):
            return None
        from a2p.drift.scan import Scan  # as above
        from a2p.engine.twilio_session import session_for  # as above

        return Scan(self._project, state, session_for, is_refreshed=self._is_refreshed)


def _say(text: str) -> None:
    print(f"a2p: {text}", file=sys.stderr, flush=True)
