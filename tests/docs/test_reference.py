"""The reference is written from the code: whoever changes one has to write the other."""

from __future__ import annotations

import subprocess
import sys

from tests.support.simulator import ROOT

WRITER = [sys.executable, str(ROOT / "script" / "reference" / "write.py")]


def test_the_reference_is_what_the_code_says_today() -> None:
    checked = subprocess.run([*WRITER, "--check"], capture_output=True, text=True, check=False, timeout=60)

    assert checked.returncode == 0, f"{checked.stderr}"
