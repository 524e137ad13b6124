"""Phone numbers of the account: found by number or by our mark, bought, and given back."""

from collections.abc import Iterable
from typing import Any, Final

from a2p.errors import NoSuchNumber, NotFound, NotReady, Refused
from a2p.observed import LiveNumber
from a2p.redaction import permit_numbers
from a2p.specs import PhoneNumberSpec
from a2p.specs.number import format_mark, read_name
from a2p.twilio.client.session import Session
from a2p.twilio.ownership import only_match

_NOT_AVAILABLE: Final = 21422
_OFFERS: Final = 5  # how many of those on offer are tried, if others buy them meanwhile
_ENABLED: Final = {"sms": "sms_enabled", "mms": "mms_enabled", "voice": "voice_enabled"}


def fetch(session: Session, sid: str) -> LiveNumber:
    """
    The number as it stands.

    Raises:
        NotFound: the account does not have it, or not any more.
    """
    return _to_live(_numbers(session)(sid).fetch())


def find_by_number(session: Session, phone_number: str) -> str:
    """The SID of the account's number that is written so, in E.164 form; "" if it has none."""
    permit_numbers(phone_number)
    known = session.memory.found_numbers
    if phone_number not in known:
        listed = _numbers(session).list(phone_number=phone_number, page_size=20)
        same = (str(each.sid) for each in listed if each.phone_number == phone_number)
        known[phone_number] = next(same, "")
    return known[phone_number]


def require_number(session: Session, phone_number: str) -> str:
    """
    The SID of the account's number that is written so.

    Raises:
        NoSuchNumber: the account does not have it; nothing was changed.
    """
    if found := find_by_number(session, phone_number):
        return found
    raise NoSuchNumber(
        f"a2p:phone_numbers: {phone_number} is not a number of the account {session.settings.account_sid}.",
        remedy=(
            "correct it; or buy or port it into this account first (Console, Phone Numbers), or have one\n"
            'bought with buy: {area_code: "…"} in its place; a number of another account needs that account'
        ),
    )


def find_sids(session: Session, entries: Iterable[str]) -> dict[str, str]:
    """The SIDs of entries of phone_numbers, by entry; without those that the account does not have."""
    sids = ((entry, _find_sid(session, entry)) for entry in entries)
    return {entry: sid for entry, sid in sids if sid}


def _find_sid(session: Session, entry: str) -> str:
    if entry.startswith("PN"):
        return entry
    if entry.startswith("+"):
        return find_by_number(session, entry)
    found = find_bought(session, entry)
    return found.sid if found else ""


def find_bought(session: Session, entry: str) -> LiveNumber | None:
    """The number that the stack has bought for an entry `bought:<name>`, by our mark; None without one."""
    stack = session.settings.stack
    return find_leftover_number(session, format_mark(f"a2p/{stack}", read_name(entry))) if stack else None


def find_leftover_number(session: Session, name: str) -> LiveNumber | None:
    """
    The number of the account that has this friendly name.

    Raises:
        Ambiguous: there are two.
    """
    listed = _numbers(session).list(friendly_name=name, page_size=20)
    found = only_match(
        (each for each in listed if each.friendly_name == name),
        what=f"phone numbers called {name!r}",
        remedy="rename the one that is not this stack's at Twilio, or release it",
    )
    return _to_live(found) if found else None


def buy(session: Session, spec: PhoneNumberSpec) -> LiveNumber:
    """
    Buy a number that fits, or take over the one an interrupted run bought under our mark.

    The purchase carries the mark, so that a run that is killed after it finds the number again.

    Raises:
        NotReady: Twilio has none that fits; nothing was bought.
    """
    if found := find_leftover_number(session, spec.friendly_name):
        return found
    for offer in _list_offers(session, spec):
        try:
            made = _numbers(session).create(phone_number=offer, friendly_name=spec.friendly_name)
        except Refused as refusal:
            if refusal.code != _NOT_AVAILABLE:
                raise
            continue  # somebody else was faster
        session.memory.created_sids.add(str(made.sid))
        return _to_live(made)
    raise NotReady(
        f"Twilio has no local US number that fits: {_describe_search(spec)}. Nothing was bought.",
        remedy="ask for less in phone_numbers (another area_code, a shorter contains), then run it again",
    )


def set_name(session: Session, sid: str, name: str) -> None:
    """Give the number our mark."""
    _numbers(session)(sid).update(friendly_name=name)


def give_back(session: Session, sid: str) -> None:
    """Give the number back to Twilio; it may be gone already."""
    try:
        _numbers(session)(sid).delete()
    except NotFound:
        return


def _list_offers(session: Session, spec: PhoneNumberSpec) -> list[str]:
    wanted: dict[str, Any] = {_ENABLED[name]: True for name in spec.capabilities}
    if spec.area_code:
        wanted["area_code"] = spec.area_code
    if spec.contains:
        wanted["contains"] = spec.contains
    offers = session.client.api.v2010.account.available_phone_numbers("US").local
    return [str(each.phone_number) for each in offers.list(limit=_OFFERS, page_size=_OFFERS, **wanted)]


def _describe_search(spec: PhoneNumberSpec) -> str:
    parts = [
        f"area code {spec.area_code}" if spec.area_code else "",
        f"with {spec.contains} in it" if spec.contains else "",
        f"that can do {', '.join(spec.capabilities)}",
    ]
    return ", ".join(part for part in parts if part)


def _numbers(session: Session) -> Any:
    return session.client.api.v2010.account.incoming_phone_numbers


def _to_live(raw: Any) -> LiveNumber:
    permit_numbers(str(raw.phone_number))
    return LiveNumber(
        sid=str(raw.sid), phone_number=str(raw.phone_number), friendly_name=str(raw.friendly_name)
    )
