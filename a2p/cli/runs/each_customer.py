"""
`up`, `preview` and `destroy` for one customer after another: recover, run, say where it stands.

The engine's output goes to standard output as it comes, or, where that is for a program, to standard error.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.arguments import named, say, split
from a2p.cli.runs.outcomes import blocked, held_up, in_our_words, loud, of_failure, of_standing, worst
from a2p.cli.runs.wait_after_kill import settle
from a2p.cli.terminal.text import ago, bold, clock, labelled
from a2p.engine.commands import Run, ask, run
from a2p.engine.errors import EngineFailure
from a2p.engine.locks import at_work
from a2p.engine.project import Project
from a2p.engine.recorded_status import Recorded, recorded
from a2p.engine.recovery import mend, recover
from a2p.engine.state import shown
from a2p.plan.consents import Consent, command, is_given_by


@dataclass(frozen=True)
class Ended:
    """How it ended for one customer. problem: why nothing was run, or what stopped it."""

    stack: str
    exit: Exit
    run: Run | None = None
    standing: Recorded | None = None
    problem: str = ""
    recovered: list[str] = field(default_factory=list)

    def data(self) -> dict[str, Any]:
        """The same, for a program."""
        standing = self.standing
        return {
            "stack": self.stack,
            "outcome": self.exit.name.lower(),
            "exit": int(self.exit),
            "engine_exit": self.run.status if self.run else None,
            "problem": self.problem or None,
            "recovered": self.recovered,
            "since": standing.since.isoformat() if standing and standing.since else None,
            **(standing.outputs if standing else {}),
            "verdicts": loud(self.run) if self.run else [],
        }


def over(verb: str, words: Sequence[str], *, yes: bool, as_json: bool) -> Exit:
    """Run a verb for each customer among the words, to the end whatever becomes of the one before."""
    project = Project.here()
    customers, options = split(words)
    options += ["--yes"] if yes else []
    ends: list[Ended] = []
    for stack in named(project, customers, verb):
        ends.append(_one(project, verb, stack, options, as_json=as_json))
        if not as_json:
            print(_written(verb, ends[-1]), file=sys.stderr if ends[-1].problem else sys.stdout, flush=True)
        if (last := ends[-1].run) and last.interrupted:
            break
    ended = worst(each.exit for each in ends)
    if as_json:
        told = {"exit": int(ended), "stacks": [each.data() for each in ends]}
        print(json.dumps(told, indent=2, ensure_ascii=False))
    return ended


def _one(project: Project, verb: str, stack: str, options: list[str], *, as_json: bool) -> Ended:
    if verb == "destroy" and (refusal := _refusal(project, stack)):
        return Ended(stack, Exit.BLOCKED, problem=refusal)
    try:
        recovered = _prepare(project, verb, stack)
    except EngineFailure as error:
        return Ended(stack, Exit.ERROR, problem=str(error))
    ran = run(project, verb, "--stack", stack, *options, to=sys.stderr if as_json else None)
    if ran.status:
        return Ended(
            stack, of_failure(ran), ran, problem=_stopped(project, verb, stack, ran), recovered=recovered
        )
    if verb != "up":
        return Ended(stack, Exit.DONE, ran, recovered=recovered)
    standing = recorded(project, stack, with_since=True)
    ended = of_standing(standing.outputs if standing else {})
    return Ended(stack, ended, ran, standing, recovered=recovered)


def _prepare(project: Project, verb: str, stack: str) -> list[str]:
    """Begin a stack that is new; put away what a killed run left, or, before a preview, only look."""
    if not project.has(stack):
        _begin(project, verb, stack)
    if verb != "preview":
        return recover(project, stack, partial(say, stack), partial(settle, project))
    if project.state and (lock := at_work(project.state.locks(stack))):
        say(
            stack,
            f"a run is at work since {clock(lock.at)} (pid {lock.pid}); what it changes may be missing here",
        )
    else:
        mend(project, stack, partial(say, stack))
    return []


def _refusal(project: Project, stack: str) -> str:
    """
    Why a registration is not taken down unasked; empty where nothing speaks against it.

    The provider looks at Twilio and refuses it too (C20), in the middle of the run.
    """
    standing = recorded(project, stack)
    resources = standing.outputs.get("resources", {}) if standing else {}
    approved = resources.get("campaign", {}).get("status") == "VERIFIED"
    if not approved or is_given_by(project.env, Consent.TRAFFIC_LOSS, stack) or project.consents(stack):
        return ""
    return (
        "its Campaign is approved: destroyed, its numbers could not send until another one is, after days or "
        f"weeks\n  do: leave it as it is; or, if it has to be, for this run alone:\n"
        f"      {command([Consent.TRAFFIC_LOSS], verb='destroy', stack=stack)}"
    )


def _begin(project: Project, verb: str, stack: str) -> None:
    if verb == "destroy":
        raise EngineFailure(
            f"{stack} was never begun in {shown(project.backend)}: there is nothing to destroy"
        )
    begun = ask(project, "stack", "init", stack)
    if begun.status:
        raise EngineFailure(f"{stack} cannot be begun: {begun.output.strip()}\n  do: a2p doctor")
    say(stack, f"begun in {shown(project.backend)}")


def _stopped(project: Project, verb: str, stack: str, ran: Run) -> str:
    """What a run that failed comes to; the engine has said why."""
    if ran.interrupted:
        return f"interrupted\n  do: a2p {verb} {stack}, which goes on from where it stands"
    if refused := blocked(ran):
        return "\n".join(
            f"{said['resource']}: {said['sentence']}\n  do: {said['remedy']}" for said in refused
        )
    if of_failure(ran) is Exit.DRIFT:
        return f"there are changes, and none were expected\n  do: a2p up {stack}, if they are wanted"
    if held_up(ran):
        return (
            "a review has to end first; the messages above say which\n"
            f"  do: a2p {verb} {stack}, in a few minutes; what is done by now stays"
        )
    told = f"the engine ended with {ran.status}; its messages above say why"
    if project.state is None:
        told += (
            f"\n  do: if it says that the stack is locked: locks in {shown(project.backend)} are not "
            f"looked at here. Make sure that no run is at work, then: pulumi cancel -s {stack}"
        )
    return told


def _written(verb: str, ended: Ended) -> str:
    if ended.problem:
        return f"\n{bold(ended.stack)}: {ended.problem.removeprefix(f'{ended.stack}: ')}"
    if verb == "preview":
        next_command = labelled("next", f"a2p up {ended.stack}")
        return f"\n{bold(ended.stack)}: previewed; nothing was changed\n{next_command}"
    if verb == "destroy":
        return f"\n{bold(ended.stack)}: destroyed; what the messages above name stays at Twilio"
    return "\n" + summary(ended.stack, ended.standing)


def summary(stack: str, standing: Recorded | None) -> str:
    """Where a stack stands, in a few lines."""
    outputs = standing.outputs if standing else {}
    since = f", for {ago(standing.since)}" if standing and standing.since else ""
    facts = {
        "waits for": outputs.get("waits_for", ""),
        "who must act": outputs.get("who_must_act", ""),
        "next": outputs.get("next_command", ""),
    }
    lines = [labelled(label, in_our_words(text)) for label, text in facts.items() if text]
    return "\n".join([f"{bold(stack)}: {outputs.get('stage', 'no stage is recorded')}{since}", *lines])
