"""Messaging Services, and the phone numbers associated with them."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, fields
from typing import Any

from a2p.errors import NotFound, Refused
from a2p.observed import LiveCampaign, LiveService
from a2p.specs import MessagingServiceSpec, PhoneNumberAssociationSpec
from a2p.twilio import campaigns
from a2p.twilio.client.session import Session
from a2p.twilio.ownership import is_sid, only_match

_ALREADY_IN_THIS_SERVICE = 21710
_IN_ANOTHER_SERVICE = 21712
_MARK = "a2p/"


def fetch(session: Session, sid: str) -> LiveService:
    """
    The service as it stands.

    Raises:
        NotFound: it is gone.
    """
    return _to_live(_resource(session, sid).fetch())


def list_services(session: Session) -> list[LiveService]:
    """All Messaging Services of the account."""
    return [_to_live(each) for each in session.client.messaging.v1.services.list(page_size=1000)]


def list_campaigns_of_brand(session: Session, brand_sid: str) -> list[tuple[LiveService, LiveCampaign]]:
    """
    All Campaigns of a Brand, each with its service.

    No list of Twilio's has them, so each service of the account is asked for its own.
    """
    found = ((service, campaigns.fetch(session, service.sid)) for service in list_services(session))
    return [(service, live) for service, live in found if live and live.brand_sid == brand_sid]


def list_numbers(session: Session, sid: str) -> tuple[str, ...]:
    """The SIDs of the phone numbers in the service's sender pool."""
    return tuple(str(each.sid) for each in _resource(session, sid).phone_numbers.list(page_size=1000))


def list_holders(session: Session, *, besides: Collection[str], at_most: int) -> dict[str, tuple[str, str]]:
    """
    SID and name of the other service that each number is in, by the number's SID.

    Each service is asked for its pool; empty where there are more than `at_most` to ask.
    """
    others = [each for each in list_services(session) if each.sid not in besides]
    if len(others) > at_most:
        return {}
    return {
        number: (each.sid, str(each.fields["friendly_name"]))
        for each in others
        for number in list_numbers(session, each.sid)
    }


def register(session: Session, spec: MessagingServiceSpec) -> LiveService:
    """Create the service, or take over the one an interrupted run left under our mark (M1)."""
    found = find_leftover_service(session, spec.friendly_name)
    if found:
        return amend(session, found, spec)
    made = _to_live(session.client.messaging.v1.services.create(**_to_settings(spec)))
    session.memory.created_sids.add(made.sid)
    return made


def find_leftover_service(session: Session, mark: str) -> str | None:
    """
    The SID of the service under our mark, unless this process knows that there is nothing of ours.

    Raises:
        Ambiguous: there are two.
    """
    if session.memory.is_absent(mark):
        return None
    if is_sid(mark):
        with suppress(NotFound):
            return fetch(session, mark).sid
    listed = session.client.messaging.v1.services.list(page_size=1000)
    found = only_match(
        (each for each in listed if each.friendly_name == mark),
        what=f"Messaging Services called {mark!r}",
        remedy="delete the one you do not need at Twilio",
    )
    return str(found.sid) if found else None


def amend(session: Session, sid: str, spec: MessagingServiceSpec) -> LiveService:
    """Bring the service to what is declared; what is not declared is left alone."""
    declared = _to_settings(spec)
    if is_sid(spec.friendly_name):
        del declared["friendly_name"]
    return _to_live(_resource(session, sid).update(**declared))


def delete(session: Session, sid: str) -> None:
    """
    Delete the service.

    Raises:
        Refused: a Campaign still hangs on it, and would be deleted with it (M2).
    """
    try:
        # The service itself only tells of an approved Campaign; one under review is lost just as well.
        if campaigns.fetch(session, sid, fresh=True) is not None:
            raise Refused(
                status=409,
                code=None,
                message="it holds a Campaign, which would be deleted with it. Delete the Campaign first (M2)",
                call=f"DELETE /v1/Services/{sid}",
            )
        _resource(session, sid).delete()
    except NotFound:
        return


def associate_number(session: Session, spec: PhoneNumberAssociationSpec) -> None:
    """
    Put the number into the service's sender pool; it may be there already (N2).

    Raises:
        Refused: among others, another service has it; the text names that one, and its stack.
    """
    try:
        _resource(session, spec.messaging_service_sid).phone_numbers.create(
            phone_number_sid=spec.phone_number_sid
        )
    except Refused as refusal:
        if refusal.code == _IN_ANOTHER_SERVICE:
            raise _name_holder(session, spec.phone_number_sid, refusal) from refusal
        if refusal.code != _ALREADY_IN_THIS_SERVICE:
            raise


def find_holder(session: Session, number_sid: str) -> LiveService | None:
    """The service whose sender pool has the number. No list tells, so each service is asked."""
    for service in list_services(session):
        spec = PhoneNumberAssociationSpec(messaging_service_sid=service.sid, phone_number_sid=number_sid)
        if is_number_associated(session, spec):
            return service
    return None


def _name_holder(session: Session, number_sid: str, refusal: Refused) -> Refused:
    holder = find_holder(session, number_sid)
    if holder is None:
        return refusal
    name = str(holder.fields["friendly_name"])
    stack = name.removeprefix(_MARK) if name.startswith(_MARK) else ""
    remedy = f"take {number_sid} out of {holder.sid} at Twilio first, if its traffic may stop"
    if stack:
        remedy = (
            f"take it out of the stack {stack} first, if its traffic may stop: remove it there, and\n"
            f"a2p up {stack} {session.settings.stack or '<this stack>'}, which runs the two in this order"
        )
    return Refused(
        status=refusal.status,
        code=refusal.code,
        message=f"{number_sid} is in the Messaging Service {name!r} ({holder.sid})",
        call=refusal.call,
        remedy=remedy,
    )


def is_number_associated(session: Session, spec: PhoneNumberAssociationSpec) -> bool:
    """Whether the number is in the service's sender pool (N2)."""
    try:
        _resource(session, spec.messaging_service_sid).phone_numbers(spec.phone_number_sid).fetch()
    except NotFound:
        return False
    return True


def dissociate_number(session: Session, spec: PhoneNumberAssociationSpec) -> None:
    """Take the number out of the sender pool; it may be out already."""
    try:
        _resource(session, spec.messaging_service_sid).phone_numbers(spec.phone_number_sid).delete()
    except NotFound:
        return


def _resource(session: Session, sid: str) -> Any:
    return session.client.messaging.v1.services(sid)


def _to_settings(spec: MessagingServiceSpec) -> dict[str, Any]:
    return {name: value for name, value in asdict(spec).items() if value is not None}


def _to_live(raw: Any) -> LiveService:
    shown = {each.name: getattr(raw, each.name, None) for each in fields(MessagingServiceSpec)}
    return LiveService(
        sid=raw.sid,
        fields={name: _to_plain(value) for name, value in shown.items()},
    )


def _to_plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int) else str(value)
