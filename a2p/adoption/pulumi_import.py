"""
From the files to a state: `pulumi stack init`, `pulumi import`, and a first run that finds nothing to do.

An import document cannot say which resource depends on which. Until a run has recorded that, an edit of the
Brand would not delete its Campaign first (B5).
"""

from pathlib import Path

from a2p.engine.commands import UNEXPECTED_CHANGES, EngineRun, capture_pulumi
from a2p.engine.project import EngineProject
from a2p.redaction import redact

# A reader is to find the state unprotected, as `pulumi up` leaves it, and no program code.
_OPTIONS = (
    "--yes",
    "--skip-preview",
    "--generate-code=false",
    "--protect=false",
    "--suppress-outputs",
)
_THERE = "already exists"


def list_commands(stack: str, document: Path) -> tuple[tuple[str, ...], ...]:
    """What makes the state of one stack, without `pulumi` before it; the last two only read at Twilio."""
    return (
        ("stack", "init", stack, "--no-select"),
        ("import", "--file", str(document), "--stack", stack, *_OPTIONS),
        ("preview", "--expect-no-changes", "--stack", stack),
        ("up", "--yes", "--skip-preview", "--stack", stack),
    )


def import_stack(project: EngineProject, stack: str, document: Path) -> str:
    """
    Make the state of a stack from its document; why that failed, or nothing.

    Where a preview shows a change, such as the service of a customer that has none yet, nothing is run.
    """
    init, take, look, record = list_commands(stack, document)
    made = capture_pulumi(project, *init)
    if made.status and _THERE not in made.output:
        return _find_reason(made)
    for command in (take, look, record):
        done = capture_pulumi(project, *command)
        if done.status == UNEXPECTED_CHANGES and command is look:
            return ""
        if done.status:
            return _find_reason(done)
    return ""


def _find_reason(run: EngineRun) -> str:
    lines = [line.strip() for line in run.output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("error:")]
    return redact((errors or lines or [f"the engine ended with status {run.status}"])[-1])
