"""The walkthrough in Go: built once from the official library, kept outside the repository."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "simulator" / "walkthrough_go"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "a2p" / "go"
LONGEST_BUILD = 600  # seconds, on a busy machine


@cache
def is_usable() -> bool:
    """Go is there, and the program is built or its modules can be had."""
    if not shutil.which("go"):
        return False
    return _program().exists() or _are_modules_offered()


def build() -> Path:
    """The program, which takes the simulator's ready line as its argument."""
    program = _program()
    if not program.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        unfinished = program.with_suffix(f".{os.getpid()}")
        command = ["go", "build", "-o", str(unfinished), "."]
        subprocess.run(command, cwd=SOURCE, check=True, capture_output=True, timeout=LONGEST_BUILD)
        unfinished.rename(program)
    return program


def _program() -> Path:
    """Its name tells which sources it was built from."""
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(SOURCE.iterdir()))).hexdigest()
    return CACHE / f"walkthrough-{digest[:16]}"


def _are_modules_offered() -> bool:
    try:
        asked = subprocess.run(
            ["go", "mod", "download"], cwd=SOURCE, capture_output=True, check=False, timeout=120
        )
    except subprocess.TimeoutExpired:
        return False
    return asked.returncode == 0
