"""How often a Campaign was submitted again: from what the state recorded and from what is live (C15)."""

from collections.abc import Mapping
from typing import Any, Final

from a2p.observed import LiveCampaign
from a2p.plan.field_rules import ChangeRule
from a2p.plan.normalisation import Echoes, is_echo, is_same
from a2p.plan.policies.campaign import CAMPAIGN

# What an update carries (C10): if live differs from the record, somebody has sent one that is not counted.
UPDATED: Final = CAMPAIGN.fields(ChangeRule.AMEND, ChangeRule.LOCKED)


def count_resubmissions(
    live: LiveCampaign, recorded: Mapping[str, Any], counted: int, known: Echoes | None = None
) -> int:
    """
    How often the Campaign was submitted again by now.

    `recorded` are the fields the state kept from the last run, `counted` its count. `known`
    are the echoes of what Twilio made of them. A run that died after its update, and an edit in the Console,
    left no count but a text.
    """
    known = known or {}
    edited = any(
        not (is_echo(name, shown, known) or is_same(name, recorded.get(name), shown))
        for name, shown in live.fields.items()
        if name in UPDATED and recorded.get(name) is not None
    )
    return counted + edited
