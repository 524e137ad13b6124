"""One of many runs that change something: nobody watches it, and it does no more than was agreed to."""

from collections.abc import Iterable, Sequence

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.customer_run import CustomerRun
from a2p.cli.runs.diagnostics import find_diagnostics
from a2p.cli.runs.one_customer import prepare_run
from a2p.cli.runs.outcomes import exit_for_failure, exit_for_status
from a2p.cli.runs.recorded_looks import add_refresh, note_run
from a2p.engine.after_run import describe_damage, record_run
from a2p.engine.agreed import limit_to
from a2p.engine.commands import EngineRun, capture_pulumi
from a2p.engine.errors import EngineError
from a2p.engine.project import EngineProject
from a2p.messages import format_message
from a2p.run_log import VerdictRecord
from a2p.state.errors import StateError

_ALWAYS = ("--yes", "--skip-preview")
_OF_THE_ENGINE = (b"encryptionsalt:", b"encryptedkey:")  # lines that beginning a stack adds to its file


def carry_out(
    project: EngineProject,
    verb: str,
    stack: str,
    options: Sequence[str],
    agreed: Iterable[VerdictRecord] | None = None,
) -> CustomerRun:
    """Run a verb that changes something. agreed: what a preview has shown; None where there was none."""
    recovered: list[str] = []
    try:
        recovered = prepare_run(project, verb, stack)
        options = add_refresh(project, verb, stack, options)
        ran = _run(project, verb, stack, options, agreed)
    except (EngineError, StateError) as error:
        return CustomerRun(stack, Exit.ERROR, problem=str(error))
    note_run(project, verb, stack, options, ran)
    recorded = record_run(project, stack)
    if ran.status:
        problem = describe_damage(project, stack) or _describe_stop(verb, stack, ran)
        return CustomerRun(stack, exit_for_failure(ran), ran, problem=problem, recovered=recovered)
    ended = exit_for_status(recorded.outputs if recorded else None) if verb == "up" else Exit.DONE
    return CustomerRun(stack, ended, ran, recorded, recovered=recovered)


def read_declaration(project: EngineProject, stack: str) -> bytes:
    """What a stack file says, without what the engine adds to it when it begins the stack."""
    file = project.stack_file(stack)
    lines = file.read_bytes().splitlines() if file.exists() else []
    return b"\n".join(line for line in lines if not line.startswith(_OF_THE_ENGINE))


def _run(
    project: EngineProject,
    verb: str,
    stack: str,
    options: Sequence[str],
    agreed: Iterable[VerdictRecord] | None,
) -> EngineRun:
    command = (verb, "--stack", stack, *options, *(each for each in _ALWAYS if each not in options))
    if agreed is None:
        return capture_pulumi(project, *command)
    with limit_to(project, agreed) as limited:
        return capture_pulumi(limited, *command)


def _describe_stop(verb: str, stack: str, ran: EngineRun) -> str:
    if ran.interrupted:
        return format_message("interrupted", remedy=f"a2p {verb} {stack}, which continues from there")
    blocked = "\n".join(each.refusal for each in ran.log.verdicts if each.is_blocked)
    return blocked or find_diagnostics(ran.output)
