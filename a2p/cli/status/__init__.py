"""
`a2p status`: where customers stand, as their last run recorded it. It asks neither the engine nor Twilio.

So it is as old as that run, and says how old; the next preview looks anew.
"""

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.outcomes import choose_worst
from a2p.cli.status.customer import CustomerStatus
from a2p.cli.terminal import completers
from a2p.cli.terminal.text import bold, format_labelled
from a2p.engine.errors import NoSuchStack
from a2p.engine.locks import find_active
from a2p.engine.project import EngineProject
from a2p.engine.recorded.status import read_observed_statuses, read_recorded_statuses
from a2p.messages import format_message
from a2p.state.locks import Lock
from a2p.state.looks import load_looks
from a2p.state.reasons import Reason, list_told_at, load_reasons
from a2p.state.standing_tables import RecordedStatus
from a2p.state.state import StoredState

_FEW = 100  # customers


def status(
    *customers: Annotated[str, Parameter(completer=completers.complete_customers)],
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
    watch: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    every: float = 5.0,
) -> Exit:
    """
    Show the stage of each customer, as of its last run or a later look of `a2p serve`.

    The exit code is that of the worst.

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
    project = EngineProject.find()
    if watch:
        return _watch(project, customers, max(every, 0.1), as_json=as_json)
    rows = read_statuses(project, customers)
    _write(rows, as_json=as_json)
    return choose_worst(row.exit for row in rows)


def read_statuses(project: EngineProject, customers: Sequence[str]) -> list[CustomerStatus]:
    """
    A row for each customer.

    Raises:
        NoSuchStack: one that is named is neither declared nor known.
        StateUnreachable: the state cannot be read.
    """
    recorded = read_recorded_statuses(project, customers or None, _print_note)
    locks = project.state.list_all_locks()
    if not customers:
        customers = sorted({*recorded, *project.list_declared_customers()})
    reasons = _read_reasons(project, recorded)
    numbers = _read_numbers(project, recorded, customers)
    rows = [
        _read_status(project, stack, recorded.get(stack), locks.get(stack, []), reasons.get(stack, ""))
        for stack in customers
    ]
    observed = read_observed_statuses(project, recorded)
    looks = load_looks(project.state, customers)
    return [
        replace(
            row,
            numbers=numbers.get(row.stack, {}),
            observed=observed.get(row.stack),
            look=looks.get(row.stack) if row.recorded else None,  # what `pulumi stack rm` has left
        )
        for row in rows
    ]


def _read_reasons(project: EngineProject, recorded: Mapping[str, RecordedStatus]) -> dict[str, str]:
    """What Twilio said of bundles that stand as rejected, or were rejected since the last run."""
    if not isinstance(project.state, StoredState):
        return {}
    told_at = list_told_at(project.state)
    news = [stack for stack, at in told_at.items() if stack in recorded and _may_tell(recorded[stack], at)]
    known = load_reasons(project.state, news)
    return {
        stack: "; ".join(found)
        for stack, reasons in known.items()
        if (found := [each.reason for each in reasons.values() if _is_current(each, recorded[stack])])
    }


def _may_tell(recorded: RecordedStatus, at: datetime) -> bool:
    """Whether what was kept at a moment may say why a bundle stands as rejected."""
    return recorded.at is None or at > recorded.at or recorded.stage.endswith("_rejected")


def _is_current(reason: Reason, recorded: RecordedStatus) -> bool:
    """Whether it is about a bundle of the stack, which the last run has found rejected or not yet seen."""
    entries = recorded.outputs.resources.values() if recorded.outputs else ()
    bundles = {entry.sid for entry in entries if entry.sid.startswith("BU")}
    return reason.bundle_sid in bundles and _may_tell(recorded, reason.at)


def _read_numbers(
    project: EngineProject, recorded: Mapping[str, RecordedStatus], customers: Sequence[str]
) -> dict[str, dict[str, Reason]]:
    """What Twilio's events told of the numbers of a few customers; of many it would take too long."""
    if len(customers) > _FEW or not isinstance(project.state, StoredState):
        return {}
    outputs = {stack: each.outputs for stack in customers if (each := recorded.get(stack)) and each.outputs}
    known = load_reasons(project.state, outputs)
    return {
        stack: {sid: reason for sid, reason in known.get(stack, {}).items() if sid in its.resources}
        for stack, its in outputs.items()
    }


def _read_status(
    project: EngineProject, stack: str, recorded: RecordedStatus | None, locks: Sequence[Lock], reason: str
) -> CustomerStatus:
    # A link that leads nowhere is a file that cannot be read, and no reason to say nothing of the others.
    if recorded is None and not os.path.lexists(project.stack_file(stack)):
        known = ", ".join(project.list_customers()) or "none yet"
        raise NoSuchStack(f"There is no customer {stack}. There are: {known}", remedy="a2p status")
    lock = find_active(stack, locks)
    return CustomerStatus(stack, recorded, lock.pid if lock else 0, bool(locks) and lock is None, reason)


def _print_note(text: str) -> None:
    print(f"a2p: {text}", file=sys.stderr, flush=True)


def _write(rows: Sequence[CustomerStatus], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([row.data() for row in rows], indent=2, ensure_ascii=False), flush=True)
    elif not rows:
        print(format_message("There are no customers yet.", remedy="a2p new <customer>"), flush=True)
    elif sys.stdout.isatty() and len(rows) > 1:
        from a2p.cli.status.table import print_table  # rich costs a tenth of a second

        print_table(rows)
    else:
        print("\n\n".join(map(_format_status, rows)), flush=True)


def _format_status(row: CustomerStatus) -> str:
    facts = {
        "waits for": row.waits_for,
        "reason": row.reason,
        "campaigns": row.campaign_stages,
        "numbers": row.unregistered_numbers,
        "drift": row.drift,
        "who must act": row.next_step.for_a2p(),
        "next": row.next_command,
        "as of": row.age_with_look,
    }
    lines = [format_labelled(label, text) for label, text in facts.items() if text]
    return "\n".join([f"{bold(row.stack)}: {row.stage}", *lines])


def _watch(project: EngineProject, customers: Sequence[str], every: float, *, as_json: bool) -> Exit:
    """Until Ctrl-C. On a terminal the same table again, elsewhere all of it whenever something changed."""
    if sys.stdout.isatty() and not as_json:
        from a2p.cli.status.table import live_table  # as above

        live_table(lambda: read_statuses(project, customers), every)
        return Exit.DONE
    before: list[Any] = []
    try:
        while True:
            rows = read_statuses(project, customers)
            now = [row.data() for row in rows]
            if now != before:
                _write(rows, as_json=as_json)
            before = now
            time.sleep(every)
    except KeyboardInterrupt:
        return Exit.DONE
