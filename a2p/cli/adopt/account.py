"""One run of `a2p adopt`: reads an account, writes each customer's files, and imports them if asked."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from a2p.adoption.adoption_folder import AdoptionFolder
from a2p.adoption.pulumi_import import import_stack
from a2p.adoption.run import AdoptionOptions, Progress, adopt_account
from a2p.adoption.stack_names import read_names
from a2p.cli.adopt.results import choose_exit, print_json, print_next, print_report
from a2p.cli.exit_codes import Exit
from a2p.cli.runs.arguments import print_status_line
from a2p.cli.runs.wait_after_kill import wait_after_kill
from a2p.cli.terminal.progress import show_progress
from a2p.engine.after_run import record_run
from a2p.engine.errors import EngineError
from a2p.engine.project import EngineProject
from a2p.engine.recovery import recover
from a2p.errors import A2PError, DeclarationError
from a2p.stackfile.project import StackProject, find_project
from a2p.stackfile.reader import read_stack_file
from a2p.state.errors import CheckpointUnreadable
from a2p.twilio.client.session import Session
from a2p.twilio.client.settings import Settings, read_settings


@dataclass(frozen=True)
class Request:
    """
    The arguments of the command.

    sids: Brands and Messaging Services, all of the account if empty. names: a CSV file. campaign: a stack
    file. options: of every stack file that is written.
    """

    sids: frozenset[str]
    brands: tuple[str, ...]
    names: Path | None
    campaign: Path | None
    options: Mapping[str, str]
    do_import: bool


def adopt_and_report(request: Request, *, as_json: bool) -> Exit:
    """Adopt what was asked for, and print what became of each customer."""
    try:
        return _adopt(request, as_json=as_json)
    except A2PError as error:
        print(f"a2p adopt: {error}", file=sys.stderr)
        return Exit.ERROR


def _adopt(request: Request, *, as_json: bool) -> Exit:
    _refuse_other_sids([*request.sids, *request.brands])
    project = find_project(Path.cwd())
    options = _read_options(request, project)
    signed_in = _read_settings(options)
    documents = project.file.parent / ".a2p" / "adopt" / signed_in.account_sid
    folder = AdoptionFolder(project.folder, documents, project.name)
    with show_progress() as progress:
        outcomes = list(adopt_account(Session(signed_in), folder, options, progress))
        ready = _list_ready(request, folder, [outcome.stack for outcome in outcomes if outcome.stack])
        failed = _import(project, folder, ready, progress) if request.do_import else {}
    imported = [stack for stack in ready if stack not in failed] if request.do_import else []
    if as_json:
        print_json(outcomes, failed, imported)
        return choose_exit(outcomes, failed)
    print_report(outcomes, failed)
    if request.do_import:
        print(f"{len(imported)} imported")
    print_next(project, folder, [stack for stack in ready if stack not in imported])
    return choose_exit(outcomes, failed)


def _list_ready(request: Request, folder: AdoptionFolder, adopted: Sequence[str]) -> list[str]:
    """Who can be imported: the adopted, and, of a whole account, those adopted before and not imported."""
    waiting = folder.list_documents()
    if request.sids or request.brands:
        return [stack for stack in adopted if stack in waiting]
    return waiting


def _read_options(request: Request, project: StackProject) -> AdoptionOptions:
    to_come = _read_campaign_to_come(request.campaign, project.name) if request.campaign else {}
    return AdoptionOptions(
        sids=request.sids,
        brands=request.brands,
        names=read_names(request.names) if request.names else {},
        options=request.options,
        defaults=project.defaults,
        to_come=to_come,
        project=project.name,
    )


def _refuse_other_sids(sids: Sequence[str]) -> None:
    for sid in sids:
        if not (sid.startswith(("BN", "MG")) and len(sid) == 34):
            raise DeclarationError(
                f"{sid!r} is not the SID of a Brand or Messaging Service",
                remedy="give the whole SID, BN… or MG… and 32 digits",
            )


def _read_campaign_to_come(file: Path, project: str) -> dict[str, Any]:
    """The sections `campaign` and `messaging_service` of the stack file that --campaign names."""
    config = read_stack_file(file, project).config
    if "campaign" not in config:
        raise DeclarationError(f"{file} has no {project}:campaign", remedy="give a stack file that has one")
    return {key: config[key] for key in ("messaging_service", "campaign") if key in config}


def _read_settings(options: AdoptionOptions) -> Settings:
    """The providers' settings; --account and --base-url take precedence."""
    given = {key: str(value) for key, value in {**options.defaults, **options.options}.items()}
    account = options.options.get("accountSid")
    env = {**os.environ, **({"TWILIO_ACCOUNT_SID": account} if account else {})}
    return read_settings(given.get, env)


def _import(
    project: StackProject, folder: AdoptionFolder, stacks: Sequence[str], progress: Progress
) -> dict[str, str]:
    """Make the state of each; the reasons of those that failed."""
    engine = EngineProject.find(project.file.parent)
    failed = {}
    if stacks:
        progress.begin("importing", len(stacks))
    for stack in stacks:
        if reason := _import_one(engine, stack, folder.document_path(stack)):
            failed[stack] = reason
        else:
            folder.forget_document(stack)
        progress.step()
    return failed


def _import_one(engine: EngineProject, stack: str, document: Path) -> str:
    """Put away what an interrupted import has left, and make the state; why that failed, or nothing."""
    try:
        if engine.state.has_stack(stack):
            recover(engine, stack, partial(print_status_line, stack), partial(wait_after_kill, engine))
        reason = import_stack(engine, stack, document)
    except (EngineError, CheckpointUnreadable) as error:
        return str(error)
    record_run(engine, stack)
    return reason
