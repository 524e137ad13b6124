"""External campaigns: registered at The Campaign Registry, associated with a Messaging Service (E1 to E8)."""

from typing import Final

from a2p.errors import Blocked, Refused, TwilioError
from a2p.observed import LiveCampaign
from a2p.plan.fees import EXTERNAL_REVIEW
from a2p.plan.waits import EXTERNAL_PACE
from a2p.specs import ExternalCampaignSpec
from a2p.twilio import campaigns
from a2p.twilio.client.rate_limits import RateLimit
from a2p.twilio.client.session import Session

# Exceeding it is not refused: the campaign fails minutes later, and has to be shared again (E5).
ASSOCIATIONS: Final = RateLimit("external-campaigns", calls=1, per_seconds=EXTERNAL_PACE.seconds)
_NO_ACCESS = frozenset({403, 404})


def associate_campaign(session: Session, spec: ExternalCampaignSpec) -> LiveCampaign:
    """
    Make the campaign that of the service, or take over what an interrupted run left (E6).

    Raises:
        Blocked: the service holds another Campaign.
        Refused: Twilio says no; also when the account has no access to external campaigns (E1).
    """
    found = campaigns.find_leftover_campaign(session, spec.messaging_service_sid)
    if found is not None:
        return _require_same(found, spec)
    with ASSOCIATIONS.acquire(session):
        _create(session, spec)
    campaigns.note_review(session, spec.messaging_service_sid, (EXTERNAL_REVIEW,))
    # The answer has no status, and whatever could fail now would lose what was just made.
    return LiveCampaign(status="PENDING", campaign_id=spec.campaign_id, externally_registered=True)


def _create(session: Session, spec: ExternalCampaignSpec) -> None:
    only_if_migrating = {"cnp_migration": True} if spec.cnp_migration else {}
    try:
        session.client.messaging.v1.external_campaign.create(
            campaign_id=spec.campaign_id,
            messaging_service_sid=spec.messaging_service_sid,
            **only_if_migrating,
        )
    except TwilioError as error:
        if error.status not in _NO_ACCESS:
            raise
        raise Refused(
            status=error.status,
            code=error.code,
            message=f"{error.message}\n"
            "  External campaigns are a private endpoint, opened for each account (E1).",
            call=error.call,
            remedy="ask your Twilio account executive for access, then run the same command again",
        ) from error


def _require_same(found: LiveCampaign, spec: ExternalCampaignSpec) -> LiveCampaign:
    """What an interrupted run may have left; anything else is not ours to delete."""
    if found.externally_registered and found.campaign_id in {None, spec.campaign_id}:
        return found
    other = (
        f"the external campaign {found.campaign_id}"
        if found.externally_registered
        else "a Campaign that was registered at Twilio itself"
    )
    raise Blocked(
        f"{spec.campaign_id} was not associated: the Messaging Service {spec.messaging_service_sid} holds\n"
        f"  {other}, and it can hold only one (C21).",
        remedy=(
            "if that one is not needed, delete it at Twilio, and run the same command again 5 s later;\n"
            "otherwise correct a2p:external_campaign in the stack file"
        ),
    )
