"""Which account to sign in to, with which key, at which address."""

import base64
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from a2p.errors import DeclarationError, ForeignHost
from a2p.plan import consents
from a2p.plan.consents import Consent
from a2p.redaction import keep_secret
from a2p.twilio.client.credentials import choose_credentials

# The opt-in for a base URL that is neither Twilio's nor this machine's: a stack file alone must never be
# able to send credentials to a stranger.
ALLOW_HOST = "A2P_ALLOW_BASE_URL_HOST"
SIMULATOR_URL = "A2P_SIMULATOR_URL"
# The stack that a command works on, as `a2p` tells it; plain `pulumi` leaves it to the recorded settings.
STACK = "A2P_STACK"
_DURATION = re.compile(r"(\d+(?:\.\d+)?)([smh])?")
_UNITS = {"s": 1, "m": 60, "h": 3600}
_BASE_URL = "a2p:baseUrl"
_WITHOUT = {
    _BASE_URL: "remove a2p:baseUrl from the stack",
    SIMULATOR_URL: f"unset {SIMULATOR_URL}, and remove a2p:baseUrl from the stack",
}
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
# What a base URL is written in. Parsers differ about everything else (backslashes, user names, percent signs
# in a host, letters that look like a dot or a slash), and the one that sends is not the one that looks.
_PLAIN_URL = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[::1\])(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?")


@dataclass(frozen=True)
class Settings:
    """
    How to reach Twilio. Equal settings share one client and one connection pool.

    account_setting, base_url_setting: what the setting is called that named the account, and the base URL.
    """

    account_sid: str
    username: str
    password: str = field(repr=False)
    base_url: str | None = None
    wait: float = 0.0
    account_setting: str = field(default="", compare=False)
    base_url_setting: str = field(default="", compare=False)
    stack: str = ""
    consents: frozenset[Consent] = frozenset()

    @property
    def is_simulated(self) -> bool:
        """Whether the simulator answers instead of Twilio."""
        return self.base_url is not None


def read_settings(config: Callable[[str], str | None], env: Mapping[str, str] | None = None) -> Settings:
    """
    Credentials of the environment (TWILIO_*) or of the stack's config, never one's with the other's.

    An API key (TWILIO_API_KEY and TWILIO_API_SECRET) is preferred to the auth token.

    Raises:
        CredentialsConflict: the two name different accounts, or one has only what belongs to the other's.
        CredentialsMissing: neither place has an account SID with a key or token.
        DeclarationError: a2p:wait is no duration.
        ForeignHost: the base URL is neither Twilio's nor loopback, and not allowed by the environment.
    """
    env = os.environ if env is None else env
    chosen = choose_credentials(config, env)
    keep_secret(chosen.password, _to_basic_auth(chosen.username, chosen.password))
    base_url = _read_base_url(config("baseUrl"), env)
    stack = env.get(STACK) or config("stack") or ""
    return Settings(
        chosen.account_sid,
        chosen.username,
        chosen.password,
        base_url,
        wait=parse_duration(config("wait") or "0"),
        account_setting=chosen.setting,
        base_url_setting=SIMULATOR_URL if base_url != config("baseUrl") else _BASE_URL,
        stack=stack,
        consents=consents.read_consents(env, config, stack),
    )


def parse_duration(duration: str) -> float:
    """
    `90`, `90s`, `5m` or `1h` in seconds.

    Raises:
        DeclarationError: it is none of these.
    """
    found = _DURATION.fullmatch(str(duration).strip())
    if found is None:
        raise DeclarationError(
            f"a2p:wait is {duration!r}: a number of seconds, or such as 90s, 5m or 1h, needed"
        )
    number, unit = found.groups()
    return float(number) * _UNITS[unit or "s"]


def _to_basic_auth(username: str, password: str) -> str:
    """The two as they are sent."""
    return base64.b64encode(f"{username}:{password}".encode()).decode()


def _read_base_url(declared: str | None, env: Mapping[str, str]) -> str | None:
    """
    Where to call instead of Twilio's own hosts.

    A stack file that names this machine means "the simulator"; on which port that runs is known to this
    machine alone.
    """
    if not declared:
        return None
    host = _require_host(declared, _BASE_URL)
    if host not in _LOOPBACK:
        if host != env.get(ALLOW_HOST) and not is_twilio(declared):
            raise _foreign_host(declared, host, _BASE_URL)
        return declared
    simulator = env.get(SIMULATOR_URL)
    if not simulator:
        return declared
    host = _require_host(simulator, SIMULATOR_URL)
    # Twilio itself is a stranger here: whoever says "simulator" does not mean to pay.
    if host not in _LOOPBACK and host != env.get(ALLOW_HOST):
        raise _foreign_host(simulator, host, SIMULATOR_URL)
    return simulator


def is_twilio(url: str) -> bool:
    """Whether it is one of Twilio's own hosts, reached safely."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return (
        parts.scheme == "https"
        and parts.netloc in {host, f"{host}:443"}
        and re.fullmatch(r"(?:[a-z0-9-]+\.)*twilio\.com", host) is not None
    )


def _require_host(url: str, name: str) -> str:
    """
    The host of a URL.

    Raises:
        ForeignHost: parsers may differ about it.
    """
    host = urlsplit(url).hostname if _PLAIN_URL.fullmatch(url) else None
    if not host:
        raise ForeignHost(
            f"{name} is {url!r}: no URL that says plainly which host it means.",
            remedy=f"{_WITHOUT[name]} to use Twilio, or write it as http://127.0.0.1:8010",
        )
    return host


def _foreign_host(url: str, host: str, name: str) -> ForeignHost:
    return ForeignHost(
        f"{name} is {url!r}: credentials would go to {host!r}, neither Twilio nor this machine.",
        remedy=f"{_WITHOUT[name]} to use Twilio, or export {ALLOW_HOST}={host} if you mean it",
    )
