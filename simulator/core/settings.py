"""
What a world can be told to do otherwise: `serve --set NAME=on|off`, `POST /_sim/settings`.

Each setting is a yes or no. The comment says what a real account does.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Self

from simulator.core.errors import bad_request

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Settings:
    """The settings of a world."""

    strict_parameters: bool = False  # U15: Twilio ignores a parameter that it does not know; on: a 400
    require_policy_urls: bool = False  # U1: Twilio does since 2026-06-30; on as soon as the client sends them
    limit_registrations: bool = (
        False  # U9: Twilio takes 1 Brand and 1 Campaign a second; on as soon as it waits
    )
    require_authentication: bool = True  # U8: Brands of public companies are verified by e-mail
    edits_are_beta: bool = (
        False  # U7: on: an account that is not part of it, whose edits of Campaigns are a 403
    )
    deliver_outside: bool = False  # F21: webhooks go to loopback only, unless somebody asks for more

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names, in the order of the class."""
        return tuple(field.name for field in fields(cls))

    def change(self, changes: Mapping[str, Any]) -> Self:
        """The settings with some changed; a Refusal names what is no setting or no yes or no."""
        for name, value in changes.items():
            if name not in self.names():
                raise bad_request(f"{name} is no setting; there are {', '.join(self.names())}")
            if not isinstance(value, bool):
                raise bad_request(f"{name}: true or false is needed")
        return replace(self, **changes)
