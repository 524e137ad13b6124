"""What will be charged once what a registration waits for has happened."""

from collections.abc import Iterable

from a2p.plan.consequences import list_campaign_fees
from a2p.plan.fees import Fee
from a2p.run_log import FeeRecord, FeeToCome
from a2p.specs.brand import is_waiting_brand
from a2p.twilio import brands
from a2p.twilio.client.session import Session


def list_fees_to_come(session: Session, brand_sid: str, waiting: Iterable[str]) -> tuple[FeeToCome, ...]:
    """
    What this run's plan has told that the registration of what waits will cost.

    waiting: resources as verdicts call them. A run that is for one resource (`a2p otp resend`) has no plan
    of a Campaign; its review costs the same.
    """
    planned = session.memory.told_fees
    return tuple(
        FeeToCome(resource, FeeRecord(fee.name, fee.usd))
        for resource in waiting
        for fee in (
            planned[resource] if resource in planned else _list_unplanned(session, brand_sid, resource)
        )
    )


def _list_unplanned(session: Session, brand_sid: str, resource: str) -> tuple[Fee, ...]:
    if not resource.startswith("Campaign") or not brand_sid or is_waiting_brand(brand_sid):
        return ()
    return list_campaign_fees({"brand_mock": brands.fetch(session, brand_sid).mock})
