"""
Bought numbers that a stack does not declare any more: what becomes of each, told before anything is done.

The engine asks nothing of what is no longer declared before it deletes it, and a Campaign that is taken out
as a whole is asked nothing either. So what is compared early in every run keeps the entries of all Campaigns.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from a2p.plan.stops.numbers import decide_bought_removal
from a2p.specs import PhoneNumberAssociationSpec
from a2p.specs.number import is_bought, is_released, read_name
from a2p.twilio import phone_numbers, services
from a2p.twilio.client.session import Session
from providers.output import verdict_output

BOUGHT: Final = "bought_numbers"  # entries of phone_numbers of all Campaigns, as texts: `bought:<name>`
REMOVED_BOUGHT: Final = "removed_bought_numbers"  # of those, what was not given up yet at the last run
_RESOURCE: Final = "PhoneNumber"
_GONE_BY: Final = "it is not declared any more"


def find_removed_bought(session: Session, olds: Mapping[str, Any], news: Mapping[str, Any]) -> list[str]:
    """
    The entries of bought numbers that the last run had, or was to give up, and this one does not declare.

    Those that an earlier run was to give up are left out once it has: a number that is given back is gone,
    and one that is kept is in no service of the stack's. Where the engine checks once more after a
    replacement, without what was recorded, they are those that were found before.
    """
    memory = session.memory
    if olds:
        names = {read_name(entry) for entry in news.get(BOUGHT) or ()}
        late = [entry for entry in olds.get(REMOVED_BOUGHT) or () if _is_pending(session, entry)]
        recorded = dict.fromkeys((*_list_recorded(olds), *late))
        memory.removed_bought_numbers = tuple(each for each in recorded if read_name(each) not in names)
    return list(memory.removed_bought_numbers)


def announce_removed_bought(session: Session, entries: Iterable[str]) -> None:
    """Tell of each number whether it is given back to Twilio, or kept and paid for."""
    for entry in entries:
        number = phone_numbers.find_bought(session, entry)
        if number is None:
            continue
        verdict = decide_bought_removal(
            f"{number.phone_number} ({number.sid})",
            is_released=is_released(entry),
            gone_by=_GONE_BY,
            is_declared_otherwise=is_declared_otherwise(session, number.sid),
        )
        verdict_output.show_verdict(_RESOURCE, number.sid, verdict)


def is_declared_otherwise(session: Session, sid: str) -> bool:
    """Whether the stack declares a number by its SID, or as it is written, that it does not buy any more."""
    entries = [entry for entry in session.memory.entries_of_stack if not is_bought(entry)]
    return sid in phone_numbers.find_sids(session, entries).values()


def _list_recorded(olds: Mapping[str, Any]) -> list[str]:
    """The bought entries of the last run; of a state from before they were kept, those of the Campaign."""
    return [entry for entry in olds.get(BOUGHT) or olds.get("phone_numbers") or () if is_bought(entry)]


def _is_pending(session: Session, entry: str) -> bool:
    number = phone_numbers.find_bought(session, entry)
    if number is None or is_released(entry):
        return number is not None
    memory = session.memory
    names = filter(None, {*memory.campaign_services, *memory.removed_campaigns.values()})
    found = (services.find_leftover_service(session, name) for name in sorted(names))
    sids = {*memory.own_service_sids, *filter(None, found)}
    return any(
        services.is_number_associated(
            session, PhoneNumberAssociationSpec(messaging_service_sid=sid, phone_number_sid=number.sid)
        )
        for sid in sids
    )
