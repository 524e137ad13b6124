"""The engine in small does what the real one does: the same stories, told to both, step by step."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import requests

from tests.support.miniature import MiniatureStack, World
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack
from tests.support.stories.log import plain

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.stack import Run as RealRun

SPEED = 100  # simulated seconds a second, for the real engine; the one in small needs no time
MOBILE = "+14155550124"
CAMPAIGN = "QE2c6890da8086d771620e9b13fadeba0b"
# A step of a story: a command, an edit of the declaration, or what happens outside.
Story = tuple[Any, ...]
BUSINESS = {"profile.business.business_name": "Acme Sandwiches LLC"}
TEXT = {"campaign.description": "Acme Sandwich Company texts its customers about their orders, and no more."}

CONSENT = {"allowTrafficLoss": "true"}

STORIES: dict[str, tuple[str, Story]] = {
    "a sole proprietor from nothing to the end": (
        "example",
        (
            "preview",
            "up",
            "preview",
            "up",
            "yes",
            "preview",
            "up",
            "approve",
            "refresh",
            CONSENT,
            "up",
            "destroy",
        ),
    ),
    "a text is amended in place": ("example-standard", ("up", TEXT, "preview", "up", "up")),
    "the Brand's edit deletes the Campaign first, without consent nothing": (
        "example-standard",
        ("up", "approve", BUSINESS, "preview", "up", CONSENT, "preview", "up", "up"),
    ),
    "a service that is gone comes back with what hangs on it": (
        "example-standard",
        (
            "up",
            "delete service",
            "preview",
            "up",
            "consent to recreation",
            "up",
            "delete service",
            "refresh",
            "up",
        ),
    ),
    "what the declaration does not name any more is deleted": (
        "example-standard",
        ("up", {"phone_numbers": 1, "campaign.us_app_to_person_usecase": "MIXED"}, "preview", "up", "up"),
    ),
    "a step that fails loses that step, and the next run goes on": (
        "example-standard",
        ("up", BUSINESS, "refuse addresses", {"profile.address.street": "9 Market St"}, "up", "heal", "up"),
    ),
}


@dataclass
class Told:
    """One step of a story: whether it went well, and what it wrote."""

    step: str
    ok: bool
    written: list[tuple[str, tuple[str, ...], int]]


class Teller:
    """Tells a story to one engine."""

    def __init__(self, simulator: SimulatorProcess, stack: Stack | MiniatureStack) -> None:
        self.simulator = simulator
        self.stack = stack
        self.told: list[Told] = []

    def tell(self, story: Story) -> None:
        with patch.dict(os.environ):  # a consent lasts as long as the story
            for step in story:
                if isinstance(step, dict):
                    self.stack.edit(partial(_edit, step))
                elif step in {"up", "preview", "refresh", "destroy"}:
                    self.run(step)
                else:
                    self.happen(step)

    def run(self, command: str) -> None:
        self.simulator.control("DELETE", "/requests")
        run = getattr(self.stack, command)()
        calls = self.simulator.control("GET", "/requests")
        written = [
            (plain(call), tuple(sorted(call["parameters"])), call["status"])
            for call in calls
            if call["method"] != "GET"
        ]
        self.told.append(Told(command, _ok(run), written))

    def happen(self, what: str) -> None:
        state = self.simulator.control("GET", "/state")
        service = state["service"][-1]["sid"] if "service" in state else ""
        if what == "yes":
            self.simulator.control("POST", "/otp/reply", {"mobile_phone_number": MOBILE})
        elif what == "approve":
            self.simulator.control("POST", f"/campaigns/{service}/decide", {"status": "VERIFIED"})
        elif what == "delete service":
            auth = (self.simulator.account_sid, self.simulator.auth_token)
            url = f"{self.simulator.url}/v1/Services/{service}"
            assert requests.delete(url, auth=auth, timeout=30).ok
        elif what == "consent to recreation":
            os.environ["A2P_ALLOW_RECREATION"] = "true"
        elif what == "refuse addresses":
            fault = {"kind": "error", "status": 400, "method": "POST", "path": "/Addresses/", "times": 99}
            self.simulator.control("POST", "/faults", fault)
        else:
            assert what == "heal"
            self.simulator.control("DELETE", "/faults")


def _edit(edit: dict[str, Any], declared: dict[str, Any]) -> None:
    for path, value in edit.items():
        *parents, last = path.split(".")
        place = declared
        for key in parents:
            place = place[key]
        place[last] = place[last][:value] if last == "phone_numbers" else value


def _ok(run: Any) -> bool:
    real: RealRun = run
    return run.ok if hasattr(run, "ok") else real.status == 0


def _alike(recorded: dict[str, tuple[str, dict[str, Any]]]) -> Any:
    """A state without what differs from run to run: SIDs, the ends of revisions, how far a review is."""
    text = json.dumps(recorded, sort_keys=True).replace("IN_PROGRESS", "PENDING")
    text = re.sub(r"\b([A-Z]{2})[0-9a-f]{32}\b", r"\1", text)
    return json.loads(re.sub(r"\b([0-9a-f]{8,})\.[0-9a-f]{8}\b", r"\1", text))


def _of_real(stack: Stack) -> dict[str, tuple[str, dict[str, Any]]]:
    state = json.loads(stack.export())["deployment"]
    return {
        resource["urn"].rsplit("::", 1)[1]: (resource["id"], _plain_outputs(resource.get("outputs", {})))
        for resource in state.get("resources", [])
        if "dynamic/a2p" in resource["type"]
    }


def _of_miniature(stack: MiniatureStack) -> dict[str, tuple[str, dict[str, Any]]]:
    return {each.name: (each.id, _plain_outputs(each.outputs)) for each in stack.state.resources.values()}


def _plain_outputs(outputs: dict[str, Any]) -> dict[str, Any]:
    """Without secrets, which are ciphertext in the one and text in the other."""
    return {
        name: value
        for name, value in outputs.items()
        if name
        in {"status", "stage", "campaign_status", "sid", "identity_status", "waits_for", "next_command"}
    }


def compare_engines(name: str, world: World, folder: Path) -> None:
    """
    Tell a story to both engines.

    Raises:
        AssertionError: a command ended otherwise, wrote something else, or left another state.
    """
    example, story = STORIES[name]
    world.begin_again()
    miniature = MiniatureStack.of_example(example, world)
    small = Teller(world.simulator, miniature)
    small.tell(story)
    with SimulatorProcess.start(SPEED) as simulator:
        stack = Stack.of_example(example, folder, simulator)
        real = Teller(simulator, stack)
        real.tell(story)

        for mine, theirs in zip(small.told, real.told, strict=True):
            assert (mine.step, mine.ok) == (theirs.step, theirs.ok)
            # The real engine takes steps at the same time that do not depend on each other.
            assert sorted(mine.written) == sorted(theirs.written), mine.step
        assert _alike(_of_miniature(miniature)) == _alike(_of_real(stack))
