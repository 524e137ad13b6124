"""What a run asks of the ledger and writes into it: before anything is submitted, and for good."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from unittest.mock import patch

from a2p.plan.consents import Consent
from a2p.state.ledger import EntryKind, LedgerEntry, open_ledger
from tests.support.miniature import MiniatureStack, World

MOBILE = "+14155550188"
BRANDS = "/v1/a2p/BrandRegistrations"


def customer(world: World, name: str, **profile: str) -> MiniatureStack:
    """A sole proprietor with an e-mail and an address of their own, and the mobile number of all."""
    stack = MiniatureStack.of_example("example", world)
    stack.name = name
    stack.declared["profile"] |= {"email": f"{name}@example.com"} | profile
    stack.declared["profile"]["address"] |= {"street": f"{len(name)} {name} Street"}
    stack.declared["trust_bundle"] |= {"mobile_phone_number": MOBILE}
    return stack


def entries(kind: EntryKind) -> list[LedgerEntry]:
    return [entry for entry in open_ledger().list_all() if entry.kind is kind]


def writes(world: World) -> list[str]:
    return [call["path"] for call in world.control("GET", "/requests") if call["method"] != "GET"]


def fail(world: World, **fault: object) -> None:
    world.control("POST", "/faults", {"method": "POST", "path": f"{BRANDS}$", "times": 1, **fault})


def test_a_fourth_brand_of_a_mobile_number_is_stopped_before_anything_is_submitted(world: World) -> None:
    for name in ("ann", "bert", "carla"):
        run = customer(world, name).up()
        assert run.ok, run.failure
    world.control("DELETE", "/requests")
    fourth = customer(world, "dora")

    for run in (fourth.preview(), fourth.up()):
        assert "this mobile number was used for 3 Brands of ours, and the registry takes 3" in run.failure
        assert "A2P_ALLOW_OVER_LIMIT=true a2p up dora" in run.failure
        assert MOBILE not in run.failure + run.output
    assert writes(world) == []

    with patch.dict(os.environ, {Consent.OVER_LIMIT.value: "true"}):
        assert fourth.up().ok
    assert BRANDS in writes(world)


def test_the_last_uses_are_told_and_own_ones_do_not_count_again(world: World) -> None:
    for name in ("ann", "bert"):
        assert customer(world, name).up().ok
    third = customer(world, "carla")

    assert "the mobile number is used 3 of 3 times (P11)" in third.up().output
    third.edit(lambda declared: declared["profile"].update(last_name="Other"))
    run = third.preview()
    assert run.ok, run.failure
    assert "3 of 3" not in run.output


def test_a_destroyed_customer_has_used_what_it_has_used(world: World) -> None:
    for name in ("ann", "bert", "carla"):
        stack = customer(world, name)
        assert stack.up().ok
        assert stack.destroy().ok

    uses = [use for use in entries(EntryKind.USE) if use.name == "mobile"]
    assert sorted(use.stack for use in uses) == ["ann", "bert", "carla"]
    assert all(use.owner.startswith("BN") for use in uses)
    assert "this mobile number was used for 3 Brands" in customer(world, "dora").up().failure


def test_a_refused_brand_has_used_nothing_and_one_that_is_lost_on_its_way_has(world: World) -> None:
    ann = customer(world, "ann")
    fail(world, kind="error", status=400)
    assert not ann.up().ok
    assert entries(EntryKind.USE) == []

    fail(world, kind="reset_after")
    ann.up()
    assert len(entries(EntryKind.USE)) == 3
    assert ann.up().ok
    uses = entries(EntryKind.USE)
    assert (len(uses), {use.owner[:2] for use in uses}) == (3, {"BN"})


def test_fees_are_written_as_shown_then_as_paid_with_every_text_message(world: World) -> None:
    ann = customer(world, "ann")
    assert ann.up().ok
    review, brand = Decimal("15.00"), Decimal("4.00")
    assert {(each.owner, each.usd) for each in entries(EntryKind.FEE_SHOWN)} == {
        ("Brand", brand),
        ("Campaign", review),
    }
    assert [each.usd for each in entries(EntryKind.FEE)] == [brand]

    world.advance(26 * 3600)
    assert ann.up().ok
    assert [each.number for each in entries(EntryKind.OTP)] == [2]

    world.control("POST", "/otp/reply", {"mobile_phone_number": MOBILE})
    assert ann.up().ok
    assert ann.up().ok
    assert sorted(each.usd for each in entries(EntryKind.FEE)) == [brand, review]
    written = json.dumps([entry.to_json() for entry in open_ledger().list_all()])
    assert MOBILE[2:] not in written
    assert "ann@example.com" not in written
