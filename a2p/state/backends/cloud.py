"""
A state that only the engine can read: Pulumi Cloud, or a kind of store that is not read here.

Everything costs a start of the engine (0.4 s and more). Locks are Pulumi's own business there: it lets a dead
run's update time out, or `pulumi cancel` ends it.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from a2p.state.addresses import describe_address
from a2p.state.checkpoints import Checkpoint, from_deployment
from a2p.state.errors import CheckpointUnreadable, StateUnreachable
from a2p.state.locks import Lock

# Runs the engine with these arguments: its exit status, and what it wrote to standard output and error.
Ask = Callable[..., tuple[int, str, str]]
_NO_STACK = "no stack named"


@dataclass(frozen=True)
class CloudState:
    """A state behind the engine."""

    url: str = field(repr=False)
    project: str
    ask: Ask = field(repr=False)
    kind: str = "cloud"
    has_locks: bool = False

    @property
    def address(self) -> str:
        return describe_address(self.url) or "the backend that `pulumi login` chose"

    def list_stacks(self) -> list[str]:
        listed = self._read("stack", "ls", "--json", "--project", self.project)
        return sorted(str(each["name"]).rpartition("/")[2] for each in listed)

    def has_stack(self, stack: str) -> bool:
        return self.read_checkpoint(stack) is not None

    def read_checkpoint(self, stack: str) -> Checkpoint | None:
        status, output, complaint = self.ask("stack", "export", "--stack", stack)
        if status and _NO_STACK in complaint:
            return None
        if status:
            raise self._unreachable(complaint)
        try:
            return from_deployment(stack, json.loads(output).get("deployment") or {})
        except ValueError as error:
            raise CheckpointUnreadable(stack, self.address, str(error), remedy="a2p doctor") from error

    def list_all_locks(self) -> dict[str, list[Lock]]:
        """None: they cannot be seen from outside."""
        return {}

    def list_locks(self, stack: str) -> list[Lock]:
        """None: they cannot be seen from outside."""
        del stack
        return []

    def remove_lock(self, lock: Lock) -> None:
        """Nothing: there is none that was read here."""
        del lock

    def require_writable(self) -> None:
        """Only whether somebody is signed in: what may be written only a run shows."""
        status, _said, complaint = self.ask("whoami")
        if status:
            raise self._unreachable(complaint)

    def list_partial_writes(self, stack: str) -> list[str]:
        """None: they cannot be seen from outside."""
        del stack
        return []

    def delete_objects(self, keys: Iterable[str]) -> None:
        """Nothing: there are none that were listed here."""
        del keys

    def restore_backup(self, stack: str) -> bool:
        """False: Pulumi Cloud keeps the history; `pulumi stack export --version` reads it."""
        del stack
        return False

    def _read(self, *arguments: str) -> Any:
        status, output, complaint = self.ask(*arguments)
        if status:
            raise self._unreachable(complaint)
        try:
            return json.loads(output)
        except ValueError as error:
            raise self._unreachable("the engine's answer cannot be read") from error

    def _unreachable(self, complaint: str) -> StateUnreachable:
        lines = [line.strip() for line in complaint.splitlines() if line.strip()]
        reason = lines[-1].removeprefix("error: ") if lines else "the engine does not say why"
        return StateUnreachable(
            f"The state in {self.address} cannot be read: {reason}",
            remedy="check PULUMI_BACKEND_URL, then pulumi login, then pulumi whoami",
        )
