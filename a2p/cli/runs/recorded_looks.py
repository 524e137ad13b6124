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
from a2p.run_log import VerdictRecord
from a2p.state.errors import StateError
from a2p.state.looks import Look, load_looks, save_looks

_REFRESH = "--refresh"
_CHOICES = ("-r", _REFRESH, "-t", "--target", "--run-program", "--replace", "--exclude")


def add_refresh(project: EngineProject, verb: str, stack: str, options: Sequence[str]) -> list[str]:
    """The options of a run, with a refresh after a look that has found a difference of values."""
    if verb == "destroy" or any(each.partition("=")[0] in _CHOICES for each in options):
        return list(options)
    found = _load(project, [stack]).get(stack)
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


def note_run(  # noqa: PLR0913  # what is kept hangs on each of them
    project: EngineProject,
    verb: str,
    stack: str,
    options: Sequence[str],
    ran: EngineRun,
    *,
    is_plan: bool = False,
) -> None:
    """
    Keep what a run has found that it did not mend; forget what it has mended, or found no more.

    is_plan: it is the plan of that verb's run, and no run yet. What a run was refused for is kept until a run
    or a preview is refused no more; a preview itself decides nothing.
    """
    now = datetime.now(UTC)
    before = _load(project, [stack])
    look = before.get(stack) or Look(now)
    is_refreshed = any(each in {"-r", _REFRESH, f"{_REFRESH}=true"} for each in options)
    if is_plan or verb == "preview":
        if is_refreshed and (ran.status == 0 or list_blocked(ran)):
            look = replace(look, at=now, differences=(*list_reportable(ran), *ran.log.findings))
    elif ran.status == 0:
        kept = [] if verb == "destroy" else _list_unseen(look, is_refreshed=is_refreshed)
        new = [each for each in ran.log.findings if each not in kept]
        look = replace(look, at=now, differences=(*kept, *new))
    if ran.status == 0:
        look = replace(look, stopped=())
    elif verb != "preview" and (blocked := list_blocked(ran)):
        look = replace(look, at=now, stopped=tuple(blocked))
    _save(project, before, {stack: look})


def note_looks(project: EngineProject, found: Mapping[str, Sequence[VerdictRecord]]) -> None:
    """Keep what was found just now of some stacks, in place of what was known of them; a stop stands."""
    now = datetime.now(UTC)
    before = _load(project, list(found))
    stops = {stack: look.stopped for stack, look in before.items()}
    looks = {stack: Look(now, tuple(each), stops.get(stack, ())) for stack, each in found.items()}
    _save(project, before, looks)


def _has_consent(project: EngineProject, stack: str) -> bool:
    """Whether somebody agrees to something that runs are refused without; the run itself looks to what."""
    from a2p.plan.consents import Consent, is_given_by  # most runs come after a look that has found nothing

    return any(is_given_by(project.env, each, stack) for each in Consent) or project.has_traffic_consent(
        stack
    )


def _load(project: EngineProject, stacks: Sequence[str]) -> dict[str, Look]:
    with suppress(StateError):  # the run itself tells that the state cannot be read
        return load_looks(project.state, stacks)
    return {}


def _save(project: EngineProject, before: Mapping[str, Look], looks: Mapping[str, Look]) -> None:
    """Write what is news; most runs find nothing, after one that has found nothing."""
    news = {stack: look for stack, look in looks.items() if look.has_any or stack in before}
    changed = {stack: look for stack, look in news.items() if look != before.get(stack)}
    save_looks(project.state, {stack: look if look.has_any else None for stack, look in changed.items()})


def _list_unseen(before: Look, *, is_refreshed: bool) -> list[VerdictRecord]:
    """What a run that went well has neither mended nor looked for: it looks for no Campaign of others."""
    values = () if is_refreshed else before.values
    campaigns = [each for each in before.foreign if each.resource == "Campaign"]
    return [*values, *campaigns]
