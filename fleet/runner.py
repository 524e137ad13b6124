"""
The one seam to a run: preview a stack, and apply it, by commands of `a2p` in forks of a process of their own.

What a run needs of secrets it has from the environment of the worker; nothing of them is in a job.
"""

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol

from a2p import run_log
from a2p.engine.forked_commands import CommandEnd, ForkedCommands
from a2p.engine.project import EngineProject
from a2p.engine.recorded.status import read_observed_statuses, read_recorded_status
from a2p.redaction import redact
from a2p.run_log import FeeRecord, FeeToCome, StackOutputs
from a2p.stackfile.declaration_digest import digest_declaration
from a2p.stackfile.reader import read_stack_file
from a2p.state.observed_statuses import forget_observed, save_observed
from a2p.state.state import StoredState
from a2p.twilio.client.settings import SIMULATOR_URL
from a2p.twilio.client.worlds import time_at
from a2p.twilio.waits import DEFER
from fleet.decisions.policy import Look, PlannedChange
from fleet.run_secrets import read_secrets
from fleet.telemetry.tracing import add_calls, is_recording, open_span

_LONGEST: Final = 500  # characters of what a run says in a reason
_CONSENTS: Final = "A2P_ALLOW_"
_CALL_LOG: Final = "A2P_LOG"
_FINAL: Final = frozenset({"verified"})
_AS_PLANNED: Final = ("--", "--skip-preview")  # the look before has shown it, and A2P_PLAN has it


@dataclass(frozen=True)
class Ended:
    """
    How a run ended. stage: where the stack stands after it, or "". problem: "" if it ended well.

    again_after: seconds after which it goes on, of Twilio's clock; None where nothing says so.
    """

    stage: str
    problem: str = ""
    again_after: int | None = None


@dataclass(frozen=True)
class Recorded:
    """
    What the last run has left. stage: "" before any. at: when the engine last wrote.

    outputs: of the last run that ended well. ended_well: whether the last run did. observed: what a look has
    found since, where that is something else.
    """

    stage: str = ""
    at: datetime | None = None
    outputs: StackOutputs | None = None
    ended_well: bool = True
    observed: StackOutputs | None = None

    @property
    def latest(self) -> StackOutputs | None:
        """What is known last, by a look or by a run."""
        return self.observed or self.outputs

    @property
    def latest_stage(self) -> str:
        """The stage as it is known last; "" before any run."""
        return self.observed.stage if self.observed else self.stage

    @property
    def fees_to_come(self) -> tuple[FeeToCome, ...]:
        """What the plan of that run has shown that is still to be paid."""
        return self.outputs.fees_to_come if self.outputs else ()


class Runner(Protocol):
    """What the fleet asks of a run."""

    def list_stacks(self) -> list[str]:
        """Everybody who is declared."""
        ...

    def read_revision(self, stack: str) -> str:
        """A digest of what is declared: another declaration has another one."""
        ...

    def read_recorded(self, stack: str) -> Recorded:
        """What the last run has recorded."""
        ...

    def keep_observed(self, stack: str, outputs: StackOutputs | None) -> None:
        """Keep what a look has found that no run has recorded, for `a2p status`; None: there is no such."""
        ...

    def read_declaration(self, stack: str) -> str:
        """The digest of what is declared, as a run records it."""
        ...

    def read_recorded_declaration(self, stack: str) -> str:
        """That of the last run that ended well; "" where there is none, or an older version made it."""
        ...

    def read_clock(self, stack: str) -> float:
        """Unix seconds by the clock that the stack's deadlines go by."""
        ...

    def preview(self, stack: str) -> Look:
        """What a run would change."""
        ...

    def apply(self, stack: str, plan: frozenset[run_log.PlannedChange], *, waits: bool) -> Ended:
        """Run it, and let it do nothing but what was planned. waits: keep the pauses that Twilio demands."""
        ...


class CommandRunner:
    """Runs `a2p` in the project's folder."""

    def __init__(self, project: EngineProject, commands: ForkedCommands | None = None) -> None:
        self._project = project
        self._commands = commands or ForkedCommands()
        self._known: dict[str, tuple[object, str]] = {}

    def list_stacks(self) -> list[str]:
        return self._project.list_declared_customers()

    def read_revision(self, stack: str) -> str:
        """Of thousands of files only those are read again that may have been written since."""
        written = self._read_written(stack)
        if stack not in self._known or self._known[stack][0] != written:
            self._known[stack] = written, self.read_declaration(stack)
        return self._known[stack][1]

    def _read_written(self, stack: str) -> tuple[object, ...]:
        """What changes with every write of the files of a declaration, also of one that keeps its time."""
        files = (self._project.folder / "Pulumi.yaml", self._project.stack_file(stack))
        found = [file.stat() for file in files if file.exists()]
        return tuple((each.st_ino, each.st_size, each.st_mtime_ns, each.st_ctime_ns) for each in found)

    def read_recorded(self, stack: str) -> Recorded:
        found = read_recorded_status(self._project, stack)
        if found is None:
            return Recorded()
        news = read_observed_statuses(self._project, {stack: found}).get(stack)
        ended_well = not (found.failed or found.interrupted)
        observed = news.outputs if news else None
        return Recorded(found.stage, found.at, found.outputs, ended_well, observed)

    def read_recorded_declaration(self, stack: str) -> str:
        checkpoint = self._project.state.read_checkpoint(stack)
        found = list(checkpoint.list_of_type("RegistrationStatus")) if checkpoint else []
        return str(found[0].get("outputs", {}).get("declaration") or "") if found else ""

    def keep_observed(self, stack: str, outputs: StackOutputs | None) -> None:
        state = self._project.state
        if not isinstance(state, StoredState):  # at Pulumi Cloud there is no place beside the state
            return
        if outputs:
            save_observed(state, stack, outputs, datetime.now(UTC))
        else:
            forget_observed(state, stack)

    def read_declaration(self, stack: str) -> str:
        return digest_declaration(self._project.folder, stack)

    def read_clock(self, stack: str) -> float:
        declared = read_stack_file(self._project.stack_file(stack), self._project.name).config.get("baseUrl")
        return time_at(self._project.env.get(SIMULATOR_URL, declared) if declared else None)

    def preview(self, stack: str) -> Look:
        done = self._run("preview", stack, "--report", "json")
        try:
            (found,) = json.loads(done.output)["stacks"]
        except (ValueError, KeyError):
            return Look(problem=_shorten(done.errors))
        recorded = self.read_recorded(stack)
        observed = StackOutputs.from_json(found["outputs"] or {})
        return Look(
            changes=tuple(_read_change(change) for change in found["changes"]),
            problem=_shorten(found["problem"] or ""),
            blocked=found["outcome"] == "blocked",
            begun=found["begun"] and bool(recorded.stage),
            is_final=recorded.stage in _FINAL,
            has_moved=not recorded.ended_well or observed != recorded.outputs,
            plan=frozenset(map(run_log.PlannedChange.from_json, found["planned"])),
            observed=observed,
        )

    def apply(self, stack: str, plan: frozenset[run_log.PlannedChange], *, waits: bool) -> Ended:
        with tempfile.TemporaryDirectory(prefix="a2p-") as folder:
            file = Path(folder) / "plan.json"
            file.write_text(json.dumps([each.to_json() for each in plan]), encoding="utf-8")
            more = {run_log.PLAN_ENV: str(file), **({} if waits else {DEFER: "true"})}
            done = self._run("up", stack, "--yes", "--json", *_AS_PLANNED, **more)
        stage = self.read_recorded(stack).stage
        try:
            (found,) = json.loads(done.output)["stacks"]
        except (ValueError, KeyError):
            return Ended(stage, _shorten(done.errors) or f"a2p up ended with {done.status}")
        is_waiting = found["outcome"] == "waiting"
        return Ended(stage, "" if is_waiting else _shorten(found["problem"] or ""), found["again_after"])

    def _run(self, verb: str, stack: str, *options: str, **more: str) -> CommandEnd:
        """A command without the consents of this shell: they were given for one run, not for all."""
        env = {name: text for name, text in os.environ.items() if not name.startswith(_CONSENTS)}
        env |= read_secrets(env)
        with open_span(f"a2p {verb}", stack=stack) as span, _log_calls(env) as logged:
            done = self._commands.run(self._project, [verb, stack, *options], env | logged | more)
            span.set_attribute("process.exit.code", done.status)
        return done


@contextmanager
def _log_calls(env: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Where spans are recorded, what has a run log its calls to Twilio, which become spans at the end."""
    if _CALL_LOG in env or not is_recording():
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="a2p-") as folder:
        file = Path(folder) / "calls.log"
        yield {_CALL_LOG: str(file)}
        if file.exists():
            add_calls(file.read_text(encoding="utf-8").splitlines())


def _read_change(change: dict[str, Any]) -> PlannedChange:
    fees = tuple(map(FeeRecord.from_json, change["fees"]))
    fields = tuple(change["fields"])
    is_finding = change["verdict"] in {run_log.Outcome.LIFECYCLE, run_log.Outcome.FOREIGN}
    finding = _shorten(change["sentence"]) if is_finding else ""
    return PlannedChange(change["resource"], change["verdict"], fees, fields, change["traffic"], finding)


def _shorten(text: str) -> str:
    return redact(text.strip())[:_LONGEST]
