"""The entries of the ledger: for people, for programs and for spreadsheets."""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal

from a2p.cli.exit_codes import Exit
from a2p.cli.terminal.text import bold
from a2p.engine.project import EngineProject
from a2p.plan.limits import USE_LIMITS
from a2p.state.ledger import EntryKind, LedgerEntry, open_ledger

_COLUMNS = ("at", "world", "stack", "kind", "name", "owner", "usd", "number", "digest")
_SHORT = 8  # digits of a digest on a terminal


def print_entries(customers: Sequence[str], *, as_json: bool, as_csv: bool) -> Exit:
    """Those of some customers, or all."""
    project = EngineProject.find()
    entries = open_ledger(project.env, folder=project.folder).list_all()
    chosen = [entry for entry in entries if not customers or entry.stack in customers]
    if as_json:
        print(json.dumps([entry.to_json() for entry in chosen], indent=2, ensure_ascii=False))
    elif as_csv:
        _write_csv(chosen)
    else:
        print("\n".join(_format(chosen)) or "The ledger is empty: no run has registered anything here.")
    return Exit.DONE


def _write_csv(entries: Sequence[LedgerEntry]) -> None:
    writer = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(entry.to_json() for entry in entries)


def _format(entries: Sequence[LedgerEntry]) -> Iterator[str]:
    for world in dict.fromkeys(entry.world for entry in entries):
        here = [entry for entry in entries if entry.world == world]
        yield bold(world or "unknown world")
        yield from _format_uses([entry for entry in here if entry.kind is EntryKind.USE])
        for kind, label in ((EntryKind.FEE_SHOWN, "fees shown"), (EntryKind.FEE, "fees paid")):
            yield f"  {label:14} ${sum((each.usd for each in here if each.kind is kind), Decimal('0.00'))}"
        for kind, label in ((EntryKind.RESUBMISSION, "resubmissions"), (EntryKind.OTP, "text messages")):
            yield f"  {label:14} {sum(each.kind is kind for each in here)}"


def _format_uses(uses: Sequence[LedgerEntry]) -> Iterator[str]:
    """A line for each value, those with the fewest uses left first."""
    by_value: dict[tuple[str, str], list[LedgerEntry]] = {}
    for use in uses:
        by_value.setdefault((use.name, use.digest), []).append(use)
    left = {key: USE_LIMITS[key[0]].most - len(found) for key, found in by_value.items()}
    for kind, digest in sorted(left, key=lambda key: (left[key], key)):
        found = by_value[kind, digest]
        stacks = ", ".join(dict.fromkeys(use.stack or use.owner for use in found))
        used = f"{len(found)} of {USE_LIMITS[kind].most}"
        yield f"  {kind:8} {digest[:_SHORT]}  {used:8}  {stacks}"
