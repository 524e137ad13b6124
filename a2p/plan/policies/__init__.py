"""
The rule book: for each field of each resource, what a change of it means, and the sentence why.

One file for each resource, or for the few that share their rows.
"""

from a2p.plan.policies.brand import BRAND, BRAND_REVISION
from a2p.plan.policies.bundles import PROFILE, TRUST_BUNDLE
from a2p.plan.policies.campaign import CAMPAIGN
from a2p.plan.policies.external import EXTERNAL_CAMPAIGN
from a2p.plan.policies.number import PHONE_NUMBER
from a2p.plan.policies.service import MESSAGING_SERVICE, PHONE_NUMBER_ASSOCIATION

__all__ = [
    "BRAND",
    "BRAND_REVISION",
    "CAMPAIGN",
    "EXTERNAL_CAMPAIGN",
    "MESSAGING_SERVICE",
    "PHONE_NUMBER",
    "PHONE_NUMBER_ASSOCIATION",
    "PROFILE",
    "TRUST_BUNDLE",
]
