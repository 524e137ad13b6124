"""How often a Campaign was submitted again: from what the state recorded and from what is live (C15)."""

from collections.abc import Mapping
from typing import Any, Final

from a2p.observed import LiveCampaign

# What every update carries (C10): if live differs from the record, somebody has sent one that is not counted.
_SENT: Final = (
    "description",
    "message_flow",
    "message_samples",
    "has_embedded_links",
    "has_embedded_phone",
    "age_gated",
    "direct_lending",
)


def count_resubmissions(live: LiveCampaign, recorded: Mapping[str, Any], counted: int) -> int:
    """
    How often the Campaign was submitted again by now.

    `recorded` are the fields the state kept from the last run, `counted` its count. A run that died after
    its update, and an edit in the Console, left no count but a text.
    """
    edited = any(name in live.fields and live.fields[name] != recorded.get(name) for name in _SENT)
    return counted + edited
