"""Somebody in the Console, or Twilio with a new word, beside a run: nothing is bought or lost for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
import requests

from a2p.plan.consents import Consent
from tests.support.miniature.beside import act_before, answer_otherwise
from tests.support.miniature.starting_points import MiniatureStartingPoints
from tests.support.stories.happenings import Outside

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.miniature import World

USA2P = "Compliance/Usa2p"
CAMPAIGN = {
    "Description": "The other system texts the same customers about the same orders, and nobody knows why.",
    "MessageFlow": "Customers tick a box on https://www.acmesandwich.com/checkout, and agree to be texted.",
    "MessageSamples": [
        "Acme Sandwich Company: your order is on its way.",
        "Acme Sandwich Company: it is there.",
    ],
    "UsAppToPersonUsecase": "MIXED",
    "HasEmbeddedLinks": "false",
    "HasEmbeddedPhone": "false",
    "PrivacyPolicyUrl": "https://www.acmesandwich.com/privacy",
    "TermsAndConditionsUrl": "https://www.acmesandwich.com/terms",
}


def call(world: World, method: str, path: str, **data: Any) -> dict[str, Any]:
    auth = (world.simulator.account_sid, world.simulator.auth_token)
    answer = requests.request(method, world.simulator.url + path, data=data, auth=auth, timeout=30)
    world.has_changed()
    return dict(answer.json()) if answer.text else {}


def register_another(world: World, *, here: bool) -> None:
    """A Campaign of the same Brand, on a service of its own or on the stack's."""
    outside = Outside(world)
    brand, ours = outside.brand(), outside.service()
    assert brand is not None
    assert ours is not None
    service = ours["sid"] if here else call(world, "POST", "/v1/Services", FriendlyName="other")["sid"]
    call(world, "POST", f"/v1/Services/{service}/{USA2P}", BrandRegistrationSid=brand["sid"], **CAMPAIGN)


def edit_person(declared: dict[str, Any]) -> None:
    declared["profile"]["authorized_representative_1"]["last_name"] = "Other"


@pytest.mark.parametrize("here", [True, False], ids=["on our service", "on another"])
@pytest.mark.parametrize("at", [1, 4, 8, 12, 14, 16, 17, 19])
def test_a_campaign_that_comes_between_is_named_until_it_is_gone(
    world: World, tmp_path: Path, at: int, *, here: bool
) -> None:
    with (
        MiniatureStartingPoints(world).stack("standard_consented", tmp_path, speed=1) as stack,
        patch.dict(os.environ, {Consent.TRAFFIC_LOSS.value: "true"}),
    ):
        stack.edit(edit_person)
        with act_before(at, lambda: register_another(world, here=here)):
            first = stack.up()
        again = stack.up()

        theirs = [
            each["messaging_service_sid"]
            for each in Outside(world).state()["campaign"]
            if each["description"] == CAMPAIGN["Description"]
        ]
        if first.status and again.status:
            assert "internal error" not in first.output + again.output
            assert "hangs on it, in the Messaging Service" in " ".join(again.output.split())
            assert any(service in again.output for service in theirs)
            for service in theirs:
                call(world, "DELETE", f"/v1/Services/{service}/{USA2P}/QE2c6890da8086d771620e9b13fadeba0b")
        world.advance(90)
        last = stack.up()
        assert last.status == 0, last.output
        assert len(Outside(world).brands()) == 1


@pytest.mark.parametrize("at", range(1, 12, 2))
def test_a_campaign_that_is_deleted_beside_us_is_told_as_gone(world: World, tmp_path: Path, at: int) -> None:
    with MiniatureStartingPoints(world).stack("standard_campaign_in_review", tmp_path, speed=1) as stack:
        stack.edit(lambda declared: declared["campaign"].update(description="Another text of ours. " * 3))
        outside = Outside(world)
        with act_before(at, outside.delete_campaign):
            first = stack.up()
        assert "beta" not in first.output
        if first.status:
            assert "was deleted at Twilio while this run was at work" in first.output

        assert stack.up().status == 0
        campaign = outside.campaign()
        assert campaign is not None
        assert campaign["description"].startswith("Another text of ours.")


@pytest.mark.parametrize(
    ("field", "value"),
    [("brand_type", "PREMIUM"), ("skip_automatic_sec_vet", True), ("mock", True), ("brand_type", None)],
)
@pytest.mark.parametrize("point", ["standard_nothing", "standard_campaign_in_review"])
def test_another_word_of_twilios_for_a_brand_buys_no_other_one(
    world: World, tmp_path: Path, point: str, field: str, value: object
) -> None:
    """No Brand ever changes its type: what is shown otherwise is the same Brand."""
    with MiniatureStartingPoints(world).stack(point, tmp_path, speed=1) as stack:
        with answer_otherwise("/BrandRegistrations", field, value):
            for _ in range(3):
                stack.up()
                world.advance(90)
        deleted = [
            each
            for each in world.control("GET", "/requests")
            if each["method"] == "DELETE" and USA2P in each["path"]
        ]

        assert (len(Outside(world).brands()), deleted) == (1, [])


def test_a_brand_of_an_unknown_type_is_found_again(world: World, tmp_path: Path) -> None:
    with MiniatureStartingPoints(world).stack("standard_state_lost", tmp_path, speed=1) as stack:
        with answer_otherwise("/BrandRegistrations", "brand_type", "PREMIUM"):
            stack.up()

        assert len(Outside(world).brands()) == 1


@pytest.mark.parametrize(
    ("part", "field"),
    [("/BrandRegistrations", "mock"), (USA2P, "age_gated"), (USA2P, "has_embedded_links")],
)
def test_a_flag_that_is_a_text_is_no_answer_of_twilios(
    world: World, tmp_path: Path, part: str, field: str
) -> None:
    with MiniatureStartingPoints(world).stack("standard_campaign_in_review", tmp_path, speed=1) as stack:
        with answer_otherwise(part, field, "false"):
            run = stack.up()

        assert f"is not Twilio's: {field} is not of its type" in run.output
        assert len(Outside(world).brands()) == 1


@pytest.mark.parametrize("point", ["standard_nothing", "standard_campaign_in_review"])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("usecase", "undeclared"),
        ("validity_period", 36000),
        ("inbound_request_url", "https://hooks.acme.com/x"),
    ],
)
def test_a_setting_that_twilio_overwrites_is_sent_once_and_not_by_each_run(
    world: World, tmp_path: Path, point: str, field: str, value: object
) -> None:
    with MiniatureStartingPoints(world).stack(point, tmp_path, speed=1) as stack:
        with answer_otherwise("/v1/Services", field, value):
            assert stack.up().status == 0
            before = count_writes(world)
            again, refreshed = stack.up(), stack.up("--refresh")

            assert (again.status, refreshed.status, count_writes(world)) == (0, 0, before)

        assert stack.up().status == 0
        assert count_writes(world) == before
        outside = Outside(world)
        outside.edit_service(value=False)
        edited = count_writes(world)
        assert stack.up().status == 0
        assert count_writes(world) == edited + 1, "what somebody has edited is put right"


def count_writes(world: World) -> int:
    return sum(each["method"] != "GET" for each in world.control("GET", "/requests"))
