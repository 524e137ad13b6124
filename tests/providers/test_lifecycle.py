"""The engine's calls, in the engine's shapes: create, diff, read, update and delete against the simulator."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from a2p.errors import Blocked
from a2p.plan.otp import format_moment
from a2p.specs.codec import encode_value
from a2p.twilio import brands
from providers.brand import BrandProvider
from providers.brand_revision import BrandRevisionProvider
from providers.campaign import CampaignProvider
from providers.messaging_service import MessagingServiceProvider
from providers.phone_number_association import PhoneNumberAssociationProvider
from providers.profile import ProfileProvider
from providers.trust_bundle import TrustBundleProvider
from tests.support.engine_doubles import through_the_engine
from tests.support.provider_stack import ProviderStack, unknown
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(speed=300) as process:
        yield process


@pytest.fixture
def stack(simulator: SimulatorProcess) -> ProviderStack:
    return ProviderStack(simulator)


KINDS = [ProfileProvider, TrustBundleProvider, BrandProvider, MessagingServiceProvider, CampaignProvider]


def test_a_first_up_waits_for_the_otp_and_the_next_goes_on(stack: ProviderStack) -> None:
    stack.up_to_the_otp()
    assert stack.outs[CampaignProvider]["stage"] == "waiting_for_otp"
    assert stack.ids[CampaignProvider] == (
        f"{stack.ids[MessagingServiceProvider]}/QE2c6890da8086d771620e9b13fadeba0b"
    )
    stack.new_process()
    assert [stack.diff(kind).changes for kind in KINDS] == [False] * 5

    stack.customer.says_yes()
    stack.new_process()

    assert stack.diff(CampaignProvider).changes
    assert stack.diff(CampaignProvider).replaces == []
    assert stack.update(CampaignProvider)["stage"] == "registered"
    assert stack.outs[CampaignProvider]["campaign_status"] == "PENDING"
    stack.new_process()
    assert not stack.diff(CampaignProvider).changes


def test_every_input_is_in_the_outputs_because_diff_is_given_those(stack: ProviderStack) -> None:
    spec = stack.customer.profile()

    outs = stack.create(ProfileProvider, spec)

    assert encode_value(spec).items() <= outs.items()


def test_a_refresh_shows_what_is_live_and_keeps_what_is_not_shown(stack: ProviderStack) -> None:
    stack.up_to_the_otp()
    stack.new_process()

    for kind in KINDS:
        read = stack.read(kind)

        assert read.id == stack.ids[kind]
        assert read.inputs.items() <= read.outs.items()
        moved = {"status": "APPROVED", "identity_status": "UNVERIFIED", "otp_count": 1.0}
        if kind is BrandProvider:
            assert read.outs.pop("last_otp_at") > read.outs["registered_at"], "sent by itself (O1)"
        assert through_the_engine(read.outs) == stack.outs[kind] | (moved if kind is BrandProvider else {})


def test_a_change_made_behind_our_back_is_drift_in_a_plain_preview(stack: ProviderStack) -> None:
    stack.up_to_the_otp()
    provider = stack.provider(MessagingServiceProvider)
    provider.session.client.messaging.v1.services(stack.ids[MessagingServiceProvider]).update(
        sticky_sender=False
    )
    stack.new_process()

    assert stack.diff(MessagingServiceProvider).changes
    assert stack.read(MessagingServiceProvider).inputs["sticky_sender"] is False


@pytest.mark.parametrize("kind", [ProfileProvider, TrustBundleProvider, MessagingServiceProvider])
def test_what_is_gone_stays_recorded_by_a_refresh_and_is_replaced_by_the_next_run(
    kind: type[Any], stack: ProviderStack
) -> None:
    stack.up_to_the_otp()
    client = stack.provider(kind).session.client
    collections = {
        ProfileProvider: client.trusthub.v1.customer_profiles,
        TrustBundleProvider: client.trusthub.v1.trust_products,
        MessagingServiceProvider: client.messaging.v1.services,
    }
    collections[kind](stack.ids[kind]).delete()
    stack.new_process()

    assert stack.read(kind).id == stack.ids[kind]
    assert stack.diff(kind).replaces


@pytest.mark.parametrize("part", ["end user", "address", "document"])
def test_a_part_deleted_behind_our_back_is_shown_by_a_refresh_and_made_again(
    part: str, stack: ProviderStack
) -> None:
    stack.create(ProfileProvider, stack.customer.profile(person={"last_name": ""}))  # a draft
    client = stack.provider(ProfileProvider).session.client
    outs = stack.outs[ProfileProvider]
    if part == "address":
        client.api.v2010.account.addresses(outs["address_sid"]).delete()
    else:
        is_person = part == "end user"
        sid = next(iter(outs["end_user_sids"].values())) if is_person else outs["supporting_document_sid"]
        profile = client.trusthub.v1.customer_profiles(stack.ids[ProfileProvider])
        for assignment in profile.customer_profiles_entity_assignments.list():
            if assignment.object_sid == sid:  # what is assigned cannot be deleted (21644, 21646)
                assignment.delete()
        trusthub = client.trusthub.v1
        (trusthub.end_users if is_person else trusthub.supporting_documents)(sid).delete()
    stack.new_process()
    wanted = through_the_engine(encode_value(stack.customer.profile()))

    read = stack.read(ProfileProvider)
    stack.outs[ProfileProvider] = through_the_engine(read.outs)
    assert stack.diff(ProfileProvider, **wanted).changes
    made = stack.update(ProfileProvider, **wanted)

    assert made["status"] == "in-review"


def test_an_unknown_input_is_a_change_only_where_its_row_says_so(stack: ProviderStack) -> None:
    stack.up_to_the_otp()

    assert not stack.diff(ProfileProvider, brand_revision=unknown()).changes
    assert stack.diff(BrandProvider, brand_revision=unknown()).changes
    assert stack.diff(BrandProvider, brand_revision=unknown()).replaces == []
    assert stack.diff(CampaignProvider, brand_revision=unknown()).replaces == []

    stack.customer.says_yes()
    stack.new_process()
    stack.update(CampaignProvider)
    assert stack.diff(CampaignProvider, brand_revision=unknown()).replaces == ["brand_revision"]


def test_a_waiting_number_is_associated_once_the_campaign_is_registered(stack: ProviderStack) -> None:
    number = stack.customer.association("MG" + "0" * 32)
    waiting = {**encode_value(number), "campaign_stage": "waiting_for_otp"}
    provider = stack.provider(PhoneNumberAssociationProvider)

    made = provider.create(waiting)

    assert made.id == number.pulumi_id
    assert made.outs["status"] == "waiting_for_campaign"
    assert not provider.diff(made.id, made.outs, waiting).changes
    assert provider.diff(made.id, made.outs, waiting | {"campaign_stage": "registered"}).changes
    assert provider.diff(made.id, made.outs, waiting | {"campaign_stage": unknown()}).changes


def test_an_edit_that_would_cost_approved_traffic_stops_the_preview(stack: ProviderStack) -> None:
    stack.up_to_the_otp()
    stack.customer.says_yes()
    stack.new_process()
    stack.update(CampaignProvider)
    stack.customer.decide("campaigns", stack.ids[MessagingServiceProvider], "VERIFIED")
    stack.new_process()

    with pytest.raises(Blocked, match="A2P_ALLOW_TRAFFIC_LOSS=true"):
        stack.diff(CampaignProvider, age_gated=True)
    assert stack.diff(CampaignProvider, description="Another text, of at least forty characters.").changes


def test_what_waits_is_deleted_without_a_call(stack: ProviderStack) -> None:
    stack.up_to_the_otp()
    before = len(stack.simulator.control("GET", "/requests"))

    stack.delete(CampaignProvider)

    assert len(stack.simulator.control("GET", "/requests")) == before


def test_a_revision_is_its_digest_and_replaced_with_it(stack: ProviderStack) -> None:
    provider = stack.provider(BrandRevisionProvider)

    made = provider.create({"digest": "one"})

    assert made.id.startswith("one.")
    assert provider.create({"digest": "one"}).id != made.id, (
        "or nothing that hangs on it would see another one"
    )
    assert not provider.diff("one", made.outs, {"digest": "one"}).changes
    changed = provider.diff("one", made.outs, {"digest": "two"})
    assert changed.replaces == ["digest"]
    assert changed.delete_before_replace


def test_a_brand_that_is_destroyed_stays_and_that_is_said(
    stack: ProviderStack, capsys: pytest.CaptureFixture[str]
) -> None:
    stack.up_to_the_otp()
    capsys.readouterr()

    stack.delete(BrandProvider)

    said = capsys.readouterr().out
    assert said.startswith(f"Brand {stack.ids[BrandProvider]} stays at Twilio: no API deletes a Brand.")
    assert stack.read(BrandProvider).id == stack.ids[BrandProvider]


def test_the_status_says_where_the_registration_stands(stack: ProviderStack) -> None:
    stack.up_to_the_otp()

    outs = stack.status("waiting_for_otp")
    brand = brands.fetch(stack.provider(BrandProvider).session, stack.ids[BrandProvider])

    assert outs["stage"] == "waiting_for_otp"
    assert outs["who_must_act"].startswith("the customer: reply YES")
    assert outs["next_command"] == "pulumi up -s acme"
    assert outs["waits_for"].startswith("the customer's answer YES")
    assert outs["resources"] == {
        "profile": {"sid": stack.ids[ProfileProvider], "status": "in-review"},
        "trust_bundle": {"sid": stack.ids[TrustBundleProvider], "status": "in-review"},
        "brand": {
            "sid": stack.ids[BrandProvider],
            "status": "APPROVED",
            "identity_status": "UNVERIFIED",
            "tcr_id": brand.tcr_id,
            "otp_answer_from": "the mobile phone declared as trust_bundle.mobile_phone_number",
            "otp_count": "1",
            "otp_valid_until": format_moment(brand.updated_at + 86_400),
            "finish_by": format_moment(brand.created_at + 30 * 86_400),
        },
        "messaging_service": {"sid": stack.ids[MessagingServiceProvider], "status": "active"},
        "campaign": {"sid": stack.ids[CampaignProvider], "status": "not registered", "campaign_id": ""},
    }


def test_the_status_of_a_verified_campaign_waits_for_its_numbers_and_then_for_nothing(
    stack: ProviderStack,
) -> None:
    stack.up_to_the_otp()
    stack.customer.says_yes()
    stack.new_process()
    service = stack.ids[MessagingServiceProvider]
    stack.update(CampaignProvider)
    stack.customer.decide("campaigns", service, "VERIFIED")
    stack.new_process()
    number = stack.customer.association(service)

    missing = stack.status("registered", (number.pulumi_id,))
    stack.provider(PhoneNumberAssociationProvider).create(encode_value(number))
    done = stack.status("registered", (number.pulumi_id,))

    assert (missing["stage"], done["stage"], done["next_command"]) == ("numbers_missing", "verified", "")
    assert done["resources"]["campaign"]["status"] == "VERIFIED"
    assert done["resources"][number.phone_number_sid] == {"sid": number.pulumi_id, "status": "associated"}
    provider, kept = (
        stack.provider(PhoneNumberAssociationProvider),
        {**encode_value(number), "status": "associated"},
    )
    with pytest.raises(Blocked, match="is approved, and its numbers"):
        provider.delete(number.pulumi_id, kept)  # as `pulumi destroy` does, which reads no declaration
    provider.check(kept, encode_value(number))
    provider.delete(number.pulumi_id, kept)


def test_a_refresh_that_asks_for_a_difference_refuses_nothing(stack: ProviderStack) -> None:
    """With the inputs of the last run: what they would do to an approved Campaign, nobody has declared."""
    stack.up_to_the_otp()
    simulator = stack.simulator
    mobile = stack.customer.mobile
    assert simulator.control("POST", "/otp/reply", {"mobile_phone_number": mobile})["verified"]
    stack.new_process()
    stack.update(CampaignProvider)
    service = stack.ids[MessagingServiceProvider]
    simulator.control("POST", f"/campaigns/{service}/decide", {"status": "VERIFIED"})
    stack.new_process()
    provider = stack.provider(CampaignProvider)
    older = stack.outs[CampaignProvider] | {"has_embedded_links": True}

    assert provider.diff(stack.ids[CampaignProvider], stack.outs[CampaignProvider], older).changes
    with pytest.raises(Blocked):
        stack.diff(CampaignProvider, has_embedded_links=True)


def test_what_a_run_keeps_is_not_deleted_under_the_same_id(stack: ProviderStack) -> None:
    """`pulumi up --replace` creates first, and a refused one leaves a second entry of the same object."""
    stack.up_to_the_otp()
    service = stack.ids[MessagingServiceProvider]
    free = stack.simulator.phone_numbers[-1]["sid"]
    number = replace(stack.customer.association(service), phone_number_sid=free)
    pool = stack.provider(PhoneNumberAssociationProvider).session.client.messaging.v1.services(service)
    stack.create(PhoneNumberAssociationProvider, number)
    outs = stack.outs[PhoneNumberAssociationProvider]
    stack.new_process()
    provider = stack.provider(PhoneNumberAssociationProvider)
    taken_over = provider.create(through_the_engine(encode_value(number)))
    assert taken_over.id == number.pulumi_id

    provider.delete(taken_over.id, outs)
    stack.new_process()
    provider = stack.provider(PhoneNumberAssociationProvider)
    provider.check(outs, outs)
    assert not provider.diff(number.pulumi_id, outs, outs).changes
    provider.delete(number.pulumi_id, outs)

    assert [each.sid for each in pool.phone_numbers.list()] == [number.phone_number_sid]
    stack.new_process()
    stack.delete(PhoneNumberAssociationProvider)  # as one that is not declared any more
    assert pool.phone_numbers.list() == []
