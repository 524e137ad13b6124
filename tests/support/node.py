"""The official Node library: fetched from npm once, kept outside the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

LIBRARY = "twilio@6.2.0"
FOLDER = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "a2p" / f"node-{LIBRARY}"
MODULES = FOLDER / "node_modules"


@cache
def is_usable() -> bool:
    """Node is there, and the library is too or can be fetched."""
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    return _is_installed() or _is_offered()


def install() -> Path:
    """The folder to give node as NODE_PATH."""
    if not _is_installed():
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(FOLDER), LIBRARY]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
    return MODULES


def _is_installed() -> bool:
    return (MODULES / "twilio" / "package.json").exists()


def _is_offered() -> bool:
    try:
        asked = subprocess.run(
            ["npm", "view", LIBRARY, "version"], capture_output=True, check=False, timeout=20
        )
    except subprocess.TimeoutExpired:
        return False
    return asked.returncode == 0
