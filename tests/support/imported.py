"""What a command of `a2p` imports."""

from __future__ import annotations

import subprocess
import sys


def imported_by(*arguments: str) -> set[str]:
    """The modules that a command loads in a fresh process."""
    code = (
        "import sys\n"
        "from a2p.cli.app import main\n"
        f"main({list(arguments)!r})\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stderr.split())
