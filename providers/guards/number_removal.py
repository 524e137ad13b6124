"""
Numbers that a stack does not declare any more: told, and refused, by their Campaign.

The engine asks nothing of what is no longer declared before it deletes it. The Campaign knows which numbers
the last run had and which are declared now, and is compared in each run before anything is deleted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from a2p.plan.stops.numbers import decide_move, decide_removal
from a2p.specs import PhoneNumberAssociationSpec
from a2p.specs.number import is_bought, read_name
from a2p.twilio import campaigns, services
from a2p.twilio.client.session import Session
from a2p.twilio.phone_numbers import find_sids
from providers.output import verdict_output

_RESOURCE = "PhoneNumberAssociation"
REMOVED_NUMBERS: Final = "removed_numbers"  # a Campaign's: still there at the last run, and not declared


def announce_removal(
    session: Session, service_sid: str, recorded: Iterable[str], declared: Collection[str]
) -> None:
    """
    Tell which numbers are about to be taken out of the service, and what that does to traffic.

    recorded, declared: entries of phone_numbers as texts: SIDs, numbers, or `bought:<name>`. What has been
    noted of the last run goes before what is recorded. Of a number that another Campaign of the stack
    declares in the same way, its association tells, as soon as the move is allowed.

    Raises:
        Blocked: the Campaign is approved and nobody has agreed to that, or it is suspended.
    """
    entries, names = set(declared), {_name(entry) for entry in declared}
    dropped = [
        entry
        for entry in session.memory.recorded_numbers.get(service_sid, tuple(recorded))
        if _name(entry) not in names
    ]
    if not dropped:
        return
    wanted = set(find_sids(session, entries).values())
    removed = {
        sid: entry
        for entry, sid in find_sids(session, dropped).items()
        if sid not in wanted and _is_there(session, service_sid, sid)
    }
    if not removed:
        return
    elsewhere = {_name(entry) for entry in session.memory.entries_of_stack - entries}
    moved = sorted(sid for sid, entry in removed.items() if _name(entry) in elsewhere)
    _refuse_move(session, service_sid, moved)
    left = {sid: entry for sid, entry in removed.items() if sid not in moved}
    if not left:
        return
    verdict = decide_removal(
        [_describe(sid, entry) for sid, entry in left.items()],
        campaigns.fetch(session, service_sid),
        are_all=not entries,
        stack=session.settings.stack,
        consents=session.settings.consents,
    )
    verdict_output.show_or_stop(_RESOURCE, f"{service_sid}/{'+'.join(left)}", verdict)


def _refuse_move(session: Session, service_sid: str, moved: Sequence[str]) -> None:
    """Stop before anything is done, where numbers may not leave for another Campaign of the stack."""
    verdict = decide_move(
        moved,
        campaigns.fetch(session, service_sid) if moved else None,
        stack=session.settings.stack,
        consents=session.settings.consents,
    )
    if verdict:
        verdict_output.show_or_stop(_RESOURCE, f"{service_sid}/{'+'.join(moved)}", verdict)


def note_recorded_numbers(session: Session, olds: Mapping[str, Any]) -> None:
    """
    Note the numbers that the last run had, by the Campaign's inputs of it, or was to take out.

    A comparison is given outputs, and those of a Campaign that stays as it is do not change with its numbers.
    """
    if olds.get("messaging_service_sid"):
        session.memory.recorded_numbers[olds["messaging_service_sid"]] = _list_recorded(olds)


def find_removed_numbers(
    session: Session, campaign: str, olds: Mapping[str, Any], news: Mapping[str, Any]
) -> list[str]:
    """
    The entries of numbers that the last run had, or was to take out, and that are there still, undeclared.

    They are recorded, so that a run after a killed one tells of them, too. Where the engine checks once more
    after a replacement, without what was recorded, they are those that were found before.
    """
    memory, service_sid = session.memory, olds.get("messaging_service_sid")
    if service_sid:
        names = {_name(entry) for entry in news.get("phone_numbers") or ()}
        dropped = [entry for entry in _list_recorded(olds) if _name(entry) not in names]
        sids = find_sids(session, dropped)
        memory.removed_numbers[campaign] = tuple(
            entry for entry in dropped if entry in sids and _is_there(session, service_sid, sids[entry])
        )
    return list(memory.removed_numbers.get(campaign, ()))


def _list_recorded(olds: Mapping[str, Any]) -> tuple[str, ...]:
    return (*(olds.get("phone_numbers") or ()), *(olds.get(REMOVED_NUMBERS) or ()))


def _name(entry: str) -> str:
    """The entry without what becomes of its number later."""
    return f"bought:{read_name(entry)}" if is_bought(entry) else entry


def _describe(sid: str, entry: str) -> str:
    """The number; what becomes of a bought one is told by itself (bought_numbers.py)."""
    if is_bought(entry):
        return f"{sid} (bought)"
    return sid if entry == sid else f"{entry} ({sid})"


def _is_there(session: Session, service_sid: str, number_sid: str) -> bool:
    spec = PhoneNumberAssociationSpec(messaging_service_sid=service_sid, phone_number_sid=number_sid)
    return services.is_number_associated(session, spec)
