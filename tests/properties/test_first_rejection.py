"""The first run that meets a rejection ends well, with a stage that says where the reason is and who acts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.miniature import MiniatureStack, World

WRONG_STREET = {"street": "1 Jersey Str", "city": "Boston", "region": "MA", "postal_code": "02215"}


def begin(world: World, example: str, **profile: Any) -> MiniatureStack:
    world.begin_again()
    stack = MiniatureStack.of_example(example, world)
    stack.edit(lambda declared: declared["profile"].update(profile))
    return stack


def address(stack: MiniatureStack, **changed: str) -> dict[str, Any]:
    return {**stack.declared["profile"]["address"], **changed}


def written(world: World) -> list[str]:
    calls = world.control("GET", "/requests")
    return [f"{call['method']} {call['path']}" for call in calls if call["method"] != "GET"]


@pytest.mark.parametrize("example", ["example", "example-standard"])
def test_a_rejected_profile_ends_as_a_stage_and_a_correction_goes_on(world: World, example: str) -> None:
    stack = begin(world, example)
    right = address(stack)
    stack.edit(lambda declared: declared["profile"].update(address=address(stack, **WRONG_STREET)))
    stack.edit(lambda declared: declared["profile"].update(status_callback="https://hooks.example-isv.com/p"))

    run = stack.up()

    assert run.ok, run.failure
    outputs = stack.outputs()
    assert outputs["stage"] == "profile_rejected"
    assert "Twilio sent the reason to https://hooks.example-isv.com/p" in outputs["waits_for"]
    assert outputs["who_must_act"].startswith("you: read the reason there, then correct a2p:profile")
    assert outputs["resources"]["brand"]["status"] == "not registered"
    assert "brand" not in world.state()

    preview = stack.preview()
    assert {operation for operation, _ in preview.steps} <= {"same", "read"}
    assert "Brand registration" not in preview.output
    world.control("DELETE", "/requests")
    assert stack.up().ok
    assert written(world) == []

    stack.edit(lambda declared: declared["profile"].update(address=right))
    assert "Brand registration" in stack.preview().output
    corrected = stack.up()
    assert corrected.ok, corrected.failure
    assert len(world.state()["brand"]) == 1
    assert stack.outputs()["stage"] in {"waiting_for_otp", "waiting_for_brand", "campaign_in_review"}
    assert stack.outputs()["resources"]["brand"]["sid"].startswith("BN")
    assert {operation for operation, _ in stack.preview().steps} <= {"same", "read"}


def test_without_a_callback_support_is_named(world: World) -> None:
    stack = begin(world, "example")
    stack.edit(lambda declared: declared["profile"].update(address=address(stack, **WRONG_STREET)))
    for section in ("profile", "trust_bundle"):
        stack.declared[section].pop("status_callback", None)
    stack.declared.pop("status_callback", None)

    assert stack.up().ok

    assert stack.outputs()["stage"] == "profile_rejected"
    assert "a2p:profile.status_callback is not declared" in stack.outputs()["waits_for"]
    assert "ask Twilio Support for the reason" in stack.outputs()["who_must_act"]


def test_a_brand_that_fails_in_the_first_run_ends_as_a_stage(world: World) -> None:
    stack = begin(world, "example-standard")
    failing = {"match": {"brand_name": "Acme Sandwich Company LLC"}, "brand": {"code": 30795, "after": 1}}
    world.control("POST", "/scenarios", {"customers": [failing]})

    run = stack.up()

    assert run.ok, run.failure
    assert stack.outputs()["stage"] == "brand_failed"
    assert "30795" in stack.outputs()["waits_for"]
    assert stack.outputs()["who_must_act"].startswith("you: ")
    assert "campaign" not in world.state()


def test_a_stack_that_only_waits_is_destroyed_without_a_trace(world: World) -> None:
    stack = begin(world, "example")
    stack.edit(lambda declared: declared["profile"].update(address=address(stack, **WRONG_STREET)))
    assert stack.up().ok

    run = stack.destroy()

    assert run.ok, run.failure
    assert stack.state.resources == {}
