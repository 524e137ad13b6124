"""
Campaigns that a stack does not declare any more: told, and refused, before anything is done.

The engine asks nothing of what is no longer declared before it deletes it, and it does that last. What is
first in every run knows which services the last run had and which are declared now.
"""

from collections.abc import Mapping

from a2p.campaign_names import MAIN
from a2p.plan import Action
from a2p.plan.campaign_removal import decide_campaign_removal
from a2p.specs.campaign import USA2P_SID
from a2p.twilio import campaigns, services
from a2p.twilio.client.session import Session
from providers.output import verdict_output


def announce_removed_campaigns(session: Session, resource: str, removed: Mapping[str, str]) -> None:
    """
    Tell which Campaigns are about to be deleted, and what that does to traffic.

    removed: by the Campaign's name, its service's name or SID. All are told before a refusal is raised.

    Raises:
        Blocked: one is approved and nobody has agreed to lose it, or it is suspended.
    """
    refused = []
    for name, service in removed.items():
        sid = services.find_leftover(session, service)
        live = campaigns.fetch(session, sid) if sid else None
        if sid is None or live is None:
            continue
        verdict = decide_campaign_removal(
            service, live, stack=session.settings.stack, consents=session.settings.consents
        )
        verdict_output.show_verdict(resource, f"{sid}/{USA2P_SID}", verdict, "" if name == MAIN else name)
        if verdict.action is Action.STOP:
            refused.append(verdict)
    if refused:
        raise verdict_output.to_blocked(resource, refused[0])
