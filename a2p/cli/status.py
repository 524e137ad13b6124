"""
`a2p status`: where customers stand, as their last run recorded it. It asks neither the engine nor Twilio.

So it is as old as that run, and says how old; the next preview looks anew.
"""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from cyclopts import Parameter

from a2p.cli import completing
from a2p.cli.exits import Exit
from a2p.cli.outcomes import in_our_words, of_standing, worst
from a2p.cli.terminal import bold, labelled
from a2p.cli.when import ago
from a2p.engine.failures import NoSuchStack
from a2p.engine.locks import at_work
from a2p.engine.project import Project
from a2p.engine.standings import Recorded, recorded

_NOT_BEGUN, _UNFINISHED = "not_begun", "unfinished"


@dataclass(frozen=True)
class Row:
    """
    One customer.

    recorded: None before the first run. working: pid of a run at work, else 0. killed: a run has left its
    lock.
    """

    stack: str
    recorded: Recorded | None
    working: int = 0
    killed: bool = False

    @property
    def stage(self) -> str:
        if self.recorded and self.recorded.begun and not self.recorded.stage:
            return _UNFINISHED
        return (self.recorded.stage if self.recorded else "") or _NOT_BEGUN

    @property
    def exit(self) -> Exit:
        """What it comes to; a customer who has no stage yet waits for somebody to go on."""
        settled = self._outputs and not (self.failed or self.interrupted)
        return of_standing(self._outputs) if settled else Exit.PERSON

    @property
    def interrupted(self) -> bool:
        """Whether a run was killed, and none has put that right yet."""
        return not self.working and (self.killed or bool(self.recorded and self.recorded.interrupted))

    @property
    def failed(self) -> bool:
        """Whether the last run failed, and none is trying again."""
        return not self.working and bool(self.recorded and self.recorded.failed)

    @property
    def waits_for(self) -> str:
        if self.working:
            return f"a run that is at work (pid {self.working})"
        if self.interrupted:
            return "the next run: the last one was interrupted"
        if self.failed or self.stage == _UNFINISHED:
            return "the next run: the last one failed"
        return str(self._outputs.get("waits_for", "")) or "the first run"

    @property
    def who_must_act(self) -> str:
        if self.failed or self.interrupted or not self._outputs:
            return "you: run the next command" + (", which says why it fails" if self.failed else "")
        return str(self._outputs.get("who_must_act", ""))

    @property
    def next_command(self) -> str:
        if self.failed or self.interrupted or not self._outputs:
            return f"a2p up {self.stack}"
        return in_our_words(str(self._outputs.get("next_command", "")))

    @property
    def known(self) -> str:
        """How old the knowledge is."""
        at = self.recorded.at if self.recorded else None
        return f"{ago(at)} ago" if at else ""

    @property
    def _outputs(self) -> dict[str, Any]:
        return self.recorded.outputs if self.recorded else {}

    def data(self) -> dict[str, Any]:
        """The same, for a program."""
        at = self.recorded.at if self.recorded else None
        return {
            "stack": self.stack,
            "stage": self.stage,
            "outcome": self.exit.name.lower(),
            "waits_for": self.waits_for,
            "who_must_act": self.who_must_act,
            "next_command": self.next_command,
            "recorded_at": at.isoformat() if at else None,
            "interrupted": self.interrupted,
            "failed": self.failed,
            "running_pid": self.working or None,
            "resources": self._outputs.get("resources", {}),
        }


def status(
    *customers: Annotated[str, Parameter(completer=completing.customers)],
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
    watch: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    every: float = 5.0,
) -> Exit:
    """
    Say where customers stand, as their last run found them. The exit code is that of the worst.

    Parameters
    ----------
    customers:
        Names of stacks; all of them if none is named.
    as_json:
        Write a JSON list.
    watch:
        Stay, and show what changes.
    every:
        Seconds between two looks of --watch.
    """
    project = Project.here()
    if watch:
        return _watch(project, customers, max(every, 0.1), as_json=as_json)
    rows = look(project, customers)
    _write(rows, as_json=as_json)
    return worst(row.exit for row in rows)


def look(project: Project, customers: Sequence[str]) -> list[Row]:
    """
    A row for each customer.

    Raises:
        NoSuchStack: one that is named is neither declared nor known.
    """
    return [_row(project, stack) for stack in customers or project.customers()]


def _row(project: Project, stack: str) -> Row:
    found = recorded(project, stack)
    if found is None and not project.file(stack).exists():
        known = ", ".join(project.customers()) or "none yet"
        raise NoSuchStack(f"There is no customer {stack}. There are: {known}\n  do: a2p status")
    locks = project.state.locks(stack) if project.state else []
    lock = at_work(locks)
    return Row(stack, found, lock.pid if lock else 0, killed=bool(locks) and lock is None)


def _write(rows: Sequence[Row], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([row.data() for row in rows], indent=2, ensure_ascii=False), flush=True)
    elif not rows:
        print("There are no customers yet.\n  do: a2p new <customer>", flush=True)
    elif sys.stdout.isatty() and len(rows) > 1:
        from a2p.cli.tables import print_table  # noqa: PLC0415  # rich costs a tenth of a second

        print_table(rows)
    else:
        print("\n\n".join(map(_written, rows)), flush=True)


def _written(row: Row) -> str:
    facts = {
        "waits for": in_our_words(row.waits_for),
        "who must act": in_our_words(row.who_must_act),
        "next": row.next_command,
        "as of": row.known,
    }
    lines = [labelled(label, text) for label, text in facts.items() if text]
    return "\n".join([f"{bold(row.stack)}: {row.stage}", *lines])


def _watch(project: Project, customers: Sequence[str], every: float, *, as_json: bool) -> Exit:
    """Until Ctrl-C. On a terminal the same table again, elsewhere all of it whenever something changed."""
    if sys.stdout.isatty() and not as_json:
        from a2p.cli.tables import live_table  # noqa: PLC0415  # as above

        live_table(lambda: look(project, customers), every)
        return Exit.DONE
    before: list[Any] = []
    try:
        while True:
            rows = look(project, customers)
            now = [row.data() for row in rows]
            if now != before:
                _write(rows, as_json=as_json)
            before = now
            time.sleep(every)
    except KeyboardInterrupt:
        return Exit.DONE
