"""
Profile and TrustBundle: a Trust Hub bundle, the end users in it, and the bundle it builds on.

None of these has a repr: what they hold is personal, and a repr finds its way into logs and tracebacks.
"""

from dataclasses import dataclass


@dataclass(frozen=True, repr=False)
class EndUser:
    """One EndUser object: Twilio's type name, and its attributes under Twilio's names (P3, T2)."""

    type: str
    attributes: dict[str, str]


@dataclass(frozen=True, repr=False)
class Address:
    """One Address object (P4)."""

    customer_name: str
    street: str
    city: str
    region: str
    postal_code: str
    iso_country: str
    street_secondary: str | None = None


@dataclass(frozen=True, kw_only=True, repr=False)
class _BundleSpec:
    """
    What both kinds of bundle have.

    friendly_name is our mark: `a2p/<stack>`, the name by which an interrupted run is found again.
    """

    friendly_name: str
    email: str
    policy_sid: str
    end_users: tuple[EndUser, ...]
    status_callback: str | None = None
    brand_revision: str | None = None


@dataclass(frozen=True, kw_only=True, repr=False)
class ProfileSpec(_BundleSpec):
    """A customer's secondary profile, hung below the ISV's approved primary one (P1 to P8)."""

    address: Address
    primary_profile_sid: str


@dataclass(frozen=True, kw_only=True, repr=False)
class TrustBundleSpec(_BundleSpec):
    """A Trust Product that carries the A2P facts about a profile's owner (T1 to T4)."""

    profile_sid: str
