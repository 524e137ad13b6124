"""
The tiers of the tests, by folder: what each may start, and what holds it to that.

tests/e2e       in `make test`: the real engine, and a sample of everything
tests/all       in `make test-all`: the rest of what starts the engine, or takes long without it
tests/nightly   in `make nightly`: as many stories as there is time for
anything else   in `make test-fast`: no engine, and no test starts two servers of ours
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.support.simulator import ROOT

SLOW = ("e2e", "all", "nightly")
_RULE = "which a fast test does not: move it to tests/e2e or tests/all (CONTRIBUTING.md, Tests)"
_REFUSING = """#!/bin/sh
# Stands for the engine where tests are fast.
printf '%s\\n' "pulumi $*" >>'{log}'
echo 'a fast test starts no engine: see CONTRIBUTING.md, Tests' >&2
exit 97
"""


def is_fast(file: Path) -> bool:
    """Whether a test file belongs to `make test-fast`."""
    return file.relative_to(ROOT / "tests").parts[0] not in SLOW


def hide_engine() -> None:
    """Until `show_engine`, `pulumi` on PATH is a program that refuses and writes down what it was asked."""
    os.environ["PATH"] = f"{_folder()}{os.pathsep}{os.environ['PATH']}"


def show_engine() -> None:
    """Put PATH back as it was."""
    os.environ["PATH"] = os.environ["PATH"].removeprefix(f"{_folder()}{os.pathsep}")


def require_fast(simulators: int) -> None:
    """
    Hold a test to its tier, when it has run.

    Raises:
        AssertionError: it has started the engine, or more than one simulator.
    """
    log = _folder() / "log"
    commands = log.read_text().splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    assert not commands, f"this test has started the engine ({'; '.join(commands)}), {_RULE}"
    assert simulators <= 1, f"this test has started {simulators} simulators, {_RULE}"


@cache
def _folder() -> Path:
    """A folder for the program that refuses, and for what it writes down; one for each process of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="a2p-no-engine-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    engine = folder / "pulumi"
    engine.write_text(_REFUSING.format(log=folder / "log"))
    engine.chmod(0o755)
    return folder
