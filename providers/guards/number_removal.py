"""
Numbers that a stack does not declare any more: told, and refused, by their Campaign.

The engine asks nothing of what is no longer declared before it deletes it. The Campaign knows which numbers
the last run had and which are declared now, and is compared in each run before anything is deleted.
"""

from collections.abc import Iterable

from a2p.plan import Action
from a2p.plan.numbers import decide_removal
from a2p.specs import PhoneNumberAssociationSpec
from a2p.twilio import campaigns, services
from a2p.twilio.client.session import Session
from providers.output import verdict_output

_RESOURCE = "PhoneNumberAssociation"


def announce_removal(
    session: Session, service_sid: str, recorded: Iterable[str], declared: Iterable[str]
) -> None:
    """
    Tell which numbers are about to be taken out of the service, and what that does to traffic.

    Raises:
        Blocked: the Campaign is approved and nobody has agreed to that, or it is suspended.
    """
    wanted = set(declared)
    removed = [sid for sid in recorded if sid not in wanted and _is_there(session, service_sid, sid)]
    if not removed:
        return
    verdict = decide_removal(
        removed,
        campaigns.fetch(session, service_sid),
        are_all=not wanted,
        stack=session.settings.stack,
        consents=session.settings.consents,
    )
    verdict_output.show_verdict(_RESOURCE, f"{service_sid}/{'+'.join(removed)}", verdict)
    if verdict.action is Action.STOP:
        raise verdict_output.to_blocked(_RESOURCE, verdict)


def _is_there(session: Session, service_sid: str, number_sid: str) -> bool:
    spec = PhoneNumberAssociationSpec(messaging_service_sid=service_sid, phone_number_sid=number_sid)
    return services.is_number_associated(session, spec)
