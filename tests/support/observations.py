"""What Twilio says of one customer, as values: a registration that is done, and its parts."""

from __future__ import annotations

from a2p.observed import LiveBrand, LiveBundle, LiveCampaign, Problem
from a2p.plan import Registration
from a2p.plan.otp import Otp
from a2p.specs import OtpSpec


def bundle(sid: str, status: str = "in-review", *problems: Problem) -> LiveBundle:
    return LiveBundle(
        sid=sid,
        status=status,
        friendly_name="a2p/acme",
        email="jane@example.com",
        status_callback=None,
        updated_at=0.0,
        problems=problems,
    )


def brand(status: str = "APPROVED", identity: str | None = "VERIFIED", *problems: Problem) -> LiveBrand:
    return LiveBrand(
        sid="BN1",
        status=status,
        identity_status=identity,
        brand_type="SOLE_PROPRIETOR",
        mock=False,
        skip_automatic_sec_vet=False,
        profile_sid="BU1",
        trust_bundle_sid="BU2",
        updated_at=0.0,
        problems=problems,
    )


def campaign(status: str, *problems: Problem) -> LiveCampaign:
    return LiveCampaign(status=status, campaign_id=None, externally_registered=False, problems=problems)


NOW = 1_800_000_000.0  # 2027-01-15T08:00:00Z


ASKED = Otp(sent_at=NOW - 3600, count=1, registered_at=NOW - 7200, now=NOW)


DONE = Registration(
    stack="acme",
    profile=bundle("BU1", "twilio-approved"),
    trust_bundle=bundle("BU2", "twilio-approved"),
    brand=brand(),
    otp=ASKED,
    otp_allowed=OtpSpec(),
    campaign=campaign("VERIFIED"),
    numbers_associated=True,
)
