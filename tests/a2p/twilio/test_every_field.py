"""What a spec declares is sent: every field of it goes to the simulator and is read back."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import TYPE_CHECKING, Any

import pytest

from a2p.plan.field_rules import ChangeRule
from a2p.plan.policies import BRAND, CAMPAIGN, MESSAGING_SERVICE, PROFILE, TRUST_BUNDLE
from a2p.specs import BrandSpec, CampaignSpec, MessagingServiceSpec, ProfileSpec, TrustBundleSpec
from a2p.specs.campaign import USA2P_SID
from a2p.twilio import brands, bundle_parts, bundles, campaigns, profiles, services
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS

if TYPE_CHECKING:
    from a2p.plan import Policy
    from a2p.twilio.bundle_api import BundleApi
    from a2p.twilio.bundles import BundleSpec
    from a2p.twilio.client.session import Session
    from tests.support.customers import UniqueCustomer
    from tests.support.simulator import SimulatorProcess

# Rules of fields that are the stack's own: they order its resources, or say when something is done.
OURS = (ChangeRule.ORDER, ChangeRule.CASCADE, ChangeRule.DUE, ChangeRule.RAISE)
# What Twilio calls otherwise; everything else has the spec's name.
TWILIOS_NAME = {
    "brand_sid": "brand_registration_sid",
    "profile_sid": "customer_profile_bundle_sid",
    "trust_bundle_sid": "a2p_profile_bundle_sid",
}
# By name, where a value made of the type alone would be refused.
VALUES: dict[str, Any] = {
    "opt_in_keywords": ("START", "YES"),
    "opt_out_keywords": ("STOP", "QUIT"),
    "help_keywords": ("HELP", "INFO"),
    "usecase": "notifications",
    "inbound_method": "GET",
    "fallback_method": "GET",
    "validity_period": 1800,
    "scan_message_content": "disable",
    "submission": 2,
}


def sent_fields(policy: Policy) -> tuple[str, ...]:
    """The fields of a resource that Twilio is told."""
    return policy.fields(*(rule for rule in ChangeRule if rule not in OURS))


def fill(spec: Any, *, keep: frozenset[str], number: int = 1) -> Any:
    """The same spec with another value in every field, also in those that may be left out."""
    hints = typing.get_type_hints(type(spec))
    made = {
        each.name: make_value(each.name, hints[each.name], getattr(spec, each.name), number)
        for each in dataclasses.fields(spec)
        if each.name not in keep
    }
    return dataclasses.replace(spec, **made)


def make_value(name: str, hint: Any, present: Any, number: int) -> Any:
    if name in VALUES:
        return VALUES[name]
    if isinstance(hint, types.UnionType):
        hint = next(arg for arg in typing.get_args(hint) if arg is not type(None))
    if hint is bool:
        return not present
    if name.endswith(("_url", "_callback")):
        return f"https://www.janesgardencare.com/{name}/{number}"
    if typing.get_origin(hint) is tuple:
        texts = [
            f"Jane's Garden Care: {name} {at}, version {number}. Reply STOP to opt out." for at in (1, 2)
        ]
        return tuple(texts)
    assert hint is str, f"a value is needed for {name}: {hint}"
    return f"Jane's Garden Care texts its own customers: {name}, version {number}. Reply STOP to opt out."


def read_back(raw: Any, name: str) -> Any:
    value = getattr(raw, TWILIOS_NAME.get(name, name))
    return tuple(value) if isinstance(value, list) else value


def read_campaign(session: Session, service_sid: str) -> Any:
    """With the header by which Twilio shows the two URLs (C9)."""
    campaign = session.client.messaging.v1.services(service_sid).us_app_to_person(USA2P_SID)
    return campaign.fetch(x_twilio_api_version="v1.2")


def differences(raw: Any, spec: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """What Twilio shows of the fields that are not as they were declared."""
    return {name: read_back(raw, name) for name in names if read_back(raw, name) != getattr(spec, name)}


@pytest.mark.parametrize(
    ("policy", "spec"),
    [
        (CAMPAIGN, CampaignSpec),
        (BRAND, BrandSpec),
        (PROFILE, ProfileSpec),
        (TRUST_BUNDLE, TrustBundleSpec),
        (MESSAGING_SERVICE, MessagingServiceSpec),
    ],
    ids=lambda value: getattr(value, "resource", ""),
)
def test_every_field_of_a_spec_is_sent_or_is_the_stacks_own(policy: Policy, spec: type[Any]) -> None:
    named = {each.name for each in dataclasses.fields(spec)}

    assert named == {*sent_fields(policy), *policy.fields(*OURS)} | ({"submission"} & named)


def test_every_field_of_a_campaign_is_registered_and_read_back(
    session: Session, ready: CampaignSpec, simulator: SimulatorProcess
) -> None:
    service = ready.messaging_service_sid
    simulator.control("POST", f"/services/{service}", {"opt_out_management": "self"})
    kept = frozenset(
        {"messaging_service_sid", "brand_sid", "brand_type", "brand_mock", "us_app_to_person_usecase"}
    )
    spec = fill(ready, keep=kept)
    campaigns.register(session, spec)

    raw = read_campaign(session, service)

    assert differences(raw, spec, sent_fields(CAMPAIGN)) == {}


def test_every_field_that_may_be_amended_is_sent_with_an_update(
    session: Session, ready: CampaignSpec, simulator: SimulatorProcess
) -> None:
    amended = CAMPAIGN.fields(ChangeRule.AMEND, ChangeRule.LOCKED)
    kept = frozenset(each.name for each in dataclasses.fields(ready)) - {*amended}
    campaigns.register(session, fill(ready, keep=kept))
    spec = fill(fill(ready, keep=kept), keep=kept, number=2)

    campaigns.amend(session, spec)

    raw = read_campaign(session, spec.messaging_service_sid)
    assert differences(raw, spec, amended) == {}


def test_every_field_of_a_brand_is_registered_and_read_back(
    session: Session, customer: UniqueCustomer
) -> None:
    built = customer.with_bundles(session)
    spec = fill(built, keep=frozenset(vars(built)) - {"mock"})
    sid = brands.register(session, spec).sid

    raw = session.client.messaging.v1.brand_registrations(sid).fetch()

    # Only a standard Brand has a secondary vetting to skip; of a sole proprietor's it is not kept.
    names = tuple(name for name in BRAND.fields(ChangeRule.REPLACE) if name != "skip_automatic_sec_vet")
    assert differences(raw, spec, names) == {}


def test_every_field_of_both_bundles_is_registered_and_read_back(
    session: Session, customer: UniqueCustomer
) -> None:
    profile = customer.profile()
    made = profiles.register_profile(session, profile)
    trust_bundle = dataclasses.replace(
        customer.trust_bundle(made.bundle.sid), status_callback="https://hooks.example-isv.com/trust"
    )

    require_sent(session, PROFILES, profile, made, builds_on=profile.primary_profile_sid)
    other = profiles.register_trust_bundle(session, trust_bundle)
    require_sent(session, TRUST_PRODUCTS, trust_bundle, other, builds_on=trust_bundle.profile_sid)


def require_sent(
    session: Session, api: BundleApi, spec: BundleSpec, made: profiles.RegisteredBundle, *, builds_on: str
) -> None:
    raw = api.resource(session, made.bundle.sid).fetch()
    assert differences(raw, spec, (*PROFILE.fields(ChangeRule.UNTIL_SUBMITTED), "policy_sid")) == {}
    assigned = bundles.list_assigned(session, api, made.bundle.sid)
    assert assigned == {*made.parts.sids(), builds_on}
    for end_user in spec.end_users:
        sid = made.parts.end_users[end_user.type]
        live = bundle_parts.fetch_end_user_of_type(session, end_user.type, sid)
        assert live is not None
        assert live.attributes == end_user.attributes
    if isinstance(spec, ProfileSpec):
        assert made.parts.address
        assert bundle_parts.fetch_address(session, made.parts.address) == spec.address


def test_every_setting_of_a_messaging_service_is_sent_and_read_back(
    session: Session, customer: UniqueCustomer
) -> None:
    spec = fill(customer.service(), keep=frozenset({"friendly_name"}))
    sid = services.register(session, spec).sid

    raw = session.client.messaging.v1.services(sid).fetch()

    assert differences(raw, spec, sent_fields(MESSAGING_SERVICE)) == {}
