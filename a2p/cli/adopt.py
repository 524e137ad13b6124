"""`a2p adopt`: stack files and import documents for customers that are at Twilio already."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit

if TYPE_CHECKING:
    from a2p.adoption.adoption_folder import AdoptionFolder
    from a2p.adoption.run import AdoptionOptions, AdoptionOutcome, Progress
    from a2p.stackfile.project import StackProject
    from a2p.twilio.client.settings import Settings

_FLAG = {"negative": "", "show_default": False}
_HEADINGS = {
    "written": "written",
    "there": "there from an earlier run",
    "managed": "managed from the beginning",
    "not_adopted": "not adopted",
    "not_read": "not read",
}
_FAILED = ("not_adopted", "not_read", "not_imported")


def adopt(  # noqa: PLR0913 - a command line has that many options
    *sids: str,
    brand: Annotated[tuple[str, ...], Parameter(negative="", show_default=False)] = (),
    names: Path | None = None,
    campaign: Path | None = None,
    account: str | None = None,
    base_url: str | None = None,
    do_import: Annotated[bool, Parameter(name="--import", **_FLAG)] = False,
    as_json: Annotated[bool, Parameter(name="--json", **_FLAG)] = False,
) -> Exit:
    """
    Write a stack file, and a document for `pulumi import`, for each customer that is at Twilio already.

    Twilio is only read. Run it again after an interruption: what is written is not written again.

    Parameters
    ----------
    sids:
        Brands (BN…) and Messaging Services (MG…) to adopt; without any, the whole account.
    brand:
        A Brand that Twilio's list leaves out, as it does with some; may be given several times.
    names:
        A CSV file with a Brand's or service's SID, and the name of its stack, in each line.
    campaign:
        A stack file whose Campaign and Messaging Service are declared for Brands that have no Campaign yet.
    account:
        The account to read, instead of TWILIO_ACCOUNT_SID; the key or token has to be that account's.
    base_url:
        Another address than Twilio's, such as the simulator's. It is written into each stack file.
    do_import:
        Also make the state of each: `pulumi stack init`, `import`, and a first run that changes nothing.
    as_json:
        Write a JSON object of what became of each customer.
    """
    from a2p.errors import A2PError  # noqa: PLC0415  # help needs none of this

    try:
        return _adopt(
            sids=frozenset(sids),
            brands=brand,
            names=names,
            campaign=campaign,
            options={key: value for key, value in (("baseUrl", base_url), ("accountSid", account)) if value},
            do_import=do_import,
            as_json=as_json,
        )
    except A2PError as error:
        print(f"a2p adopt: {error}", file=sys.stderr)
        return Exit.ERROR


def _adopt(  # noqa: PLR0913 - as many as the command has
    *,
    sids: frozenset[str],
    brands: tuple[str, ...],
    names: Path | None,
    campaign: Path | None,
    options: Mapping[str, str],
    do_import: bool,
    as_json: bool,
) -> Exit:
    from a2p.adoption import run  # noqa: PLC0415  # help needs none of this
    from a2p.adoption.adoption_folder import AdoptionFolder  # noqa: PLC0415  # as above
    from a2p.adoption.stack_names import read_names  # noqa: PLC0415  # as above
    from a2p.cli.terminal.progress import show_progress  # noqa: PLC0415  # as above
    from a2p.stackfile.project import find_project  # noqa: PLC0415  # as above
    from a2p.twilio.client.session import Session  # noqa: PLC0415  # as above

    _refuse_other_sids([*sids, *brands])
    project = find_project(Path.cwd())
    wish = run.AdoptionOptions(
        sids=sids,
        brands=brands,
        names=read_names(names) if names else {},
        options=options,
        defaults=project.defaults,
        to_come=_read_campaign_to_come(campaign, project.name) if campaign else {},
        project=project.name,
    )
    signed_in = _read_settings(wish)
    documents = project.file.parent / ".a2p" / "adopt" / signed_in.account_sid
    folder = AdoptionFolder(project.folder, documents, project.name)
    with show_progress() as progress:
        outcomes = list(run.adopt_account(Session(signed_in), folder, wish, progress))
        ready = [
            outcome.stack
            for outcome in outcomes
            if outcome.stack and folder.document_path(outcome.stack).exists()
        ]
        failed = _import(project, folder, ready, progress) if do_import else {}
    if as_json:
        _write_json(outcomes, failed, [stack for stack in ready if do_import and stack not in failed])
    else:
        _write_report(outcomes, failed)
        if do_import:
            print(f"{len(ready) - len(failed)} imported")
        _write_next(project, folder, [stack for stack in ready if not do_import or stack in failed])
    return _choose_exit(outcomes, failed)


def _refuse_other_sids(sids: Sequence[str]) -> None:
    from a2p.errors import DeclarationError  # noqa: PLC0415  # as above

    for sid in sids:
        if not (sid.startswith(("BN", "MG")) and len(sid) == 34):
            raise DeclarationError(
                f"{sid!r} is no SID of a Brand or Messaging Service\n  do: give it as BN… or MG…, whole"
            )


def _read_campaign_to_come(file: Path, project: str) -> dict[str, Any]:
    """The sections of a stack file that say what is to be registered, and what is to send."""
    from a2p.errors import DeclarationError  # noqa: PLC0415  # as above
    from a2p.stackfile.reader import read_stack_file  # noqa: PLC0415  # as above

    config = read_stack_file(file, project).config
    if "campaign" not in config:
        raise DeclarationError(f"{file} has no {project}:campaign\n  do: give a stack file that has one")
    return {key: config[key] for key in ("messaging_service", "campaign") if key in config}


def _read_settings(wish: "AdoptionOptions") -> "Settings":
    """Credentials as the providers have them; --account and --base-url go before."""
    import os  # noqa: PLC0415  # as above

    from a2p.twilio.client.settings import read_settings  # noqa: PLC0415  # as above

    given = {key: str(value) for key, value in {**wish.defaults, **wish.options}.items()}
    account = wish.options.get("accountSid")
    env = {**os.environ, **({"TWILIO_ACCOUNT_SID": account} if account else {})}
    return read_settings(given.get, env)


def _import(
    project: "StackProject", folder: "AdoptionFolder", stacks: Sequence[str], progress: "Progress"
) -> dict[str, str]:
    """Make the state of each; the reasons of those that failed."""
    from a2p.adoption.pulumi_import import import_stack  # noqa: PLC0415  # as above
    from a2p.engine.project import EngineProject as Engine  # noqa: PLC0415  # as above

    engine = Engine.find(project.file.parent)
    failed = {}
    if stacks:
        progress.begin("importing", len(stacks))
    for stack in stacks:
        reason = import_stack(engine, stack, folder.document_path(stack))
        if reason:
            failed[stack] = reason
        else:
            folder.forget_document(stack)
        progress.step()
    return failed


def _write_report(outcomes: "Sequence[AdoptionOutcome]", failed: Mapping[str, str]) -> None:
    """Names of stacks and SIDs; of a customer's data nothing."""
    for outcome in outcomes:
        if outcome.kind == "written":
            print(f"{outcome.stack}: written ({outcome.sid})")
            print("".join(f"  note: {note}\n" for note in outcome.notes), end="")
        elif outcome.kind in _FAILED:
            print(f"{outcome.sid}: {_HEADINGS[outcome.kind]}: {outcome.reason}\n  do: {outcome.remedy}")
    for stack, reason in failed.items():
        print(f"{stack}: not imported: {reason}\n  do: a2p adopt --import, which tries it again")
    counts = {kind: sum(outcome.kind == kind for outcome in outcomes) for kind in _HEADINGS}
    print(
        ", ".join(f"{count} {_HEADINGS[kind]}" for kind, count in counts.items() if count)
        or "nothing to adopt"
    )


def _write_next(project: "StackProject", folder: "AdoptionFolder", stacks: Sequence[str]) -> None:
    from a2p.adoption.pulumi_import import list_commands  # noqa: PLC0415  # as above

    if not stacks:
        return
    first = stacks[0]
    document = folder.document_path(first).relative_to(project.file.parent)
    print("\nFor each, or with `a2p adopt --import` for all:")
    print("\n".join(f"  pulumi {' '.join(command)}" for command in list_commands(first, document)))
    print(
        "The last one changes nothing. It records which resource needs which: run it before the first edit."
    )
    print("The documents hold personal data. Delete them once they are imported; --import does.")


def _write_json(
    outcomes: "Sequence[AdoptionOutcome]", failed: Mapping[str, str], imported: Sequence[str]
) -> None:
    import json  # noqa: PLC0415  # most people read

    customers: list[dict[str, Any]] = [
        {
            **asdict(outcome),
            "imported": outcome.stack in imported,
            "not_imported": failed.get(outcome.stack, ""),
        }
        for outcome in outcomes
    ]
    print(json.dumps({"customers": customers}, indent=2, ensure_ascii=False))


def _choose_exit(outcomes: "Sequence[AdoptionOutcome]", failed: Mapping[str, str]) -> Exit:
    kinds = {outcome.kind for outcome in outcomes}
    if "not_read" in kinds or failed:
        return Exit.ERROR
    return Exit.PERSON if "not_adopted" in kinds else Exit.DONE
