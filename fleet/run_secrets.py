"""
Secrets of the fleet's runs, from files or commands where they are not in the environment themselves.

Of each variable below, `<name>_FILE` may name a file, and `<name>_COMMAND` a command that prints the value.
They are read again for each run, so a rotated one needs no restart. Only the run's environment keeps them.
"""

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from a2p.redaction import keep_secret
from fleet.errors import FleetError

NAMES: Final = (
    *("TWILIO_AUTH_TOKEN", "TWILIO_API_SECRET", "PULUMI_CONFIG_PASSPHRASE", "A2P_LEDGER_KEY"),
    *("A2P_REGISTRY_PATH", "A2P_NOTIFY_SECRET", "A2P_NOTIFY_URL", "A2P_NOTIFY_SLACK_URL"),
)
_PATIENCE: Final = 30  # seconds


def read_secrets(env: Mapping[str, str]) -> dict[str, str]:
    """
    What files and commands give, by variable; it takes the place of what the environment has.

    Raises:
        FleetError: one cannot be read, or is empty; the message names the variable, and nothing of its value.
    """
    found = {}
    for name in NAMES:
        file, command = env.get(f"{name}_FILE"), env.get(f"{name}_COMMAND")
        if file or command:
            found[name] = _read(name, file, command, env)
    keep_secret(*found.values())
    return found


def load_secrets() -> None:
    """Read them into this process's environment, which its runs inherit. Raises FleetError."""
    os.environ.update(read_secrets(os.environ))


def _read(name: str, file: str | None, command: str | None, env: Mapping[str, str]) -> str:
    source = f"{name}_FILE" if file else f"{name}_COMMAND"
    try:
        text = Path(file).read_text(encoding="utf-8") if file else run_secret_command(command or "", env)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise FleetError(
            f"{source} gives no secret ({type(error).__name__})",
            remedy="check that this user may read the file or run the command",
        ) from None
    if not text.strip():
        raise FleetError(f"{source} gives an empty secret", remedy="write the secret there")
    return text.rstrip("\r\n")


def run_secret_command(command: str, env: Mapping[str, str]) -> str:
    """
    What the operator's command prints.

    Raises:
        OSError, ValueError, SubprocessError: it cannot be run, failed, or took more than 30 seconds.
    """
    done = subprocess.run(  # noqa: S603  # the operator's own command, without a shell
        shlex.split(command), env=dict(env), capture_output=True, text=True, timeout=_PATIENCE, check=True
    )
    return done.stdout
