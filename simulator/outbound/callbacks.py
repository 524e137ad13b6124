"""
Status callbacks of bundles (S1): the only place where a rejection has its reason in words.

Parameter names follow Twilio's webhooks; the documents name only `failure_reason`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.core.handlers import on_event
from simulator.outbound.deliveries import send_form

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.world import World


@on_event("bundle.status")
def call_back(world: World, bundle: Document, now: float) -> None:
    """P2, P9, P10: every change of status, to whoever gave a URL."""
    if not bundle.get("status_callback"):
        return
    params = {
        "AccountSid": bundle["account_sid"],
        "BundleSid": bundle["sid"],
        "Status": bundle["status"],
        "FriendlyName": bundle["friendly_name"],
    }
    if bundle.get("_failure_reason"):
        params["FailureReason"] = bundle["_failure_reason"]
    send_form(world, bundle["account_sid"], bundle["status_callback"], params, now)
