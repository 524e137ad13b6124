"""From the files to a state: `pulumi stack init` and `pulumi import`, which ask Twilio nothing."""

from pathlib import Path

from a2p.engine.project import Project
from a2p.engine.running import Run, ask

# A reader is to find the state unprotected, as `pulumi up` leaves it, and no program code.
_OPTIONS = (
    "--yes",
    "--skip-preview",
    "--generate-code=false",
    "--protect=false",
    "--suppress-outputs",
)
_THERE = "already exists"


def commands(stack: str, document: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What makes the state of one stack, without `pulumi` before it."""
    return (
        ("stack", "init", stack, "--no-select"),
        ("import", "--file", str(document), "--stack", stack, *_OPTIONS),
    )


def import_stack(project: Project, stack: str, document: Path) -> str:
    """Make the state of a stack from its document; why that failed, or nothing."""
    init, take = commands(stack, document)
    made = ask(project, *init)
    if made.status and _THERE not in made.output:
        return _reason(made)
    taken = ask(project, *take)
    return _reason(taken) if taken.status else ""


def _reason(run: Run) -> str:
    lines = [line.strip() for line in run.output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("error:")]
    return (errors or lines or [f"the engine ended with status {run.status}"])[-1]
