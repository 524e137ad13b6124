"""What an edit of the stack file, or of what is live, leads to on the real engine (B5, C10, C11, G7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from a2p.twilio.client.session import Session
from a2p.twilio.client.settings import Settings
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess

USA2P = "/Compliance/Usa2p"
SEVEN = {  # C10
    "Description",
    "MessageFlow",
    "MessageSamples",
    "HasEmbeddedLinks",
    "HasEmbeddedPhone",
    "AgeGated",
    "DirectLending",
}


@pytest.fixture
def registered(tmp_path: Path, simulator: SimulatorProcess) -> Stack:
    """A standard customer whose Campaign is in review."""
    stack = Stack.of_example("example-standard", tmp_path, simulator)
    run = stack.up()
    assert run.status == 0, run.output
    simulator.control("DELETE", "/requests")
    return stack


def writes(stack: Stack) -> list[dict[str, Any]]:
    """All calls but reads, with what was sent."""
    return [call for call in stack.simulator.control("GET", "/requests") if call["method"] != "GET"]


def approve(stack: Stack) -> None:
    sid = stack.outputs()["resources"]["messaging_service"]["sid"]
    stack.simulator.control("POST", f"/campaigns/{sid}/decide", {"status": "VERIFIED"})


def set_campaign(**fields: object) -> Callable[[dict[str, Any]], None]:
    return lambda config: config["campaign"].update(fields)


def test_a_changed_text_is_one_update_with_all_seven_fields(registered: Stack) -> None:
    text = "Acme Sandwich Company texts its customers about orders they have placed, and nothing else at all."
    registered.edit(set_campaign(description=text))

    preview = registered.preview()
    run = registered.up()

    assert run.status == 0, run.output
    assert "Campaign: amend: amended in place (description)" in preview.output
    (update,) = writes(registered)
    assert update["method"] == "POST"
    assert USA2P + "/QE" in update["path"]
    assert set(update["parameters"]) >= SEVEN
    assert update["parameters"]["Description"] == text
    assert registered.preview("--expect-no-changes").status == 0


def test_a_boolean_changed_after_approval_replaces_the_campaign_with_five_seconds_between(
    registered: Stack,
) -> None:
    approve(registered)
    registered.edit(set_campaign(age_gated=True))
    registered.edit(lambda config: config.update(allowTrafficLoss="true"))

    run = registered.up()

    assert run.status == 0, run.output
    campaign = [call for call in writes(registered) if USA2P in call["path"]]
    assert [call["method"] for call in campaign] == ["DELETE", "POST"]
    assert campaign[1]["time"] - campaign[0]["time"] >= 5
    assert campaign[1]["parameters"]["AgeGated"] == "true"


def test_a_boolean_stays_fixed_while_an_approved_campaign_is_in_review_again(registered: Stack) -> None:
    approve(registered)
    registered.edit(
        set_campaign(description="Acme Sandwich Company texts its customers about their orders only.")
    )
    assert registered.up().status == 0
    registered.edit(set_campaign(age_gated=True))

    preview = registered.preview()

    assert registered.outputs()["resources"]["campaign"]["status"] == "PENDING"
    assert preview.status != 0
    assert "Campaign: it is approved, and this change would delete it" in preview.output


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        (set_campaign(us_app_to_person_usecase="CUSTOMER_CARE"), "us_app_to_person_usecase"),
        (lambda config: config["profile"]["business"].update(business_name="Acme LLC"), "brand_revision"),
    ],
    ids=["of the Campaign itself", "of what its Brand is made of"],
)
def test_an_approved_campaign_is_not_lost_to_an_edit_unless_that_is_agreed_to(
    registered: Stack, edit: Callable[[dict[str, Any]], None], field: str
) -> None:
    approve(registered)
    registered.edit(edit)

    preview = registered.preview()
    run = registered.up()

    for refused in (preview, run):
        assert refused.status != 0
        assert "Campaign: it is approved, and this change would delete it" in refused.output
        assert f"- {field}: " in refused.output
        assert "A2P_ALLOW_TRAFFIC_LOSS=true a2p up customer" in refused.output
    assert writes(registered) == []


def test_a_change_of_what_the_brand_is_made_of_runs_in_the_order_of_b5(registered: Stack) -> None:
    registered.edit(lambda config: config["profile"]["business"].update(business_name="Acme Sandwiches LLC"))

    preview = registered.preview()
    run = registered.up()

    assert run.status == 0, run.output
    assert "A Brand cannot be edited while it has a Campaign" in preview.output
    made = [f"{call['method']} {call['path']}" for call in writes(registered)]
    order = [
        next(index for index, call in enumerate(made) if start in call and call.startswith(method))
        for method, start in (
            ("DELETE", USA2P),
            ("POST", "/EndUsers/IT"),
            ("POST", "/v1/CustomerProfiles/BU"),
            ("POST", "/BrandRegistrations/BN"),
        )
    ]
    assert order == sorted(order), made
    assert made[-1].startswith("POST")
    assert made[-1].endswith(USA2P)
    assert not [call for call in made if call.endswith("/BrandRegistrations")], "no second Brand"
    assert registered.preview("--expect-no-changes").status == 0


def test_a_campaign_text_changed_at_twilio_is_shown_and_put_right(registered: Stack) -> None:
    sid = registered.outputs()["resources"]["messaging_service"]["sid"]
    declared = registered.simulator.control("GET", "/state")["campaign"][0]["message_flow"]
    _update_behind_our_back(
        registered, sid, message_flow="Somebody wrote this in the Console, at length, by hand."
    )

    shown = registered.preview("--refresh", "--diff")
    assert "Somebody wrote this in the Console" in shown.output
    assert registered.preview("--expect-no-changes").status == 7
    assert registered.up().status == 0

    assert registered.simulator.control("GET", "/state")["campaign"][0]["message_flow"] == declared
    assert registered.preview("--expect-no-changes").status == 0


def test_a_campaign_deleted_at_twilio_is_registered_again_in_place(registered: Stack) -> None:
    sid = registered.outputs()["resources"]["messaging_service"]["sid"]
    _client(registered).messaging.v1.services(sid).us_app_to_person(
        "QE2c6890da8086d771620e9b13fadeba0b"
    ).delete()
    registered.simulator.advance(5)

    preview = registered.preview()
    run = registered.up()

    assert "Campaign: gone: it is gone at Twilio, so it is registered again" in preview.output
    assert run.status == 0, run.output
    assert len(registered.simulator.control("GET", "/state")["campaign"]) == 1
    assert registered.outputs()["stage"] == "campaign_in_review"


def _client(stack: Stack) -> Any:
    simulator = stack.simulator
    return Session(
        Settings(simulator.account_sid, simulator.account_sid, simulator.auth_token, simulator.url)
    ).client


def _update_behind_our_back(stack: Stack, service_sid: str, **changed: str) -> None:
    campaign = (
        _client(stack)
        .messaging.v1.services(service_sid)
        .us_app_to_person("QE2c6890da8086d771620e9b13fadeba0b")
    )
    live = campaign.fetch()
    fields = {
        name: getattr(live, name)
        for name in (
            "description",
            "message_flow",
            "message_samples",
            "has_embedded_links",
            "has_embedded_phone",
            "age_gated",
            "direct_lending",
        )
    }
    campaign.update(**fields | changed)
