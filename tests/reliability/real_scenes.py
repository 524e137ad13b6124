"""The scenarios on the real engine: a starting point (tests.support.starting_points), an edit, a command."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.reliability.scenes import BUSINESS, TEXTS

if TYPE_CHECKING:
    from tests.support.stack import Stack

_USE_CASE = {"campaign.us_app_to_person_usecase": "MIXED"}


@dataclass(frozen=True)
class RealScene:
    """A starting point, the edit of its stack file, and the command that is disturbed: `up` or `destroy`."""

    name: str
    start: str
    edit: dict[str, Any] = field(default_factory=dict, hash=False)
    command: str = "up"

    @property
    def destroys(self) -> bool:
        return self.command == "destroy"

    def declare(self, stack: Stack) -> None:
        """Edit the stack file."""
        stack.edit(self._change)

    def _change(self, config: dict[str, Any]) -> None:
        for path, value in self.edit.items():
            *parents, last = path.split(".")
            place = config
            for key in parents:
                place = place[key]
            place[last] = value


SCENES = (
    RealScene("create, sole proprietor", "sp_nothing"),
    RealScene("create, standard", "standard_nothing"),
    RealScene("amend texts and settings", "standard_campaign_in_review", TEXTS),
    RealScene("replace the campaign", "standard_campaign_in_review", _USE_CASE),
    RealScene("cascade: what the Brand is made of", "standard_campaign_in_review", BUSINESS),
    RealScene("external campaign", "external_shared"),
    RealScene("destroy", "standard_consented", command="destroy"),
    RealScene("adopt: the state was lost", "standard_state_lost"),
)
