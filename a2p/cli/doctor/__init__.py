"""`a2p doctor`: whether everything a run needs is there, line by line, before a run has to find out."""

import json
from collections.abc import Iterable, Iterator
from typing import Annotated

from cyclopts import Parameter

from a2p.cli.doctor.machine import machine
from a2p.cli.doctor.result import Finding, Level, fail, ok
from a2p.cli.doctor.twilio import twilio
from a2p.cli.exit_codes import Exit
from a2p.cli.terminal import completers
from a2p.cli.terminal.text import bold
from a2p.engine.commands import capture_pulumi
from a2p.engine.errors import NotSetUp
from a2p.engine.project import EngineProject
from a2p.errors import DeclarationError

_MARKS = {Level.OK: "ok  ", Level.WARN: "warn", Level.FAIL: "FAIL"}


def doctor(
    *customers: Annotated[str, Parameter(completer=completers.customers)],
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
) -> Exit:
    """
    Check this machine, and Twilio or the simulator as the customers' stacks reach it. Changes nothing.

    Parameters
    ----------
    customers:
        Names of stacks; all of them if none is named.
    as_json:
        Write a JSON list.
    """
    found = []
    for finding in _all(customers):
        found.append(finding)
        if not as_json:
            print(_written(finding), flush=True)
    if as_json:
        print(json.dumps([finding.data() for finding in found], indent=2, ensure_ascii=False))
    return Exit.ERROR if any(finding.level is Level.FAIL for finding in found) else Exit.DONE


def _all(customers: Iterable[str]) -> Iterator[Finding]:
    try:
        project = EngineProject.find()
    except NotSetUp as error:
        text, _, remedy = str(error).partition("\n  do: ")
        yield fail("set-up", text, remedy)
        return
    yield from machine(project)
    told: set[Finding] = set()
    for stack in customers or project.list_customers() or ["example"]:
        for finding in _of_customer(project, stack):
            if finding not in told:  # most customers share an account
                told.add(finding)
                yield finding


def _of_customer(project: EngineProject, stack: str) -> Iterator[Finding]:
    """The stack's own configuration, and what it leads to."""
    try:
        config = _config(project, stack)
    except DeclarationError as error:
        text, _, remedy = str(error).partition("\n  do: ")
        yield fail(f"stack {stack}", text, remedy)
        return
    yield ok(f"stack {stack}", "its configuration can be read")
    yield from twilio(config, project.env)


def _config(project: EngineProject, stack: str) -> dict[str, str]:
    """
    As the engine decrypts it; of a customer who was not begun, as it is written.

    Raises:
        DeclarationError: it cannot be read.
    """
    begun = project.state is None or project.state.read_checkpoint(stack) is not None
    if not begun:
        return _written_config(project, stack)
    _try(project, "stack", "export", "--show-secrets", "--stack", stack)
    asked = _try(project, "config", "--json", "--show-secrets", "--stack", stack)
    prefix = f"{project.name}:"
    return {
        key.removeprefix(prefix): str(said.get("value", ""))
        for key, said in json.loads(asked).items()
        if key.startswith(prefix)
    }


def _try(project: EngineProject, *arguments: str) -> str:
    """What the engine says; a passphrase is only tried where something is encrypted with it."""
    asked = capture_pulumi(project, *arguments)
    if asked.status:
        raise DeclarationError(
            f"{asked.output.strip()[-300:]}\n  do: check PULUMI_CONFIG_PASSPHRASE and the stack file"
        )
    return asked.output


def _written_config(project: EngineProject, stack: str) -> dict[str, str]:
    from a2p.stackfile.reader import read_stack_file  # noqa: PLC0415  # YAML; only for who was not begun

    file = project.stack_file(stack)
    if not file.exists():
        raise DeclarationError(f"there is no {file}\n  do: a2p status, which lists all customers")
    config = read_stack_file(file, project.name).config
    return {key: str(value) for key, value in config.items() if isinstance(value, str | int | bool)}


def _written(finding: Finding) -> str:
    mark = _MARKS[finding.level]
    line = f"{mark if finding.level is Level.OK else bold(mark)}  {finding.what}: {finding.text}"
    return f"{line}\n      do: {finding.remedy}" if finding.remedy else line
