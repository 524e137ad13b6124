"""What became of each adopted customer, for people and for programs: names of stacks and SIDs only."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from a2p.adoption.adoption_folder import AdoptionFolder
from a2p.adoption.pulumi_import import list_commands
from a2p.adoption.run import AdoptionOutcome
from a2p.cli.exit_codes import Exit
from a2p.messages import format_message
from a2p.stackfile.project import StackProject

_HEADINGS = {
    "written": "written",
    "there": "there from an earlier run",
    "managed": "managed from the beginning",
    "not_adopted": "not adopted",
    "not_read": "not read",
}
_FAILED = ("not_adopted", "not_read", "not_imported")


def print_report(outcomes: Sequence[AdoptionOutcome], failed: Mapping[str, str]) -> None:
    """Print names of stacks and SIDs, and no data of a customer."""
    for outcome in outcomes:
        if outcome.kind == "written":
            print(f"{outcome.stack}: written ({outcome.sid})")
            print("".join(f"  note: {note}\n" for note in outcome.notes), end="")
        elif outcome.kind in _FAILED:
            summary = f"{_HEADINGS[outcome.kind]}: {outcome.reason}"
            print(format_message(summary, remedy=outcome.remedy, where=outcome.sid))
    for stack, reason in failed.items():
        remedy = "a2p adopt --import, which tries it again"
        print(format_message(f"not imported: {reason}", remedy=remedy, where=stack))
    counts = {kind: sum(outcome.kind == kind for outcome in outcomes) for kind in _HEADINGS}
    print(
        ", ".join(f"{count} {_HEADINGS[kind]}" for kind, count in counts.items() if count)
        or "nothing to adopt"
    )


def print_next(project: StackProject, folder: AdoptionFolder, stacks: Sequence[str]) -> None:
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


def print_json(
    outcomes: Sequence[AdoptionOutcome], failed: Mapping[str, str], imported: Sequence[str]
) -> None:
    customers: list[dict[str, Any]] = [
        {
            **asdict(outcome),
            "imported": outcome.stack in imported,
            "not_imported": failed.get(outcome.stack, ""),
        }
        for outcome in outcomes
    ]
    print(json.dumps({"customers": customers}, indent=2, ensure_ascii=False))


def choose_exit(outcomes: Sequence[AdoptionOutcome], failed: Mapping[str, str]) -> Exit:
    kinds = {outcome.kind for outcome in outcomes}
    if "not_read" in kinds or failed:
        return Exit.ERROR
    return Exit.PERSON if "not_adopted" in kinds else Exit.DONE
