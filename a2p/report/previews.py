"""
The preview of a customer, as what it would change.

A preview begins nothing: of a customer that has no stack yet it is made with a state that is thrown away.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from a2p import redaction
from a2p.engine.commands import EngineRun, capture_pulumi
from a2p.engine.errors import EngineError
from a2p.engine.project import EngineProject
from a2p.engine.temporary_state import begin_temporarily
from a2p.report.changes import (
    Change,
    CustomerPreview,
    PreviewOutcome,
    list_changes,
    list_later_fees,
)
from a2p.run_log import PlannedChange
from a2p.stackfile.reader import read_stack_file
from a2p.state.checkpoints import OUR_TYPES
from a2p.state.errors import StateError

_LONGEST: Final = 1500  # characters of what the engine says
_NO_NEWS: Final = "an unhandled error occurred"


@dataclass(frozen=True)
class Previewed:
    """What one customer's run would change, and the preview that says so; an empty one if none was made."""

    preview: CustomerPreview
    run: EngineRun


def preview_with_run(project: EngineProject, stack: str, options: Sequence[str] = ()) -> Previewed:
    """Preview one customer; a failure is an outcome."""
    redaction.learn(read_stack_file(project.stack_file(stack), project.name).config)
    try:
        if begun := project.has_state(stack):
            ran = _run_preview(project, stack, options)
        else:
            with begin_temporarily(project, stack) as scratch:
                ran = _run_preview(scratch.project, stack, [*options, *scratch.options])
    except (EngineError, StateError) as error:
        failed = CustomerPreview(stack, PreviewOutcome.FAILED, problem=redaction.redact(str(error)))
        return Previewed(failed, EngineRun(1))
    return Previewed(replace(_interpret(stack, ran), begun=begun), ran)


def _run_preview(project: EngineProject, stack: str, options: Sequence[str]) -> EngineRun:
    return capture_pulumi(project, "preview", "--json", "--stack", stack, *options)


def _interpret(stack: str, ran: EngineRun) -> CustomerPreview:
    content = _parse_engine_json(ran.output)
    if refused := [verdict for verdict in ran.log.verdicts if verdict.is_blocked]:
        problem = "\n".join(verdict.refusal for verdict in refused)
        return CustomerPreview(stack, PreviewOutcome.BLOCKED, list_changes(ran.log.verdicts, ()), problem)
    if ran.status:
        return CustomerPreview(stack, PreviewOutcome.FAILED, problem=_describe_problem(content, ran.output))
    findings = tuple(Change.from_verdict(finding) for finding in ran.log.findings)
    changes = (*list_changes(ran.log.verdicts, _list_steps(content)), *findings)
    return CustomerPreview(
        stack,
        PreviewOutcome.CHANGES if changes else PreviewOutcome.UNCHANGED,
        changes,
        later_fees=list_later_fees(ran.log.verdicts),
        planned=frozenset(PlannedChange.of(each) for each in ran.log.verdicts if each.is_change),
        outputs=ran.log.outputs,
    )


def _parse_engine_json(output: str) -> Mapping[str, Any]:
    """The engine's JSON; warnings of its own may stand before it."""
    begin = output.find("{\n")
    if begin < 0:
        return {}
    try:
        content, _ = json.JSONDecoder().raw_decode(output[begin:])
    except json.JSONDecodeError:
        return {}
    return content if isinstance(content, dict) else {}


def _list_steps(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the engine does to which kind of our resources."""
    steps = ((step["op"], step["urn"].split("::")[2]) for step in content.get("steps", ()))
    return [
        (operation, kind.removeprefix(OUR_TYPES)) for operation, kind in steps if kind.startswith(OUR_TYPES)
    ]


def _describe_problem(content: Mapping[str, Any], output: str) -> str:
    """The engine's error messages, redacted."""
    errors = [
        diagnostic["message"].strip().removeprefix("error: ")
        for diagnostic in content.get("diagnostics", ())
        if diagnostic["severity"] == "error" and _NO_NEWS not in diagnostic["message"]
    ]
    problem = "\n".join(errors) if errors else output.strip()[-_LONGEST:]
    return redaction.redact(problem)[:_LONGEST]
