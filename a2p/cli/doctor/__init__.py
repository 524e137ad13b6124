"""`a2p doctor`: checks everything that a run needs, one line for each check."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any

from cyclopts import Parameter

from a2p.cli.doctor.machine import check_machine
from a2p.cli.doctor.result import CheckLevel, CheckResult, fail, ok
from a2p.cli.doctor.twilio import check_twilio
from a2p.cli.exit_codes import Exit
from a2p.cli.runs.arguments import require_customers
from a2p.cli.terminal import completers
from a2p.cli.terminal.text import bold
from a2p.engine.commands import capture_pulumi
from a2p.engine.errors import NotSetUp
from a2p.engine.project import EngineProject
from a2p.errors import DeclarationError
from a2p.messages import format_message
from a2p.state.errors import CheckpointUnreadable, StateError

_MARKS = {CheckLevel.OK: "ok  ", CheckLevel.WARN: "warn", CheckLevel.FAIL: "FAIL"}


def doctor(
    *customers: Annotated[str, Parameter(completer=completers.complete_customers)],
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
    restore: Annotated[bool, Parameter(negative="", show_default=False)] = False,
) -> Exit:
    """
    Check this machine, and Twilio or the simulator as the customers' stacks reach it.

    It changes nothing, but for --restore.

    Parameters
    ----------
    customers:
        Names of stacks; all of them if none is named.
    as_json:
        Write a JSON list.
    restore:
        Of the customers named, put the engine's own backup in the place of a checkpoint that cannot be read.
    """
    if restore:
        return _restore(customers)
    results = []
    for finding in _check_all(customers):
        results.append(finding)
        if not as_json:
            print(_format_result(finding), flush=True)
    if as_json:
        print(json.dumps([finding.data() for finding in results], indent=2, ensure_ascii=False))
    return Exit.ERROR if any(finding.level is CheckLevel.FAIL for finding in results) else Exit.DONE


def _restore(customers: Sequence[str]) -> Exit:
    """Where a checkpoint can be read it is left; the backup is of the moment before its last change."""
    project = EngineProject.find()
    restored = True
    for stack in require_customers(project, customers, "doctor --restore"):
        try:
            project.state.read_checkpoint(stack)
            print(f"{stack}: its checkpoint can be read; it is left as it is")
        except CheckpointUnreadable as error:
            if project.state.restore_backup(stack):
                text = "the engine's backup is in its place"
                print(format_message(text, remedy=f"a2p up {stack}", where=stack))
            else:
                restored = False
                print(error, file=sys.stderr)
    return Exit.DONE if restored else Exit.ERROR


def _check_all(customers: Iterable[str]) -> Iterator[CheckResult]:
    try:
        project = EngineProject.find()
    except NotSetUp as error:
        yield fail("set-up", error.summary, error.remedy)
        return
    yield from check_machine(project)
    reported: set[CheckResult] = set()
    for stack in customers or _list_customers(project) or ["example"]:
        for finding in _check_customer(project, stack):
            if finding not in reported:  # most customers share an account
                reported.add(finding)
                yield finding


def _list_customers(project: EngineProject) -> Sequence[str]:
    try:
        return project.list_customers()
    except StateError:  # what is wrong with the state has been said
        return project.list_declared_customers()


def _check_customer(project: EngineProject, stack: str) -> Iterator[CheckResult]:
    """The stack's own configuration, and what it leads to."""
    try:
        config = _read_config(project, stack)
    except (DeclarationError, StateError) as error:
        yield fail(f"stack {stack}", "; ".join((error.summary, *error.reasons)), error.remedy)
        return
    yield ok(f"stack {stack}", "its configuration can be read")
    yield from check_twilio(config, project.env, _read_account(project, stack))


def _read_account(project: EngineProject, stack: str) -> dict[str, Any]:
    """What the state records of its account; nothing before the first run."""
    checkpoint = project.state.read_checkpoint(stack)
    return checkpoint.account if checkpoint else {}


def _read_config(project: EngineProject, stack: str) -> dict[str, str]:
    """
    As the engine decrypts it; of a customer who was not begun, as it is written.

    Raises:
        DeclarationError: it cannot be read.
    """
    begun = project.state.has_stack(stack)
    if not begun:
        return _read_stack_config(project, stack)
    _query_engine(project, "stack", "export", "--show-secrets", "--stack", stack)
    answer = _query_engine(project, "config", "--json", "--show-secrets", "--stack", stack)
    prefix = f"{project.name}:"
    return {
        key.removeprefix(prefix): str(entry.get("value", ""))
        for key, entry in json.loads(answer).items()
        if key.startswith(prefix)
    }


def _query_engine(project: EngineProject, *arguments: str) -> str:
    """What the engine says; a passphrase is only tried where something is encrypted with it."""
    answer = capture_pulumi(project, *arguments)
    if answer.status:
        raise DeclarationError(
            f"{answer.output.strip()[-300:]}", remedy="check PULUMI_CONFIG_PASSPHRASE and the stack file"
        )
    return answer.output


def _read_stack_config(project: EngineProject, stack: str) -> dict[str, str]:
    from a2p.stackfile.reader import read_stack_file  # YAML; only for who was not begun

    file = project.stack_file(stack)
    if not file.exists():
        raise DeclarationError(f"there is no {file}", remedy="a2p status, which lists all customers")
    config = read_stack_file(file, project.name).config
    account = {"account": json.dumps(config["account"])} if config.get("account") else {}
    scalars = {key: str(value) for key, value in config.items() if isinstance(value, str | int | bool)}
    return {**scalars, **account}


def _format_result(finding: CheckResult) -> str:
    mark = _MARKS[finding.level]
    line = f"{mark if finding.level is CheckLevel.OK else bold(mark)}  {finding.what}: {finding.text}"
    return f"{line}\n      do: {finding.remedy}" if finding.remedy else line
