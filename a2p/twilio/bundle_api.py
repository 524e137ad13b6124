"""
Customer Profiles and Trust Products behind one shape.

Twilio offers the same resource twice, under two names; what the SDK calls differently is told here, once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from a2p.twilio.client.session import Session


@dataclass(frozen=True)
class BundleApi:
    """How to reach one of the two kinds of bundle through the SDK."""

    noun: str
    path: str
    collection: Callable[[Session], Any]
    assignments: Callable[[Any], Any]
    evaluations: Callable[[Any], Any]

    def resource(self, session: Session, sid: str) -> Any:
        """The SDK's context of one bundle."""
        return self.collection(session)(sid)


PROFILES = BundleApi(
    noun="profile",
    path="/v1/CustomerProfiles",
    collection=lambda session: session.client.trusthub.v1.customer_profiles,
    assignments=lambda context: context.customer_profiles_entity_assignments,
    evaluations=lambda context: context.customer_profiles_evaluations,
)

TRUST_PRODUCTS = BundleApi(
    noun="trust bundle",
    path="/v1/TrustProducts",
    collection=lambda session: session.client.trusthub.v1.trust_products,
    assignments=lambda context: context.trust_products_entity_assignments,
    evaluations=lambda context: context.trust_products_evaluations,
)
