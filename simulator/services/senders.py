"""The senders that no A2P registration needs: a service's links name their lists, which are empty (M13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.core.documents import Fixed
from simulator.core.handlers import Call, operation
from simulator.services.resource import KIND

if TYPE_CHECKING:
    from simulator.core.handlers import Answer
    from simulator.core.world import World


@operation("ListAlphaSender", "ListChannelSender", "ListDestinationAlphaSender", "ListShortCode")
def list_senders(world: World, call: Call) -> Answer:
    """None: they can only be made at Twilio."""
    sid = call.path.get("ServiceSid") or call.path["MessagingServiceSid"]
    world.fetch(KIND, sid, call.account_sid)
    return Fixed(())
