"""
Where the command starts: what forks a run is begun before anything else, as it takes longest to load.

Only where the command line leaves no doubt that one customer is to be run; everything else is a2p.cli.app's.
"""

import gc
import sys
from collections.abc import Sequence
from contextlib import suppress

_ANYHOW = frozenset({"--json", "--yes", "-y"})  # options that do not change how a run is started


def run_command() -> int:
    """Run the command of this process's arguments; its exit code (a2p/cli/exit_codes.py)."""
    gc.disable()  # what is imported is no garbage, and looking through it takes a tenth of the time
    if is_for_one_run(sys.argv[1:]):
        _begin_warm_process()
    from a2p.cli.app import main  # after what is begun above

    gc.enable()
    return main()


def is_for_one_run(arguments: Sequence[str]) -> bool:
    """Whether it is `a2p preview <customer>` or `a2p up <customer> --yes`, with nothing else that matters."""
    verb, *words = arguments or [""]
    customers = [word for word in words if not word.startswith("-")]
    options = {word for word in words if word.startswith("-")}
    if len(customers) != 1 or not options <= _ANYHOW:
        return False
    return verb == "preview" or (verb == "up" and bool(options & {"--yes", "-y"}))


def _begin_warm_process() -> None:
    """Start it; the command itself says what is wrong where that is impossible."""
    from a2p.engine.project import EngineProject  # most commands run nothing
    from a2p.engine.warm_process import get_warm_process  # as above
    from a2p.errors import A2PError  # as above

    with suppress(A2PError, OSError):
        get_warm_process(EngineProject.find())
