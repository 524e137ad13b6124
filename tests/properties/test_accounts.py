"""A stack knows its account and its world: with another's nothing is read, changed or forgotten."""

from __future__ import annotations

import copy
import dataclasses
import os
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

from tests.support.miniature import MiniatureStack, World
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.miniature import Run

OTHER = "AC" + "1" * 32
VERBS = ("preview", "up", "refresh", "destroy")
EXAMPLES = ("example", "example-standard", "example-external")
ACCOUNT_KEYS = ("account_sid", "twilio_world")


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[SimulatorProcess]:
    """Another account in another world, where the same primary profile and the same numbers are known."""
    with SimulatorProcess.start(0.01, ":memory:", 0.0, "--account", f"{OTHER}:{'2' * 32}") as process:
        yield process


@pytest.fixture(scope="module")
def same_account_elsewhere() -> Iterator[SimulatorProcess]:
    """The same account SID and the same seed, in another world."""
    with SimulatorProcess.start(0.01) as process:
        yield process


def registered(world: World, example: str) -> MiniatureStack:
    """As far as a run goes; an external campaign is associated."""
    world.begin_again()
    stack = MiniatureStack.of_example(example, world)
    if example == "example-external":
        campaign = world.control("POST", "/tcr/campaigns")["campaign_id"]
        world.control("POST", f"/tcr/campaigns/{campaign}/share")
        world.control("POST", f"/tcr/campaigns/{campaign}/decide", {"status": "accept"})
        stack.edit(lambda declared: declared["external_campaign"].update(campaign_id=campaign))
        stack.edit(lambda declared: declared["external_campaign"].update(share_accepted_on="2026-01-01"))
    run = stack.up()
    assert run.ok, run.failure
    return stack


def sign_in(stack: MiniatureStack, simulator: SimulatorProcess) -> None:
    stack.edit(
        lambda declared: declared.update(
            baseUrl=simulator.url, accountSid=simulator.account_sid, authToken=simulator.auth_token
        )
    )


def run_with(stack: MiniatureStack, simulator: SimulatorProcess, verb: str) -> Run:
    """
    A command in a shell with another account's credentials.

    A refresh and a destruction read no stack file: they are told by the environment.
    """
    if verb in {"preview", "up"}:
        stack = dataclasses.replace(stack, declared=copy.deepcopy(stack.declared))
        sign_in(stack, simulator)
        run: Run = getattr(stack, verb)()
        return run
    env = {"TWILIO_ACCOUNT_SID": simulator.account_sid, "TWILIO_AUTH_TOKEN": simulator.auth_token}
    recorded = {k: v for k, v in stack.state.config.items() if k not in {"a2p:accountSid", "a2p:authToken"}}
    with patch.dict(os.environ, env | {"A2P_SIMULATOR_URL": simulator.url}):
        before, stack.state.config = stack.state.config, recorded
        run = getattr(stack, verb)()
        stack.state.config = before
    return run


def without_accounts(stack: MiniatureStack) -> None:
    """As a state that was written before accounts were recorded."""
    for urn, resource in stack.state.resources.items():
        stack.state.resources[urn] = dataclasses.replace(
            resource, inputs=_without(resource.inputs), outputs=_without(resource.outputs)
        )


def _without(props: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in props.items() if name not in ACCOUNT_KEYS}


def managed(stack: MiniatureStack) -> dict[str, Any]:
    """What the state has, but for what the stack only reads, which a destruction drops first."""
    kept = {urn: each for urn, each in stack.state.resources.items() if not each.external}
    return copy.deepcopy(kept)


def inputs_of(stack: MiniatureStack) -> list[dict[str, Any]]:
    return [each.inputs for each in managed(stack).values()]


def api_calls(simulator: SimulatorProcess) -> list[str]:
    return [f"{call['method']} {call['path']}" for call in simulator.control("GET", "/requests")]


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("verb", VERBS)
def test_another_account_is_refused_before_anything_is_asked_of_it(
    world: World, elsewhere: SimulatorProcess, example: str, verb: str
) -> None:
    stack = registered(world, example)
    before = managed(stack)
    elsewhere.control("DELETE", "/requests")

    run = run_with(stack, elsewhere, verb)

    for words in (world.simulator.account_sid, OTHER, "Nothing was read or changed", "do: export"):
        assert words in run.failure
    assert managed(stack) == before
    assert api_calls(elsewhere) == []
    assert stack.preview().ok


@pytest.mark.parametrize("verb", VERBS)
def test_another_world_of_the_same_account_is_refused(
    world: World, same_account_elsewhere: SimulatorProcess, verb: str
) -> None:
    stack = registered(world, "example-standard")
    before = managed(stack)
    same_account_elsewhere.control("DELETE", "/requests")

    run = run_with(stack, same_account_elsewhere, verb)

    assert "is registered in another world" in run.failure
    assert same_account_elsewhere.url in run.failure
    assert managed(stack) == before
    assert api_calls(same_account_elsewhere) == []


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("verb", VERBS)
def test_a_state_without_an_account_loses_nothing_to_another_account(
    world: World, elsewhere: SimulatorProcess, example: str, verb: str
) -> None:
    stack = registered(world, example)
    without_accounts(stack)
    before = managed(stack)
    elsewhere.control("DELETE", "/requests")

    run = run_with(stack, elsewhere, verb)

    assert f"is in the account {OTHER}" in run.failure
    assert "A2P_CONFIRM_ACCOUNT" in run.failure
    assert managed(stack) == before
    assert [call for call in api_calls(elsewhere) if not call.startswith("GET")] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_state_without_an_account_takes_it_at_the_next_run_which_changes_nothing(
    world: World, elsewhere: SimulatorProcess, example: str
) -> None:
    stack = registered(world, example)
    without_accounts(stack)

    run = stack.up()

    assert run.ok, run.failure
    assert {operation for operation, _name in run.steps} <= {"same", "read"}
    own = world.simulator.account_sid
    recorded = [each["account_sid"] for each in inputs_of(stack) if "account_sid" in each]
    assert set(recorded) == {own}
    refused = run_with(stack, elsewhere, "preview")
    assert own in refused.failure
    assert OTHER in refused.failure


def test_the_first_run_that_fails_has_recorded_the_account(world: World) -> None:
    world.begin_again()
    stack = MiniatureStack.of_example("example-standard", world)
    world.control(
        "POST", "/faults", {"kind": "error", "path": "/v1/CustomerProfiles", "status": 400, "times": 99}
    )

    run = stack.up()

    assert not run.ok
    assert [each.outputs["account_sid"] for each in stack.state.resources.values()] == [
        world.simulator.account_sid
    ]
