"""One run of `a2p adopt`: reads an account, writes each customer's files, and imports them if asked."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from a2p.adoption.adoption_folder import AdoptionFolder
from a2p.adoption.run import AdoptionOptions, AdoptionOutcome, Progress, adopt_account
from a2p.adoption.stack_names import read_names
from a2p.cli.adopt.importing import Import, import_all
from a2p.cli.adopt.results import choose_exit, print_json, print_next, print_report
from a2p.cli.exit_codes import Exit
from a2p.cli.terminal.progress import show_progress
from a2p.engine.project import EngineProject
from a2p.errors import A2PError, DeclarationError, NoSubaccounts
from a2p.redaction import keep_secret
from a2p.stackfile.project import StackProject, find_project
from a2p.stackfile.reader import read_stack_file
from a2p.twilio.client.account_reference import prefix_of
from a2p.twilio.client.session import Session
from a2p.twilio.client.settings import Settings, read_settings


@dataclass(frozen=True)
class Request:
    """
    The arguments of the command.

    sids: Brands and Messaging Services, all of the account if empty. names: a CSV file. campaign: a stack
    file. options: of every stack file that is written. of_subaccounts: the account's subaccounts are meant.
    jobs: how many are imported at once; None for as many as there is memory for.
    """

    sids: frozenset[str]
    brands: tuple[str, ...]
    names: Path | None
    campaign: Path | None
    options: Mapping[str, str]
    do_import: bool
    of_subaccounts: bool = False
    jobs: int | None = None


@dataclass(frozen=True)
class AccountToAdopt:
    """One account that is read: how to sign in, what is written into its files, and what a run needs."""

    settings: Settings
    options: AdoptionOptions
    env: Mapping[str, str] = field(default_factory=dict)


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
    signed_in = read_account_settings(options.defaults, options.options, os.environ)
    accounts = [AccountToAdopt(signed_in, options)]
    if request.of_subaccounts:
        accounts = list_subaccounts(signed_in, options)
    outcomes: list[AdoptionOutcome] = []
    failed: dict[str, str] = {}
    waiting: dict[str, tuple[AccountToAdopt, AdoptionFolder]] = {}
    imported: list[str] = []
    with show_progress() as progress:
        for account in accounts:
            documents = project.file.parent / ".a2p" / "adopt" / account.settings.account_sid
            folder = AdoptionFolder(project.folder, documents, project.name)
            found = _read_account(request, account, folder, progress)
            ready = _list_ready(request, folder, [outcome.stack for outcome in found if outcome.stack])
            outcomes += found
            waiting |= dict.fromkeys(ready, (account, folder))
        if request.do_import:
            failed = _import_waiting(project, waiting, request.jobs, progress)
            imported = [stack for stack in waiting if stack not in failed]
    waiting = {stack: its for stack, its in waiting.items() if stack not in imported}
    if as_json:
        print_json(outcomes, failed, imported)
        return choose_exit(outcomes, failed)
    print_report(outcomes, failed)
    if request.do_import:
        print(f"{len(imported)} imported")
    folders = {stack: folder for stack, (_, folder) in waiting.items()}
    for folder in dict.fromkeys(folders.values()):
        print_next(project, folder, [stack for stack, its in folders.items() if its is folder])
    return choose_exit(outcomes, failed)


def _read_account(
    request: Request, account: AccountToAdopt, folder: AdoptionFolder, progress: Progress
) -> list[AdoptionOutcome]:
    """
    What became of an account's customers. A subaccount that cannot be read is told, and the others go on.

    Raises:
        A2PError: it is the one account that is meant, and cannot be read.
    """
    found: list[AdoptionOutcome] = []
    try:
        found.extend(adopt_account(Session(account.settings), folder, account.options, progress))
    except A2PError as error:
        if not request.of_subaccounts:
            raise
        sid, remedy = account.settings.account_sid, "run the same command again, which goes on"
        found.append(AdoptionOutcome(kind="not_read", sid=sid, reason=error.summary, remedy=remedy))
    return found


def list_subaccounts(parent: Settings, options: AdoptionOptions) -> list[AccountToAdopt]:
    """
    The active subaccounts of an account, each with the token that Twilio tells its parent.

    Raises:
        NoSubaccounts: there is none, or Twilio does not tell tokens, as to an API key.
    """
    listed = Session(parent).client.api.v2010.accounts.list(status="active", page_size=1000)
    owned = [each for each in listed if each.sid != parent.account_sid]
    if not owned or not all(each.auth_token for each in owned):
        raise NoSubaccounts(
            f"{parent.account_sid} has no active subaccounts, or Twilio does not tell their tokens.",
            remedy="export TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN of the parent: a key is not enough",
        )
    return [_make_account(parent, options, str(each.sid), str(each.auth_token)) for each in owned]


def _make_account(parent: Settings, options: AdoptionOptions, sid: str, token: str) -> AccountToAdopt:
    keep_secret(token)
    reference = {"account": {"sid": sid, "environment": prefix_of(sid)}}
    written = {key: value for key, value in options.options.items() if key != "accountSid"}
    return AccountToAdopt(
        replace(parent, account_sid=sid, username=sid, password=token, account_setting="a2p:account"),
        replace(options, options={**written, **reference}),
        {f"{prefix_of(sid)}_AUTH_TOKEN": token},
    )


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


def read_account_settings(
    defaults: Mapping[str, Any], options: Mapping[str, Any], env: Mapping[str, str]
) -> Settings:
    """The providers' settings; --account and --base-url, in `options`, take precedence."""
    given = {key: str(value) for key, value in {**defaults, **options}.items()}
    account = options.get("accountSid")
    return read_settings(given.get, {**env, **({"TWILIO_ACCOUNT_SID": account} if account else {})})


def _import_waiting(
    project: StackProject,
    waiting: Mapping[str, tuple[AccountToAdopt, AdoptionFolder]],
    jobs: int | None,
    progress: Progress,
) -> dict[str, str]:
    """Make the state of each, with the credentials of its own account; the reasons of those that failed."""
    if not waiting:
        return {}
    engine = EngineProject.find(project.file.parent)
    imports = {
        stack: Import(replace(engine, env={**engine.env, **account.env}), folder)
        for stack, (account, folder) in waiting.items()
    }
    return import_all(engine, imports, jobs, progress)
