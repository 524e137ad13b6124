"""The Campaigns of a Brand that are on services of others, looked for where somebody has asked for it."""

import os
from collections.abc import Collection

from a2p.twilio import campaigns, services
from a2p.twilio.client.session import Session

# `a2p drift` sets it. A preview does without: each service of the account is asked for its Campaign.
LOOK = "A2P_LOOK_FOR_OTHERS"
_MOST_SERVICES = 200  # an ISV's account may hold thousands, and each customer's look would ask them all


def find_other_campaigns(session: Session, brand_sid: str, own_services: Collection[str]) -> dict[str, str]:
    """The status of each, by its service's SID; empty where nobody asked, or there are too many to ask."""
    if os.environ.get(LOOK) != "true":
        return {}
    others = [each.sid for each in services.list_services(session) if each.sid not in own_services]
    if len(others) > _MOST_SERVICES:
        return {}
    found = {sid: campaigns.fetch(session, sid) for sid in others}
    return {sid: live.status for sid, live in found.items() if live and live.brand_sid == brand_sid}
