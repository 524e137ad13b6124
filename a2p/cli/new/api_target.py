"""Which API a stack's runs call (Twilio or the simulator), and the setting that decides it."""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from a2p.cli.terminal.text import shorten_path
from a2p.stackfile.project import StackProject
from a2p.twilio.client.settings import SIMULATOR_URL, is_twilio

_KEY = "baseUrl"
_SIMULATOR = "http://127.0.0.1:8010"  # where `a2p sim start` has it, unless A2P_SIMULATOR_URL says otherwise


class ApiTarget(NamedTuple):
    """The base URL that replaces Twilio's, and the file that sets it; "" and None for Twilio itself."""

    url: str
    file: Path | None

    @property
    def is_twilio(self) -> bool:
        return not self.url or is_twilio(self.url)


def find_target(config: Mapping[str, Any], file: Path, project: StackProject) -> ApiTarget:
    """The target of a stack file, else the one that Pulumi.yaml sets for all stacks."""
    if _KEY in config:
        return ApiTarget(str(config[_KEY] or ""), file)
    if _KEY in project.defaults:
        return ApiTarget(str(project.defaults[_KEY] or ""), project.file)
    return ApiTarget("", None)


def describe_target(target: ApiTarget, customer: str, file: Path, project: StackProject) -> list[str]:
    """Lines that say which API the first run will call, and how to try it at the simulator."""
    name = f"{project.name}:{_KEY}"
    if not target.is_twilio:
        moved = os.environ.get(SIMULATOR_URL)
        where = f"{target.url}{f', here at {moved}' if moved and moved != target.url else ''}"
        return [f"its runs call the simulator ({name} in {shorten_path(target.file or file)}: {where})"]
    why = f"no {name} in it" if target.file is None else f"{name} in {shorten_path(target.file)}"
    trial = f"{customer}-trial"
    copied = shlex.join(["cp", str(shorten_path(file)), str(shorten_path(project.stack_file(trial)))])
    return [
        f"its runs call Twilio itself, where a Brand costs money ({why})",
        "  to try it at the simulator first, as a stack of its own:",
        f"    a2p sim start; {copied}",
        f"    a2p new {trial} --update --set {_KEY}={_SIMULATOR}; a2p up {trial}",
    ]


def describe_sign_in(config: Mapping[str, Any]) -> list[str]:
    """A line with the variables that hold the key of a customer's own account, if variables do."""
    account = config.get("account")
    name = account.get("environment") if isinstance(account, Mapping) else None
    if not name:
        return []
    return [f"its runs sign in with {name}_AUTH_TOKEN, or {name}_API_KEY and {name}_API_SECRET"]
