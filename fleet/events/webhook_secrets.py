"""
The secrets that Twilio's requests are signed with, by account: of the environment, a file or a command.

A2P_WEBHOOK_TOKENS names a file, A2P_WEBHOOK_TOKENS_COMMAND a command that prints the same: a JSON object of
account SID to a list of secrets, auth tokens or SharedKeys, the newest first. The file is read again when it
has changed, and `a2p serve` runs the command again each minute: a rotation needs no restart. The auth tokens
of the environment count beside these: that of TWILIO_ACCOUNT_SID, and TWILIO_AC…_AUTH_TOKEN of subaccounts.
"""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from a2p.redaction import keep_secret
from fleet.errors import FleetError
from fleet.run_secrets import run_secret_command

FILE: Final = "A2P_WEBHOOK_TOKENS"
COMMAND: Final = "A2P_WEBHOOK_TOKENS_COMMAND"
_OF_SUBACCOUNT: Final = re.compile(r"TWILIO_AC([0-9A-F]{32})_AUTH_TOKEN")
_SHAPE: Final = 'a JSON object: {"AC…": ["the auth token or SharedKey", "the one before"]}'


class WebhookSecrets:
    """The secrets of each account; `get` is called for each request."""

    def __init__(self, env: Mapping[str, str]) -> None:
        """Read them once. Raises FleetError: the file or the command does not give them."""
        self._env = env
        self._version = 0
        self._found: dict[str, list[str]] = {}
        self.refresh()

    def get(self, account_sid: str) -> Sequence[str]:
        """
        The secrets of an account, none of one that is not known. What cannot be read anew stays.

        It is called while a request waits: a file is looked at, and no command run.
        """
        if not self.has_command and self._read_version() != self._version:
            with suppress(FleetError):  # a file that is being written; the next request reads it
                self.refresh()
        return self._found.get(account_sid, ())

    @property
    def has_command(self) -> bool:
        """Whether somebody has to call `refresh` from time to time."""
        return bool(self._env.get(COMMAND))

    def refresh(self) -> None:
        """Read all of them anew. Raises FleetError."""
        version = self._read_version()
        self._found = _read(self._env)
        self._version = version

    def _read_version(self) -> int:
        """What changes with the file; 0 where there is none."""
        name = self._env.get(FILE)
        try:
            return Path(name).stat().st_mtime_ns if name else 0
        except OSError:
            return 0


def _read(env: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if name := env.get(FILE):
        found |= _read_file(Path(name))
    if command := env.get(COMMAND):
        found |= _run(command, env)
    for account, token in _list_own_tokens(env):
        if token not in found.setdefault(account, []):
            found[account].append(token)
    keep_secret(*(secret for secrets in found.values() for secret in secrets))
    return found


def _list_own_tokens(env: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Accounts and their auth tokens, as the environment has them for runs."""
    account, token = env.get("TWILIO_ACCOUNT_SID"), env.get("TWILIO_AUTH_TOKEN")
    if account and token:
        yield account, token
    for name, value in env.items():
        if value and (found := _OF_SUBACCOUNT.fullmatch(name)):
            yield f"AC{found.group(1).lower()}", value


def _read_file(file: Path) -> dict[str, list[str]]:
    try:
        return _parse(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FleetError(
            f"{file}, which {FILE} names, cannot be used ({type(error).__name__})",
            remedy=f"write {_SHAPE}",
        ) from error


def _run(command: str, env: Mapping[str, str]) -> dict[str, list[str]]:
    try:
        return _parse(run_secret_command(command, env))
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise FleetError(
            f"The command of {COMMAND} gives no secrets ({type(error).__name__})",
            remedy=f"have it print {_SHAPE}",
        ) from error


def _parse(text: str) -> dict[str, list[str]]:
    content = json.loads(text)
    if not isinstance(content, dict) or not all(isinstance(each, list) for each in content.values()):
        raise ValueError("another shape")
    return {str(account): [str(secret) for secret in secrets] for account, secrets in content.items()}
