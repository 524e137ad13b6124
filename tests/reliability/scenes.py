"""The scenarios: each leads a stack up to a command, which is then disturbed."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from a2p.redaction import list_personal_values
from tests.support.miniature import MiniatureStack
from tests.support.stories.edits import Edit, declare
from tests.support.stories.happenings import Outside
from tests.support.stories.log import Log

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.miniature import Death, Run, World

CONSENT: Edit = {"allowTrafficLoss": "true"}
TEXTS: Edit = {
    "campaign.description": "Acme Sandwich Company texts its customers about their orders, and no more.",
    "campaign.message_samples": [
        f"Acme Sandwich Company: order {number} is ready for you. Reply STOP to opt out." for number in (1, 2)
    ],
    "messaging_service.sticky_sender": False,
    "messaging_service.validity_period": 600,
}
BUSINESS: Edit = {"profile.business.business_name": "Acme Sandwiches LLC"}
_SOON = {"customers": [{"match": {}, "brand": {"after": 1}}]}  # seconds until a Brand is approved


class Story:
    """One stack in a world that has just begun, and all that its runs said."""

    def __init__(self, world: World, scene: Scene) -> None:
        world.begin_again()
        self.world, self.scene = world, scene
        world.control("POST", "/scenarios", _SOON)
        self.outside = Outside(world)
        self.stack = MiniatureStack.of_example(scene.example, world)
        self.said: list[str] = []
        for step in scene.before:
            step(self)

    def run(self, command: str, death: Death | None = None) -> Run:
        """One command of the engine."""
        act: Callable[[Death | None], Run] = getattr(self.stack, command)
        run = act(death)
        self.said += [run.output, run.failure]
        return run

    def command(self, death: Death | None = None) -> Run:
        """What this scenario is about."""
        return self.run(self.scene.command, death)

    def calls(self) -> list[dict[str, Any]]:
        """All calls of this story, oldest first."""
        calls: list[dict[str, Any]] = self.world.control("GET", "/requests")
        return calls

    def forget_calls(self) -> None:
        self.world.control("DELETE", "/requests")

    def leaks(self) -> int:
        """How often something personal or secret was said."""
        values = {*list_personal_values(self.stack.declared), self.world.simulator.auth_token}
        told = "\n".join(self.said)
        return sum(value in told for value in values)

    def early(self) -> list[str]:
        """Calls before their time or without what they have to carry (G3, G7, C10)."""
        try:
            Log().add(self.calls())
        except AssertionError as error:
            return [str(error)]
        return []


Step = "Callable[[Story], None]"


@dataclass(frozen=True)
class Scene:
    """What led up to the command, and the command."""

    name: str
    example: str
    before: tuple[Callable[[Story], None], ...] = ()
    command: str = "up"

    @property
    def destroys(self) -> bool:
        return self.command == "destroy"


def _up(story: Story) -> None:
    run = story.run("up")
    assert run.ok, run.failure


def _review_passes(story: Story) -> None:
    story.world.advance(60)
    story.outside.answer_yes()


def _approved(story: Story) -> None:
    story.outside.decide_on_campaign("VERIFIED")


def _edited(*edits: Edit) -> Callable[[Story], None]:
    def edit(story: Story) -> None:
        for each in edits:
            declare(story.stack, copy.deepcopy(each))

    return edit


def _fewer_numbers(story: Story) -> None:
    story.stack.declared["phone_numbers"] = story.stack.declared["phone_numbers"][:1]


def _state_lost(story: Story) -> None:
    story.stack = MiniatureStack(story.world, story.stack.declared)


def _shared(story: Story) -> None:
    """At the registry: a campaign that Twilio has accepted the share of."""
    story.stack.declared.pop("primary_profile_sid")
    made = story.world.control("POST", "/tcr/campaigns", {})["campaign_id"]
    story.world.control("POST", f"/tcr/campaigns/{made}/share", {})
    story.world.control("POST", f"/tcr/campaigns/{made}/decide", {"status": "accept"})
    story.stack.declared["external_campaign"] |= {"campaign_id": made, "share_accepted_on": "2026-01-01"}


_SP, _STANDARD, _EXTERNAL = "example", "example-standard", "example-external"
REGISTERED = (_up, _review_passes, _up, _approved, _up)
SCENES = (
    Scene("create, sole proprietor", _SP),
    Scene("register the campaign after the YES", _SP, (_up, _review_passes)),
    Scene("create, standard", _STANDARD),
    Scene("register the campaign of an approved Brand", _STANDARD, (_up, _review_passes)),
    Scene("amend texts and settings", _STANDARD, (_up, _review_passes, _up, _edited(TEXTS), _fewer_numbers)),
    Scene(
        "replace the campaign",
        _STANDARD,
        (_up, _review_passes, _up, _edited({"campaign.us_app_to_person_usecase": "MIXED"})),
    ),
    Scene("cascade: what the Brand is made of", _STANDARD, (*REGISTERED, _edited(BUSINESS, CONSENT))),
    Scene("external campaign", _EXTERNAL, (_shared,)),
    Scene("destroy", _STANDARD, (_edited(CONSENT), *REGISTERED), "destroy"),
    Scene("adopt: the state was lost", _STANDARD, (*REGISTERED, _state_lost)),
)
CREATE = SCENES[2]
STANDING = Scene("standing", _STANDARD, (_up, _review_passes, _up))
STANDING_SP = Scene("standing, sole proprietor", _SP, (_up, _review_passes, _up))
