"""
Campaigns that a stack does not declare any more: told, and refused, before anything is done.

The engine asks nothing of what is no longer declared before it deletes it, and it does that last. So what is
compared early in every run knows which Campaigns the last run had, and which are declared now.
"""

from collections.abc import Mapping
from typing import Any, Final

from a2p.campaign_names import MAIN, label
from a2p.plan import Action
from a2p.plan.stops.campaign_removal import decide_campaign_removal, decide_service_removal
from a2p.specs.campaign import USA2P_SID
from a2p.twilio import campaigns, services
from a2p.twilio.client.session import Session
from providers.output import verdict_output

CAMPAIGNS: Final = "campaigns"  # the service of each Campaign, its name or its SID, by the Campaign's name
REMOVED: Final = "removed"  # in the same form: what was still there at the last run and is not declared
NUMBERS: Final = "numbers_of_stack"  # entries of phone_numbers of all Campaigns; for one run
RENAMED: Final = "renamed_campaigns"  # new names by the former ones; for one run, and not recorded


def note_campaigns(session: Session, recorded: Mapping[str, str], declared: Mapping[str, str]) -> None:
    """Keep, for what is asked of the other resources, which Campaigns and services are the stack's."""
    memory = session.memory
    memory.campaign_services |= {*recorded.values(), *declared.values()}
    memory.declared_campaigns = frozenset(declared)


def find_removed(session: Session, olds: Mapping[str, Any], declared: Mapping[str, str]) -> dict[str, str]:
    """
    The services of the Campaigns that the last run had, or was to delete, and this one does not declare.

    By the Campaign's name; without those that are gone. After a replacement the engine checks once more and
    without what was recorded: then they are those that were found before.
    """
    memory = session.memory
    if olds:
        recorded = {**(olds.get(REMOVED) or {}), **find_services(olds)}
        memory.removed_campaigns = {
            name: service
            for name, service in recorded.items()
            if memory.renamed_campaigns.get(name, name) not in declared
            and service not in declared.values()
            and services.find_leftover_service(session, service)
        }
    return memory.removed_campaigns


def announce_removed_campaigns(session: Session, resource: str, removed: Mapping[str, str]) -> None:
    """
    Tell which Campaigns are about to be deleted, and what that does to traffic.

    removed: by the Campaign's name, its service's name or SID. All are told before a refusal is raised. Of
    one that was never registered, or is deleted already, its service is told.

    Raises:
        Blocked: one is approved and nobody has agreed to lose it, or it is suspended.
    """
    refused = []
    for name, service in removed.items():
        sid = services.find_leftover_service(session, service)
        if sid is None:
            continue
        live = campaigns.fetch(session, sid)
        campaign = "" if name == MAIN else name
        if live is None:
            verdict_output.show_verdict("MessagingService", sid, decide_service_removal(service), campaign)
            continue
        verdict = decide_campaign_removal(
            service, live, stack=session.settings.stack, consents=session.settings.consents
        )
        verdict_output.show_verdict(resource, f"{sid}/{USA2P_SID}", verdict, campaign)
        if verdict.action is Action.STOP:
            refused.append(verdict_output.to_blocked(label(resource, campaign), verdict))
    if refused:
        raise refused[0]


def find_services(inputs: Mapping[str, Any]) -> dict[str, str]:
    """The service of each Campaign, by its name."""
    if several := inputs.get(CAMPAIGNS):
        return dict(several)
    return {MAIN: service} if (service := inputs.get("service")) else {}
