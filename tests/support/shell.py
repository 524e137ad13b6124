"""What a shell says to commands that a page shows."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def said(commands: str, *, folder: Path, env: Mapping[str, str], deadline: float) -> str:
    """Both streams as they come; `deadline` is in seconds. Nobody is there to be asked anything."""
    done = subprocess.run(
        ["bash", "-c", commands],
        cwd=folder,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=deadline,
        check=False,
    )
    return done.stdout
