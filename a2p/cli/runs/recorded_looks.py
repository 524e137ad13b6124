"""
What a comparison has found stands until it is mended: for `a2p status`, and so that the next run sees it.

A plain run does not read the parts of profile and trust bundle. After a look that has found a difference,
`a2p preview` and `a2p up` read all of it anew, so that what was told as drift is shown and mended.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

from a2p.cli.runs.arguments import print_status_line
from a2p.cli.runs.outcomes import list_blocked, list_reportable
from a2p.cli.terminal.text import format_age
from a2p.engine.commands import EngineRun
from a2p.engine.project import EngineProject
from a2p.run_log import Outcome, VerdictRecord
from a2p.state.errors import StateError
from a2p.state.looks import Look, load_looks, save_looks

_REFRESH = "--refresh"
_CHOICES = ("-r", _REFRESH, "-t", "--target", "--run-program", "--replace", "--exclude")


def add_refresh(project: EngineProject, verb: str, stack: str, options: Sequence[str]) -> list[str]:
    """The options of a run, with a refresh after a look that has found a difference of values."""
    if verb == "destroy" or any(each.partition("=")[0] in _CHOICES for each in options):
        return list(options)
    found = _find_look(project, stack)
    if found is None or not found.values:
        return list(options)
    when = f"something was not as declared, {format_age(found.at)} ago"
    if any(each.is_blocked for each in found.values) and not _has_consent(project, stack):
        print_status_line(
            stack, f"{when}; nobody has agreed to mend it, so this run leaves it: a2p drift {stack}"
        )
        return list(options)
    print_status_line(stack, f"{when}: all of it is read anew ({_REFRESH})")
    return [*options, _REFRESH]


def note_run(project: EngineProject, verb: str, stack: str, options: Sequence[str], ran: EngineRun) -> None:
    """Keep what a run has found that it did not mend; forget what it has mended, or found no more."""
    is_refreshed = any(each in {"-r", _REFRESH, f"{_REFRESH}=true"} for each in options)
    if verb == "preview":
        if is_refreshed and (ran.status == 0 or list_blocked(ran)):
            note_looks(project, {stack: [*list_reportable(ran), *ran.log.findings]})
    elif ran.status == 0:
        before = None if verb == "destroy" else _find_look(project, stack)
        kept = _list_unseen(before, is_refreshed=is_refreshed) if before else []
        note_looks(project, {stack: [*kept, *(each for each in ran.log.findings if each not in kept)]})
    note_stop(project, verb, stack, ran)


def note_stop(project: EngineProject, verb: str, stack: str, ran: EngineRun) -> None:
    """Keep what a run was refused for, until a run or a preview is refused no more."""
    blocked = list_blocked(ran) if ran.status and verb != "preview" else []
    before = _find_look(project, stack)
    if blocked:
        look = Look(datetime.now(UTC), before.differences if before else (), tuple(blocked))
        save_looks(project.state, {stack: look})
    elif before and before.stopped and ran.status == 0:
        save_looks(project.state, {stack: replace(before, stopped=()) if before.differences else None})


def note_looks(project: EngineProject, found: Mapping[str, Sequence[VerdictRecord]]) -> None:
    """Keep what was found just now of some stacks, in place of what was known of them; a stop stands."""
    stops = {stack: look.stopped for stack, look in _load(project, list(found)).items()}
    now = datetime.now(UTC)
    looks = {stack: Look(now, tuple(each), stops.get(stack, ())) for stack, each in found.items()}
    save_looks(
        project.state,
        {stack: look if look.differences or look.stopped else None for stack, look in looks.items()},
    )


def _has_consent(project: EngineProject, stack: str) -> bool:
    """Whether somebody agrees to something that runs are refused without; the run itself looks to what."""
    from a2p.plan.consents import Consent, is_given_by  # most runs come after a look that has found nothing

    return any(is_given_by(project.env, each, stack) for each in Consent) or project.has_traffic_consent(
        stack
    )


def _find_look(project: EngineProject, stack: str) -> Look | None:
    return _load(project, [stack]).get(stack)


def _load(project: EngineProject, stacks: Sequence[str]) -> dict[str, Look]:
    with suppress(StateError):  # the run itself tells that the state cannot be read
        return load_looks(project.state, stacks)
    return {}


def _list_unseen(before: Look, *, is_refreshed: bool) -> list[VerdictRecord]:
    """What a run that went well has neither mended nor looked for: it looks for no Campaign of others."""
    values = () if is_refreshed else before.values
    campaigns = [
        each for each in before.differences if each.verdict is Outcome.FOREIGN and each.resource == "Campaign"
    ]
    return [*values, *campaigns]
