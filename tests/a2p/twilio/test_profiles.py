"""Profiles and trust bundles: found or drafted, filled, evaluated, submitted; what is left of failed ones."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from a2p.errors import Ambiguous, NotReady
from a2p.specs import Address, EndUser
from a2p.twilio import bundle_parts, bundles, profiles
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS
from a2p.twilio.bundle_parts import Parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from a2p.twilio.bundle_api import BundleApi
    from a2p.twilio.client.session import Session
    from tests.support.customers import UniqueCustomer
    from tests.support.simulator import SimulatorProcess

WHOLE = {"bundle": 2, "end_user": 2, "address": 1, "supporting_document": 1}


def submissions(simulator: SimulatorProcess, sid: str) -> list[dict[str, Any]]:
    """The requests that asked for a review of this bundle."""
    return [
        each
        for each in simulator.control("GET", "/requests")
        if each["method"] == "POST" and each["path"].endswith(sid) and "pending-review" in str(each)
    ]


def test_a_profile_is_submitted_and_not_waited_for(session: Session, customer: UniqueCustomer) -> None:
    made = customer.with_profile(session)

    assert made.bundle.status == "in-review"
    assert bundles.list_assigned(session, PROFILES, made.bundle.sid) == {
        made.parts.end_users["starter_customer_profile_information"],
        made.parts.document,
        customer.simulator.primary_customer_profile_sid,
    }
    assert customer.owned() == {"bundle": 1, "end_user": 1, "address": 1, "supporting_document": 1}


def test_a_noncompliant_profile_is_left_a_draft_with_every_reason_and_nothing_submitted(
    session: Session, customer: UniqueCustomer
) -> None:
    made = customer.with_profile(session, person={"first_name": "", "phone_number": "415"})

    assert made.bundle.status == "draft"
    assert [str(problem) for problem in made.bundle.problems] == [
        (
            "22215 [starter_customer_profile_information.first_name]: The First Name is missing. "
            "Please enter in a First Name."
        ),
        (
            "22218 [starter_customer_profile_information.phone_number]: The Phone Number is invalid. "
            "Please enter in a valid Phone Number."
        ),
    ]
    assert submissions(customer.simulator, made.bundle.sid) == []


def test_nothing_is_built_on_a_noncompliant_profile_and_the_message_gives_every_reason(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    profile = customer.with_profile(session, person={"first_name": "", "last_name": ""}).bundle.sid

    for process in (session, later):
        with pytest.raises(NotReady) as raised:
            profiles.register_trust_bundle(process, customer.trust_bundle(profile))

        first, *reasons, do = str(raised.value).splitlines()
        assert profile in first
        assert first.startswith("The trust bundle was not registered")
        assert [reason.split(":")[0] for reason in reasons] == [
            "  - 22215 [starter_customer_profile_information.first_name]",
            "  - 22215 [starter_customer_profile_information.last_name]",
        ]
        assert do.startswith("  do: correct a2p:profile in the stack file")
    assert customer.owned()["bundle"] == 1


def test_the_trust_bundle_is_submitted_30_s_after_the_profile_which_is_looked_at_again_before(
    session: Session, customer: UniqueCustomer
) -> None:
    made = customer.with_bundles(session)

    (profile,) = submissions(customer.simulator, made.profile_sid)
    (bundle,) = submissions(customer.simulator, made.trust_bundle_sid)
    looks = [
        each["time"]
        for each in customer.simulator.control("GET", "/requests")
        if each["method"] == "GET" and each["path"].endswith(made.profile_sid)
    ]
    assert bundle["time"] - profile["time"] >= 30
    assert any(profile["time"] + 30 <= look <= bundle["time"] for look in looks)


def test_a_profile_rejected_within_its_30_s_leaves_the_trust_bundle_a_draft(
    session: Session, customer: UniqueCustomer
) -> None:
    profile = customer.with_profile(session, email=f"jane{customer.number}@mailinator.com")
    assert profile.bundle.status == "in-review"

    bundle = profiles.register_trust_bundle(session, customer.trust_bundle(profile.bundle.sid))

    assert bundle.bundle.status == "draft"
    assert submissions(customer.simulator, bundle.bundle.sid) == []


def test_a_profile_is_looked_at_again_though_its_30_s_were_over_before_the_bundle_was_drafted(
    session: Session, customer: UniqueCustomer
) -> None:
    """A slow network, or a machine that slept: the wait is over, but what is known is from before it."""
    profile = customer.with_profile(session, email=f"jane{customer.number}@mailinator.com").bundle
    customer.simulator.advance(3600)

    bundle = profiles.register_trust_bundle(session, customer.trust_bundle(profile.sid))

    assert bundle.bundle.status == "draft"


def test_a_corrected_profile_is_submitted_again_as_the_same_profile(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    wrong = customer.profile(person={"phone_number": "415"})
    made = profiles.register_profile(session, wrong)
    right = customer.profile()

    standing = profiles.RegisteredBundle(bundles.fetch(later, PROFILES, made.bundle.sid), made.parts)
    amended = profiles.amend(later, PROFILES, wrong, right, standing)

    assert (amended.bundle.sid, amended.bundle.status) == (made.bundle.sid, "in-review")
    assert amended.parts == made.parts
    assert customer.owned() == {"bundle": 1, "end_user": 1, "address": 1, "supporting_document": 1}


@pytest.fixture
def both(
    session: Session, customer: UniqueCustomer
) -> tuple[profiles.RegisteredBundle, profiles.RegisteredBundle]:
    """A profile and a trust bundle, both approved."""
    profile = customer.with_profile(session)
    bundle = profiles.register_trust_bundle(session, customer.trust_bundle(profile.bundle.sid))
    customer.decide("profiles", profile.bundle.sid, "twilio-approved")
    customer.decide("profiles", bundle.bundle.sid, "twilio-approved")
    customer.simulator.advance(3600)
    return _as_it_stands(session, PROFILES, profile), _as_it_stands(session, TRUST_PRODUCTS, bundle)


def test_a_corrected_trust_bundle_is_submitted_30_s_after_its_corrected_profile(
    both: tuple[profiles.RegisteredBundle, profiles.RegisteredBundle],
    later: Session,
    customer: UniqueCustomer,
) -> None:
    profile, bundle = both
    correction = customer.profile(person={"first_name": "Janet"})

    profiles.amend(later, PROFILES, customer.profile(), correction, profile)
    amended = _brand_name_corrected(later, customer, bundle, profile.bundle.sid)

    *_, first = submissions(customer.simulator, profile.bundle.sid)
    *_, second = submissions(customer.simulator, bundle.bundle.sid)
    assert amended.bundle.status == "in-review"
    assert second["time"] - first["time"] >= 30


def test_nothing_of_a_trust_bundle_is_corrected_while_its_profile_is_sent_back(
    both: tuple[profiles.RegisteredBundle, profiles.RegisteredBundle],
    later: Session,
    customer: UniqueCustomer,
) -> None:
    profile, bundle = both
    customer.decide("profiles", profile.bundle.sid, "twilio-rejected")

    with pytest.raises(NotReady, match=f"profile {profile.bundle.sid} was rejected"):
        _brand_name_corrected(later, customer, bundle, profile.bundle.sid)

    ((kind, sid),) = bundle.parts.end_users.items()
    declared = customer.trust_bundle(profile.bundle.sid).end_users
    assert (bundle_parts.fetch_end_user_of_type(later, kind, sid),) == declared


def _brand_name_corrected(
    session: Session, customer: UniqueCustomer, bundle: profiles.RegisteredBundle, profile_sid: str
) -> profiles.RegisteredBundle:
    wrong = customer.trust_bundle(profile_sid)
    right = customer.trust_bundle(profile_sid, brand_name="Janet's Garden Care")
    return profiles.amend(session, TRUST_PRODUCTS, wrong, right, bundle)


def _as_it_stands(
    session: Session, api: BundleApi, known: profiles.RegisteredBundle
) -> profiles.RegisteredBundle:
    return profiles.RegisteredBundle(bundles.fetch(session, api, known.bundle.sid, fresh=True), known.parts)


def test_an_address_in_another_country_is_a_new_address_under_the_same_document(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    wrong = customer.profile(person={"phone_number": "415"})
    made = profiles.register_profile(session, wrong)
    canadian = dataclasses.replace(wrong.address, iso_country="CA", region="BC", postal_code="V5K 0A1")
    right = customer.profile(address=canadian)

    standing = profiles.RegisteredBundle(bundles.fetch(later, PROFILES, made.bundle.sid), made.parts)
    amended = profiles.amend(later, PROFILES, wrong, right, standing)

    assert amended.bundle.status == "in-review"
    assert amended.parts.document == made.parts.document
    assert amended.parts.address != made.parts.address
    assert bundle_parts.fetch_address(later, str(amended.parts.address)) == canadian


# What an interrupted run left: each row makes the first parts of a registration by hand


def _profile(session: Session, customer: UniqueCustomer) -> None:
    spec = customer.profile()
    made = bundles.create_draft(session, PROFILES, spec)
    bundles.assign(session, PROFILES, made.sid, [spec.primary_profile_sid])


def _end_user(session: Session, customer: UniqueCustomer) -> None:
    _profile(session, customer)
    bundle_parts.put_end_user(session, customer.mark, customer.profile().end_users[0], None)


def _other_end_user(session: Session, customer: UniqueCustomer) -> None:
    _profile(session, customer)
    other = EndUser("starter_customer_profile_information", {"first_name": "Janet"})
    bundle_parts.put_end_user(session, customer.mark, other, None)


def _address(session: Session, customer: UniqueCustomer) -> None:
    _end_user(session, customer)
    bundle_parts.put_address(session, customer.mark, customer.profile().address, Parts())


def _document(session: Session, customer: UniqueCustomer) -> None:
    _end_user(session, customer)
    address, _ = bundle_parts.put_address(session, customer.mark, customer.profile().address, Parts())
    bundle_parts.put_document(session, customer.mark, address, None)


def _whole_profile(session: Session, customer: UniqueCustomer) -> None:
    customer.with_profile(session)


def _trust_bundle(session: Session, customer: UniqueCustomer) -> None:
    profile = customer.with_profile(session).bundle.sid
    bundles.create_draft(session, TRUST_PRODUCTS, customer.trust_bundle(profile))


def _trust_bundle_and_its_end_user(session: Session, customer: UniqueCustomer) -> None:
    _trust_bundle(session, customer)
    bundle_parts.put_end_user(session, customer.mark, customer.trust_bundle("BU").end_users[0], None)


def _everything(session: Session, customer: UniqueCustomer) -> None:
    customer.with_bundles(session)


@pytest.mark.parametrize(
    "left",
    [
        _profile,
        _end_user,
        _other_end_user,
        _address,
        _document,
        _whole_profile,
        _trust_bundle,
        _trust_bundle_and_its_end_user,
        _everything,
    ],
    ids=lambda left: left.__name__.strip("_"),
)
def test_a_run_goes_on_from_whatever_an_interrupted_one_left(
    left: Callable[[Session, UniqueCustomer], None],
    session: Session,
    later: Session,
    customer: UniqueCustomer,
) -> None:
    left(session, customer)

    made = customer.with_bundles(later)

    assert customer.owned() == WHOLE
    assert bundles.fetch(later, PROFILES, made.profile_sid, fresh=True).status == "in-review"
    assert bundles.fetch(later, TRUST_PRODUCTS, made.trust_bundle_sid, fresh=True).status == "in-review"
    assert len(submissions(customer.simulator, made.profile_sid)) == 1
    assert len(submissions(customer.simulator, made.trust_bundle_sid)) == 1


@pytest.mark.parametrize("api", [PROFILES, TRUST_PRODUCTS], ids=["profile", "trust bundle"])
def test_two_bundles_under_one_mark_stop_the_run_and_both_are_named(
    api: Any, session: Session, later: Session, customer: UniqueCustomer
) -> None:
    profile = customer.with_profile(session).bundle.sid
    spec = customer.profile() if api is PROFILES else customer.trust_bundle(profile)
    twins = [bundles.create_draft(session, api, spec).sid for _ in range(2)]
    if api is PROFILES:
        bundles.delete(session, PROFILES, profile, bundle_parts.Parts())

    with pytest.raises(Ambiguous) as raised:
        customer.with_bundles(later)

    assert all(sid in str(raised.value) for sid in twins)
    assert str(raised.value).splitlines()[0].startswith(f"There are 2 {api.noun}s")


def test_another_stacks_longer_or_shorter_name_is_not_ours(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    for mark in (customer.mark + "0", customer.mark[:-1], customer.mark.upper()):
        bundles.create_draft(session, PROFILES, customer.profile(friendly_name=mark))

    assert bundles.find_bundle(later, PROFILES, customer.mark) is None


def test_deleting_a_bundle_and_its_parts_can_be_done_twice(
    session: Session, customer: UniqueCustomer
) -> None:
    made = customer.with_profile(session)

    for _ in range(2):
        bundles.delete(session, PROFILES, made.bundle.sid, made.parts)

    assert customer.owned() == {}


def test_a_part_that_is_gone_reads_as_gone(session: Session, customer: UniqueCustomer) -> None:
    made = customer.with_profile(session)
    bundles.delete(session, PROFILES, made.bundle.sid, made.parts)

    ((kind, sid),) = made.parts.end_users.items()
    assert bundle_parts.fetch_end_user_of_type(session, kind, sid) is None
    assert bundle_parts.fetch_address(session, str(made.parts.address)) is None


def test_an_address_and_an_end_user_read_as_they_were_declared(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    spec = customer.profile(person={"last_name": "Döe 🌱"})
    made = profiles.register_profile(session, spec)

    ((kind, sid),) = made.parts.end_users.items()
    assert bundle_parts.fetch_end_user_of_type(later, kind, sid) == spec.end_users[0]
    assert isinstance(spec.address, Address)
    assert bundle_parts.fetch_address(later, str(made.parts.address)) == spec.address
