"""Checks before a deletion that would stop an approved Campaign's traffic, or lose a Campaign (C20, M2)."""

from typing import NoReturn, Protocol

from a2p.plan import Action, Consent, Verdict, VerdictKind
from a2p.plan.consents import describe_consent
from a2p.twilio import campaigns, services
from a2p.twilio.client.session import Session
from providers.output import verdict_output

_RECORD = "take the edit back and apply that, which records it; then make the edit again"
_KEEP = "leave it as it is"


class Deletion(Protocol):
    """What is to go, and the service it hangs on."""

    @property
    def messaging_service_sid(self) -> str: ...

    @property
    def pulumi_id(self) -> str: ...


def require_consent(session: Session, resource: str, leaving: Deletion) -> None:
    """
    Go on unless the Campaign on this service is approved and nobody has agreed to lose it, or is suspended.

    A destruction asks no diff, so the refusal is told from here: by its verdict a run's exit code is known.

    Raises:
        Blocked: it is approved and the run has no leave to stop its traffic, or it is suspended.
    """
    service_sid = leaving.messaging_service_sid
    campaign = campaigns.fetch(session, service_sid)
    if campaign is not None and campaign.status == "SUSPENDED":
        sentence = (
            f"it was not deleted: the Campaign on {service_sid} is SUSPENDED, and Twilio takes\n"
            "  nothing of it away."
        )
        _refuse(resource, leaving.pulumi_id, sentence, f"{_KEEP}, and ask Twilio Support")
    if Consent.TRAFFIC_LOSS in session.settings.consents:
        return
    if campaign is not None and campaign.is_approved:
        sentence = (
            f"it was not deleted: the Campaign on {service_sid} is approved, and its numbers\n"
            "  could not send until another one is, after days or weeks."
        )
        do = describe_consent(
            _KEEP,
            [Consent.TRAFFIC_LOSS],
            verb="up" if session.memory.declaration_was_read else "destroy",
            stack=session.settings.stack,
            given=session.settings.consents,
        )
        _refuse(resource, leaving.pulumi_id, sentence, do)


def require_campaign_gone(session: Session, revision: str, service: str) -> None:
    """
    Go on with an edit of the Brand only if its Campaign was deleted before (B5).

    The engine deletes it first where it knows that one hangs on the other. Of a stack that was imported it
    knows that from the first run on; before, the edit would amend the profile, and Twilio refuse the Brand.

    Raises:
        Blocked: the Campaign is there; nothing was touched.
    """
    service_sid = services.find_leftover_service(session, service)
    if service_sid is None or campaigns.find_leftover_campaign(session, service_sid) is None:
        return
    sentence = (
        f"nothing was edited: the Campaign on {service_sid} is still registered, and no Brand is\n"
        "  edited while one hangs on it (B5). It would have been deleted first, but the state does not tell\n"
        "  that: the stack was imported and never run since, or its last run was killed."
    )
    _refuse("BrandRevision", revision, sentence, _RECORD)


def _refuse(resource: str, id_: str, sentence: str, remedy: str) -> NoReturn:
    refusal = Verdict(VerdictKind.BLOCKED, Action.STOP, sentence=sentence, remedy=remedy)
    verdict_output.show_verdict(resource, id_, refusal)
    raise verdict_output.to_blocked(resource, refusal)
