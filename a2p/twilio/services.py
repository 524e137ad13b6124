"""Messaging Services, and the phone numbers associated with them."""

from contextlib import suppress
from dataclasses import asdict, fields
from typing import Any

from a2p.errors import NotFound, Refused
from a2p.observed import LiveService
from a2p.specs import MessagingServiceSpec, PhoneNumberAssociationSpec
from a2p.twilio import campaigns
from a2p.twilio.client.session import Door
from a2p.twilio.ownership import is_sid, the_one

_ALREADY_IN_THIS_SERVICE = 21710


def fetch(door: Door, sid: str) -> LiveService:
    """
    The service as it stands.

    Raises:
        NotFound: it is gone.
    """
    return _live(_one(door, sid).fetch())


def listed(door: Door) -> list[LiveService]:
    """All Messaging Services of the account."""
    return [_live(each) for each in door.client.messaging.v1.services.list(page_size=1000)]


def numbers(door: Door, sid: str) -> tuple[str, ...]:
    """The SIDs of the phone numbers in the service's sender pool."""
    return tuple(str(each.sid) for each in _one(door, sid).phone_numbers.list(page_size=1000))


def register(door: Door, spec: MessagingServiceSpec) -> LiveService:
    """Create the service, or take over the one an interrupted run left under our mark (M1)."""
    found = seek(door, spec.friendly_name)
    if found:
        return amend(door, found, spec)
    made = _live(door.client.messaging.v1.services.create(**_declared(spec)))
    door.made.add(made.sid)
    return made


def seek(door: Door, mark: str) -> str | None:
    """
    The SID of the service under our mark, unless this process knows that there is nothing of ours.

    Raises:
        Ambiguous: there are two.
    """
    if door.is_unseen(mark):
        return None
    if is_sid(mark):
        with suppress(NotFound):
            return fetch(door, mark).sid
    listed = door.client.messaging.v1.services.list(page_size=1000)
    found = the_one(
        (each for each in listed if each.friendly_name == mark),
        what=f"Messaging Services called {mark!r}",
        remedy="delete the one you do not need at Twilio",
    )
    return str(found.sid) if found else None


def amend(door: Door, sid: str, spec: MessagingServiceSpec) -> LiveService:
    """Bring the service to what is declared; what is not declared is left alone."""
    declared = _declared(spec)
    if is_sid(spec.friendly_name):
        del declared["friendly_name"]
    return _live(_one(door, sid).update(**declared))


def delete(door: Door, sid: str) -> None:
    """
    Delete the service.

    Raises:
        Refused: a Campaign still hangs on it, and would be deleted with it (M2).
    """
    try:
        # The service itself only tells of an approved Campaign; one under review is lost just as well.
        if campaigns.fetch(door, sid, fresh=True) is not None:
            raise Refused(
                status=409,
                code=None,
                message="it holds a Campaign, which would be deleted with it. Delete the Campaign first (M2)",
                call=f"DELETE /v1/Services/{sid}",
            )
        _one(door, sid).delete()
    except NotFound:
        return


def associate(door: Door, spec: PhoneNumberAssociationSpec) -> None:
    """Put the number into the service's sender pool; it may be there already (N2)."""
    try:
        _one(door, spec.messaging_service_sid).phone_numbers.create(phone_number_sid=spec.phone_number_sid)
    except Refused as refusal:
        if refusal.code != _ALREADY_IN_THIS_SERVICE:
            raise


def is_associated(door: Door, spec: PhoneNumberAssociationSpec) -> bool:
    """Whether the number is in the service's sender pool (N2)."""
    try:
        _one(door, spec.messaging_service_sid).phone_numbers(spec.phone_number_sid).fetch()
    except NotFound:
        return False
    return True


def dissociate(door: Door, spec: PhoneNumberAssociationSpec) -> None:
    """Take the number out of the sender pool; it may be out already."""
    try:
        _one(door, spec.messaging_service_sid).phone_numbers(spec.phone_number_sid).delete()
    except NotFound:
        return


def _one(door: Door, sid: str) -> Any:
    return door.client.messaging.v1.services(sid)


def _declared(spec: MessagingServiceSpec) -> dict[str, Any]:
    return {name: value for name, value in asdict(spec).items() if value is not None}


def _live(raw: Any) -> LiveService:
    shown = {each.name: getattr(raw, each.name, None) for each in fields(MessagingServiceSpec)}
    return LiveService(
        sid=raw.sid,
        fields={name: _plain(value) for name, value in shown.items()},
    )


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int) else str(value)
