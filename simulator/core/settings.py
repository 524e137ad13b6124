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

    # U15: Twilio ignores a parameter that it does not know; on: a 400.
    strict_parameters: bool = False
    # U1: as Twilio does since 2026-06-30.
    require_policy_urls: bool = True
    # U9: Twilio takes one Brand and one Campaign a second.
    limit_registrations: bool = True
    # U8: Brands of public companies are verified by e-mail.
    require_authentication: bool = True
    # U7: on: an account that is not part of the beta, whose edits of Campaigns are a 403.
    edits_are_beta: bool = False
    # F21: webhooks go to loopback only, unless somebody asks for more.
    deliver_outside: bool = False

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
