"""How a command ended, as an exit code, and what of several is the worst."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from a2p.cli.exit_codes import Exit
from a2p.engine.commands import UNEXPECTED_CHANGES, EngineRun

# From the best to the worst: what several customers come to is the last of theirs.
_WORSE = (Exit.DONE, Exit.WAITING, Exit.DRIFT, Exit.PERSON, Exit.BLOCKED, Exit.ERROR)
_QUIET = frozenset({"noop", "wait"})
_PULUMI = re.compile(r"\bpulumi (up|preview|destroy) -s (\S+)")


def exit_for_status(outputs: Mapping[str, Any]) -> Exit:
    """What a stack's outputs come to; a stack without any has nothing to wait for."""
    who = str(outputs.get("who_must_act", ""))
    if not outputs.get("stage") or outputs["stage"] == "verified":
        return Exit.DONE
    return Exit.WAITING if who.startswith("nobody") else Exit.PERSON


def exit_for_failure(run: EngineRun) -> Exit:
    """What a run that the engine did not end well comes to."""
    if run.status == UNEXPECTED_CHANGES:
        return Exit.DRIFT
    if list_blocked(run):
        return Exit.BLOCKED
    return Exit.WAITING if is_waiting_for_review(run) else Exit.ERROR


def is_waiting_for_review(run: EngineRun) -> bool:
    """Whether nothing but a review that is under way stopped it."""
    return bool(run.failures) and all(failure["lasts"] == "pending" for failure in run.failures)


def list_blocked(run: EngineRun) -> list[dict[str, Any]]:
    """The verdicts that stopped it until somebody agrees to the harm."""
    return [verdict for verdict in run.verdicts if verdict["verdict"] == "blocked"]


def list_reportable(run: EngineRun) -> list[dict[str, Any]]:
    """The verdicts of what is not left as it is."""
    return [verdict for verdict in run.verdicts if verdict["verdict"] not in _QUIET]


def choose_worst(exits: Iterable[Exit]) -> Exit:
    """The one of several that has to be known first."""
    return max(exits, key=_WORSE.index, default=Exit.DONE)


def as_a2p_command(text: str) -> str:
    """`pulumi up -s acme`, as stacks say it, is `a2p up acme` here."""
    return _PULUMI.sub(r"a2p \1 \2", text)
