"""The names under which several Campaigns of one Brand are declared: those of their use cases."""

from collections.abc import Sequence

from a2p.adoption.customers import AccountSender
from a2p.campaign_names import LONGEST, is_campaign_name

# What would begin with a digit.
_NAMES = {"2FA": "two-factor"}


def name_campaigns(senders: Sequence[AccountSender]) -> dict[str, AccountSender]:
    """Each by a name of its own, in their order; the second of a use case has a number behind it."""
    named: dict[str, AccountSender] = {}
    for sender in senders:
        base = _make_name(str(sender.campaign.fields.get("us_app_to_person_usecase") or ""))
        number, name = 1, base
        while name in named:
            number += 1
            name = f"{base[: LONGEST - len(str(number)) - 1].rstrip('-')}-{number}"
        named[name] = sender
    return named


def _make_name(use_case: str) -> str:
    """`CUSTOMER_CARE` as `customer-care`, as short as a name has to be."""
    name = _NAMES.get(use_case) or use_case.lower().replace("_", "-")[:LONGEST].rstrip("-")
    return name if is_campaign_name(name) else "messages"
