"""One run of `a2p ledger collect`: which accounts are read, and what is printed of each."""

import json
import os
from collections.abc import Iterator

from a2p.adoption.ledger_collection import LedgerCollection, read_owners
from a2p.adoption.run import AdoptionOptions
from a2p.cli.adopt.account import list_subaccounts, read_account_settings
from a2p.cli.exit_codes import Exit
from a2p.engine.project import EngineProject
from a2p.state.checkpoints import Checkpoint
from a2p.state.errors import CheckpointUnreadable
from a2p.state.ledger import EntryKind, Ledger, open_ledger
from a2p.twilio.client.session import Session
from a2p.twilio.client.settings import Settings

_LABELS = {
    EntryKind.USE: "uses",
    EntryKind.FEE: "fees",
    EntryKind.RESUBMISSION: "resubmissions",
    EntryKind.OTP: "text messages",
}


def collect_accounts(
    account: str | None, base_url: str | None, *, of_subaccounts: bool, as_json: bool
) -> Exit:
    """Fill the ledger from each account; PERSON if a Brand's values are not told by Twilio."""
    project = EngineProject.find()
    checkpoints = list(_read_checkpoints(project))
    ledger = open_ledger(project.env, folder=project.folder)
    options = {key: value for key, value in (("baseUrl", base_url), ("accountSid", account)) if value}
    signed_in = read_account_settings({}, options, os.environ)
    accounts = [signed_in]
    if of_subaccounts:
        found = list_subaccounts(signed_in, AdoptionOptions(options=options, project=project.name))
        accounts = [each.settings for each in found]
    rows = [_collect(each, ledger, checkpoints) for each in accounts]
    print(json.dumps(rows, indent=2) if as_json else "\n".join(map(_format, rows)))
    return Exit.PERSON if any(row["unread"] for row in rows) else Exit.DONE


def _collect(settings: Settings, ledger: Ledger, checkpoints: list[Checkpoint]) -> dict[str, object]:
    session = Session(settings)
    collection = LedgerCollection(session, ledger, read_owners(checkpoints, session.account.record()))
    written = collection.collect()
    return {
        "account_sid": settings.account_sid,
        "world": session.account.world,
        "written": {kind.value: written[kind] for kind in _LABELS},
        "unread": sorted(collection.unread),
    }


def _read_checkpoints(project: EngineProject) -> Iterator[Checkpoint]:
    """Of all stacks; one that cannot be read is named by `a2p status`, and holds up no other."""
    for stack in project.state.list_stacks():
        try:
            checkpoint = project.state.read_checkpoint(stack)
        except CheckpointUnreadable:
            continue
        if checkpoint:
            yield checkpoint


def _format(row: dict[str, object]) -> str:
    written, unread = row["written"], row["unread"]
    assert isinstance(written, dict)  # noqa: S101  # as it was made above
    assert isinstance(unread, list)  # noqa: S101  # the same
    counts = ", ".join(f"{written[kind.value]} {label}" for kind, label in _LABELS.items())
    lines = [f"{row['account_sid']} ({row['world']}): {counts} written"]
    lines += [f"  {sid}: Twilio does not tell all of its e-mail, address, mobile or EIN" for sid in unread]
    return "\n".join(lines)
