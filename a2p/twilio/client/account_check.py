"""
Whether this run signs in to the account, and calls the world, that a stack is registered in.

Objects are looked up by SID in whatever account the credentials are for, and a 404 reads like a deletion. So
each resource records its account and its world, and they are compared before anything is looked up by SID.
"""

from collections.abc import Mapping
from typing import Any, Final

from a2p.errors import AnotherAccount
from a2p.plan import fees
from a2p.twilio.client.credentials import ENV_SID
from a2p.twilio.client.settings import Settings
from a2p.twilio.client.worlds import REGION, TWILIO, is_same_world, world_at

SID, WORLD = "account_sid", "twilio_world"
RECORDED: Final = (SID, WORLD)

# What every new registration costs, without what only some need.
_PRICE = f"{fees.BRAND_REGISTRATION}, a standard one's {fees.SECONDARY_VETTING}, {fees.CAMPAIGN_REVIEW}"
_UNTOUCHED = "Nothing was read or changed."
_FORGET = (
    "if that world is gone for good, forget the stack: pulumi stack rm --force -s STACK, and remove\n"
    "      encryptionsalt from its file"
)
# Objects that may be another account's: an ISV's primary profile is the parent account's.
_FOREIGN = "CustomerProfiles"


class AccountCheck:
    """
    What one process knows of its account.

    speaks_for_it: the credentials have been found to be those of the account that the settings name.
    is_known: that account has been found to be the one that the stack is registered in. left_open: the
    resource that was not found before anything had proven that.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._world = ""
        # A token opens its own account only; an API key may be of any.
        self.speaks_for_it = settings.username == settings.account_sid
        self.is_known = False
        self.left_open = ""

    @property
    def world(self) -> str:
        """The world that answers, as `world_at` names it; asked for once."""
        self._world = self._world or world_at(self._settings.base_url)
        return self._world

    def record(self) -> dict[str, str]:
        """What each resource's state keeps: the account's SID, and the world."""
        return {SID: self._settings.account_sid, **({WORLD: self.world} if self.world else {})}

    def compare(self, state: Mapping[str, Any]) -> None:
        """
        Hold what a resource's state records against this run. A state of before records nothing.

        Raises:
            AnotherAccount: the resource is in another account, or in another world.
        """
        sid, world = state.get(SID), state.get(WORLD)
        if not sid:
            return
        if sid != self._settings.account_sid:
            raise _another_account(sid, self._settings)
        if world and not is_same_world(world, self.world):
            raise _another_world(world, self.world, self._settings)
        self.is_known = True

    def note_answer(self, path: str, body: Mapping[str, Any]) -> None:
        """
        Learn from an object, or a list of them, whose account the credentials speak for.

        Raises:
            AnotherAccount: an API key speaks for another account than the settings name.
        """
        if self.speaks_for_it:
            return
        items = next((value for value in body.values() if isinstance(value, list)), [])
        for each in (body, *items):
            sid = each.get(SID) if isinstance(each, Mapping) else None
            if sid == self._settings.account_sid:
                self.speaks_for_it = True
            elif isinstance(sid, str) and sid and _FOREIGN not in path:
                raise _another_key(sid, self._settings)


def _another_account(recorded: str, settings: Settings) -> AnotherAccount:
    return AnotherAccount(
        f"This stack is registered in the account {recorded}, and\n"
        f"{settings.account_setting or ENV_SID} says {settings.account_sid}. {_UNTOUCHED}",
        remedy=(
            f"export {ENV_SID}={recorded} with its key or token;\n"
            f"to move the customer to {settings.account_sid}: nothing moves between accounts, so\n"
            f"begin another stack there, which registers anew ({_PRICE}),\n"
            "and destroy this one once the new Campaign is approved"
        ),
    )


def _another_key(sid: str, settings: Settings) -> AnotherAccount:
    return AnotherAccount(
        f"The API key {settings.username} is of the account {sid}, and\n"
        f"{settings.account_setting or ENV_SID} says {settings.account_sid}.",
        remedy=f"use a key of {settings.account_sid}, or name the account that the key is of",
    )


def _another_world(recorded: str, current: str, settings: Settings) -> AnotherAccount:
    setting = settings.base_url_setting or "a2p:baseUrl"
    if recorded.startswith(TWILIO) and current.startswith(TWILIO):
        region = recorded.removeprefix(TWILIO).strip()
        choose = f"export {REGION}={region}" if region else f"unset {REGION}"
        return AnotherAccount(
            f"This stack is registered at {recorded}, and this run would call {current}\n"
            f"({settings.base_url or REGION}): each of Twilio's regions has objects of its own. {_UNTOUCHED}",
            remedy=f"{choose}, with the key or token of that region; and no a2p:baseUrl in the stack file",
        )
    if recorded.startswith(TWILIO):
        return AnotherAccount(
            f"This stack is registered at Twilio itself, and {setting} is {settings.base_url},\n"
            f"where a simulator answers. {_UNTOUCHED}",
            remedy="remove a2p:baseUrl from the stack file; to try something, begin another stack",
        )
    if current.startswith(TWILIO):
        return AnotherAccount(
            f"This stack is registered at a simulator ({recorded}), and this run would\n"
            f"call Twilio itself ({settings.base_url or 'no a2p:baseUrl'}). {_UNTOUCHED}",
            remedy="set a2p:baseUrl again; to register the customer at Twilio, begin another stack",
        )
    return AnotherAccount(
        f"This stack is registered in another world ({recorded}) than the one\n"
        f"({current}) that answers at {settings.base_url} ({setting}). {_UNTOUCHED}",
        remedy=(
            f"point {setting} at the simulator with the database that the stack was begun with;\n{_FORGET}"
        ),
    )
