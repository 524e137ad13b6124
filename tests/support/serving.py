"""A `serve` at work: its secrets in files, and waits while it lives."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

PATIENCE = 240  # seconds; the machine may be busy


def wait_until(
    holds: Callable[[], object], what: Callable[[], object], process: subprocess.Popen[bytes]
) -> None:
    """Until something holds, while a process is alive."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert process.poll() is None, what()
        assert time.monotonic() < deadline, what()
        time.sleep(0.5)


def with_secret_files(env: dict[str, str], folder: Path) -> dict[str, str]:
    """An environment that names files of secrets, and has none itself."""
    env = env | {"A2P_VERDICTS": ""}
    for name in ("TWILIO_AUTH_TOKEN", "PULUMI_CONFIG_PASSPHRASE"):
        if name in env:
            (folder / name).write_text(env.pop(name))
            env[f"{name}_FILE"] = str(folder / name)
    return env
