"""The order of harm on the real engine, in the terminal's words: what is overwritten, held and renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.scenarios import schema
from tests.scenarios.live import happen
from tests.scenarios.running import declare
from tests.support.command import a2p

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.stack import Stack
    from tests.support.starting_points import StartingPoints

LOSS = {"A2P_ALLOW_TRAFFIC_LOSS": "true"}
OWN = {
    "campaign.opt_out_management": "self",
    "campaign.opt_out_keywords": ["STOP", "Quit"],
    "campaign.opt_out_message": "Acme Sandwich Company: you are opted out and get no more messages.",
    "campaign.help_keywords": ["HELP"],
    "campaign.help_message": "Acme Sandwich Company: call 415-555-0190. Reply STOP to opt out.",
}
EXTERNAL = {
    **dict.fromkeys(("primary_profile_sid", "profile", "trust_bundle", "brand", "campaign")),
    "messaging_service.usecase": "undeclared",
    "external_campaign": {"campaign_id": "CRMTK1Z"},
}


def company() -> dict[str, Any]:
    """What a sole proprietor with an EIN by now declares: as the scenarios of the same theme have it."""
    return next(each.declare for _, each in schema.every() if "becomes a company" in each.name)


def written(stack: Stack) -> list[str]:
    """What was asked of Twilio and is no read."""
    made = stack.simulator.control("GET", "/requests")
    return [f"{call['method']} {call['path']}" for call in made if call["method"] != "GET"]


def run(stack: Stack, *words: str, env: dict[str, str] | None = None) -> tuple[int, str]:
    """One command of the terminal: how it ended, and all it said, spaces and line breaks as one space."""
    stack.simulator.control("DELETE", "/requests")
    ran = a2p(stack, *words, env=env or {})
    return ran.status, " ".join((ran.out + ran.err).split())


def test_texts_that_twilio_overwrites_are_registered_once_and_told_each_time(
    starting_points: StartingPoints, tmp_path: Path
) -> None:
    with starting_points.stack("standard_nothing", tmp_path) as stack:
        declare(stack, OWN)
        run(stack, "up", stack.name, "--yes")
        told = "so Twilio overwrites what is sent (C5). Nothing is replaced"
        for words in (("up", stack.name, "--yes"), ("preview", stack.name)):
            status, said = run(stack, *words)

            assert status in {0, 2}, said
            assert written(stack) == []
        stack.simulator.control("DELETE", "/requests")
        shown = " ".join(stack.preview().output.split())
        assert told in shown
        assert f"A2P_ALLOW_REPEATED_REPLACEMENT=true a2p up {stack.name}" in shown
        assert run(stack, "drift", stack.name)[0] == 0


def test_a_brand_with_another_campaign_is_refused_before_its_own_is_deleted(
    starting_points: StartingPoints, tmp_path: Path
) -> None:
    with starting_points.stack("standard_verified", tmp_path) as stack:
        happen(stack, ({"other_campaign": {"status": "VERIFIED"}},))
        declare(stack, {"profile.address.street": "9 Market St"})

        for words in (("preview", stack.name), ("up", stack.name, "--yes", "--", "--skip-preview")):
            status, said = run(stack, *words, env=LOSS)

            assert status == 4, said
            assert "cannot be edited: another Campaign hangs on it, in the Messaging Service MG" in said
            assert "have whoever looks after that Messaging Service delete its Campaign" in said
            assert written(stack) == []

        declare(stack, {"profile.address.street": "500 Howard St"})
        status, said = run(stack, "up", stack.name, "--yes")
        assert (status, written(stack)) == (0, []), said


def test_a_sole_proprietors_number_stays_when_the_customer_becomes_a_company(
    starting_points: StartingPoints, tmp_path: Path
) -> None:
    with starting_points.stack("sp_verified", tmp_path) as stack:
        declare(stack, company())

        status, said = run(stack, "up", stack.name, "--yes", env=LOSS)

        assert status == 2, said
        assert not [call for call in written(stack) if "PhoneNumbers" in call]
        assert len(stack.simulator.control("GET", "/state")["pool_number"]) == 1
        assert run(stack, "drift", stack.name)[0] == 0


def test_a_campaign_makes_way_for_an_external_one_with_consent_only(
    starting_points: StartingPoints, tmp_path: Path
) -> None:
    with starting_points.stack("standard_verified", tmp_path) as stack:
        declare(stack, EXTERNAL)

        status, said = run(stack, "preview", stack.name)
        assert status == 4, said
        assert f"A2P_ALLOW_TRAFFIC_LOSS=true a2p up {stack.name}" in said

        status, said = run(stack, "up", stack.name, "--yes", env=LOSS)
        assert status == 3, said
        assert [call.split("/")[-2] for call in written(stack) if call.startswith("DELETE")] == ["Usa2p"]
        assert len(stack.simulator.control("GET", "/state")["pool_number"]) == 2
