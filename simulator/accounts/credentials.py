"""Who may call: the main account by token or key, and each subaccount by a token of its own (U12)."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simulator.accounts import resource
from simulator.core.errors import NotFound, Unauthorized

if TYPE_CHECKING:
    from simulator.core.world import World


@dataclass
class Credentials:
    """Credentials by user name; an API key speaks for its account. Subaccounts are looked up in the world."""

    world: World
    secrets: dict[str, tuple[str, str]] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)  # headers that were right before, of no subaccount

    def add(self, user: str, secret: str, account_sid: str) -> None:
        """Let a user (an account SID or the SID of an API key) in."""
        self.secrets[user] = (secret, account_sid)

    def get_token(self, account_sid: str) -> str:
        """The auth token of an account, with which its callbacks are signed."""
        if account_sid in self.secrets:
            return self.secrets[account_sid][0]
        account = self.world.store.get(resource.KIND, account_sid)
        return str(account["auth_token"]) if account else ""

    def authenticate(self, header: str | None) -> str:
        """The SID of the account that an Authorization header speaks for."""
        if account_sid := self._known.get(header or ""):
            return account_sid
        user, secret = _read(header)
        is_own = user in self.secrets
        account_sid = self.secrets[user][1] if is_own else user
        expected = self.secrets[user][0] if is_own else self.get_token(user)
        if not (expected and hmac.compare_digest(expected.encode(), secret.encode())):
            raise Unauthorized("invalid password" if expected else "invalid username")
        if is_own:
            self._known[header or ""] = account_sid
        else:
            resource.refuse_inactive(self.world, account_sid)
        return account_sid

    def act_for(self, caller_sid: str, account_sid: str, path: str) -> str:
        """
        The account that a call of the 2010 API is about: the caller's own, or one of its subaccounts.

        Raises NotFound for any other. With every other API a parent reaches nothing of its subaccounts.
        """
        if account_sid == caller_sid:
            return account_sid
        account = self.world.store.get(resource.KIND, account_sid)
        if account is None or account["owner_account_sid"] != caller_sid:
            raise NotFound(path)
        return account_sid


def _read(header: str | None) -> tuple[str, str]:
    scheme, _, encoded = (header or "").partition(" ")
    if scheme.lower() != "basic":
        raise Unauthorized("no credentials provided")
    try:
        decoded = base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise Unauthorized("malformed credentials") from None
    user, _, secret = decoded.partition(":")
    return user, secret
