"""
The names of a stack's Campaigns, and what each of its resources is called by them.

A stack of one Campaign has the name MAIN for it, and its resources are called what they always were. The
entry `campaign` of `a2p:campaigns` is that Campaign (docs/decisions/0020-several-campaigns.md).
"""

import re
from typing import Final

MAIN: Final = "campaign"
CAMPAIGN: Final = "campaign"  # the input of a resource that has the name, where it is not MAIN
LONGEST: Final = 20  # characters
RULE: Final = f"small letters, digits and single hyphens needed, a letter first, {LONGEST} at most"
PATTERN: Final = f"[a-z](?:[a-z0-9]|-(?=[a-z0-9])){{0,{LONGEST - 1}}}"
_NAME: Final = re.compile(PATTERN)


def is_campaign_name(text: object) -> bool:
    """Whether an entry of `a2p:campaigns` may bear the name."""
    return isinstance(text, str) and _NAME.fullmatch(text) is not None


def name_resource(kind: str, campaign: str) -> str:
    """The name in the stack of a Campaign's resource of a kind, such as messaging-service."""
    return kind if campaign == MAIN else f"{kind}-{campaign}"


def read_resource_name(kind: str, name: str) -> str:
    """The Campaign that a resource of this kind and name belongs to."""
    return MAIN if name == kind else name.removeprefix(f"{kind}-")


def name_service(mark: str, campaign: str) -> str:
    """The name at Twilio of a Campaign's Messaging Service; the mark of the stack is that of MAIN's."""
    return mark if campaign == MAIN else f"{mark}/{campaign}"


def name_output(kind: str, campaign: str) -> str:
    """The key of a Campaign's resource in the `resources` that a stack exports, as `campaign.marketing`."""
    return kind if campaign == MAIN else f"{kind}.{campaign}"


def label(resource: str, campaign: str) -> str:
    """What messages call a Campaign's resource, as `Campaign marketing`."""
    return f"{resource} {campaign}" if campaign and campaign != MAIN else resource
