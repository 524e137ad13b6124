"""The command `a2p` as a user types it, in the project of a stack."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.support.stack import Stack

COMMAND = Path(sys.executable).parent / "a2p"
_DEADLINE = 120  # seconds


@dataclass(frozen=True)
class CommandOutput:
    """What a command said, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it said to a program."""
        return json.loads(self.out)


def a2p(stack: Stack, *arguments: str, env: dict[str, str] | None = None) -> CommandOutput:
    """Run it to its end."""
    done = subprocess.run(
        [COMMAND, *arguments],
        cwd=stack.project,
        env=stack.environment() | (env or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_DEADLINE,
        check=False,
    )
    return CommandOutput(done.returncode, done.stdout, done.stderr)
