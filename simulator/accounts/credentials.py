"""Who may call: the account with its token, and API keys."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass, field

from simulator.core.errors import Unauthorized


@dataclass
class Credentials:
    """Credentials by user name; an API key speaks for its account."""

    secrets: dict[str, tuple[str, str]] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)  # headers that were right before

    def add(self, user: str, secret: str, account_sid: str) -> None:
        """Let a user (an account SID or the SID of an API key) in."""
        self.secrets[user] = (secret, account_sid)

    def get_token(self, account_sid: str) -> str:
        """The auth token of an account, with which callbacks are signed."""
        return self.secrets[account_sid][0]

    def authenticate(self, header: str | None) -> str:
        """The SID of the account that an Authorization header speaks for."""
        if account_sid := self._known.get(header or ""):
            return account_sid
        user, secret = _read(header)
        expected, account_sid = self.secrets.get(user, ("", ""))
        matches = hmac.compare_digest(expected.encode(), secret.encode())
        if not (account_sid and matches):
            raise Unauthorized("invalid username" if not account_sid else "invalid password")
        self._known[header or ""] = account_sid
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
