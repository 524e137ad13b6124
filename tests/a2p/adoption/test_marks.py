"""Objects that a stack names by SID: found by it, compared without their names, and never renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.specs import MessagingServiceSpec, ProfileSpec
from a2p.specs.codec import decode_spec
from a2p.specs.digest import digest
from a2p.twilio import brand_parts, bundles, profiles, services
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS
from providers.brand_revision import BrandRevisionProvider
from tests.support.adoption_runs import Account, plain
from tests.support.engine_doubles import configured
from tests.support.sessions import open_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from a2p.twilio.client.session import Session
    from tests.support.simulator import SimulatorProcess
    from tests.support.unmanaged_customers import UnmanagedCustomers


@pytest.fixture
def session(simulator: SimulatorProcess) -> Iterator[Session]:
    with open_session(simulator.url, account=simulator.account_sid, password=simulator.auth_token) as opened:
        yield opened


def test_a_bundle_is_found_by_its_sid_though_others_have_its_name(
    unmanaged: UnmanagedCustomers, session: Session
) -> None:
    one, _two = unmanaged.business(), unmanaged.business()

    found = bundles.find_bundle(session, PROFILES, one.profile)

    assert found is not None
    assert (found.sid, found.friendly_name) == (one.profile, "Jane Doe")


def test_what_is_gone_is_looked_for_by_the_name_its_successor_has(
    unmanaged: UnmanagedCustomers, session: Session
) -> None:
    customer = unmanaged.business()
    gone = "BU" + "0" * 32
    assert bundles.find_bundle(session, TRUST_PRODUCTS, gone) is None

    successor = customer.make_product("RNb0d4771c2c98518d916a3d4cd70a8f8b", [], friendly_name=gone)

    found = bundles.find_bundle(session, TRUST_PRODUCTS, gone)
    assert found is not None
    assert found.sid == successor


def test_a_lost_state_is_made_again_from_the_same_parts(
    unmanaged: UnmanagedCustomers, session: Session, account: Account
) -> None:
    customer = unmanaged.business()
    account.adopt()
    profile = account.document("doe-bakery-llc")["profile"]
    given = {
        **profile["inputs"],
        **{each: plain(profile["inputs"][each]) for each in ("email", "end_users", "address")},
    }
    before = len(account.calls())

    made = profiles.register_profile(session, decode_spec(ProfileSpec, given))

    assert made.bundle.sid == customer.profile
    assert made.parts.end_users == profile["outputs"]["end_user_sids"]
    assert made.parts.address == customer.address
    assert {call.split()[0] for call in account.calls()[before:]} == {"GET"}


def test_a_service_is_found_by_its_sid_and_keeps_its_name_in_an_update(
    unmanaged: UnmanagedCustomers, session: Session
) -> None:
    customer = unmanaged.business()
    spec = MessagingServiceSpec(friendly_name=customer.service, sticky_sender=False)

    live = services.register(session, spec)

    assert live.sid == customer.service
    assert (live.fields["friendly_name"], live.fields["sticky_sender"]) == ("Jane Doe", False)


def test_a_gone_service_is_registered_anew(unmanaged: UnmanagedCustomers, session: Session) -> None:
    gone = "MG" + "0" * 32

    made = services.register(session, MessagingServiceSpec(friendly_name=gone))

    assert services.find_leftover_service(session, gone) == made.sid


def test_what_a_brand_is_made_of_is_found_by_the_sids_of_its_bundles(
    unmanaged: UnmanagedCustomers, session: Session
) -> None:
    customer = unmanaged.business()
    unmanaged.business()

    parts = brand_parts.fetch_part_digests(session, f"{customer.profile} {customer.product}", {})

    company = customer.trusthub.end_users(customer.end_user).fetch()
    assert parts["profile customer_profile_business_information"] == digest(company.attributes)
    assert set(parts) == {
        "profile customer_profile_business_information",
        "profile authorized_representative_1",
        "profile address",
        "trust bundle us_a2p_messaging_profile_information",
    }


def test_a_refresh_sees_that_a_part_of_an_adopted_brand_was_changed_at_twilio(
    unmanaged: UnmanagedCustomers, simulator: SimulatorProcess, account: Account
) -> None:
    """So that the edit back is made in the Brand's order, its Campaign deleted first (B5)."""
    customer = unmanaged.business()
    account.adopt()
    revision = account.document("doe-bakery-llc")["brand-revision"]
    parts = {**revision["outputs"], "parts": plain(revision["inputs"]["parts"])}
    provider = configured(BrandRevisionProvider, simulator)

    assert provider.read(revision["id"], parts).inputs["parts"] == parts["parts"]
    person = customer.trusthub.end_users(customer.end_user)
    person.update(attributes={**person.fetch().attributes, "business_name": "Doe's Bakery LLC"})
    later = configured(BrandRevisionProvider, simulator)
    later.session.forget_all()

    assert later.read(revision["id"], parts).inputs["parts"] != parts["parts"]
