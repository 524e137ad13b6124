"""The environment of the engine: the shell's own, or the one that `make setup` wrote into .a2p/env."""

import functools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import a2p
from a2p.engine.errors import NotSetUp

ROOT = Path(a2p.__file__).resolve().parents[1]
_MINE = "TWILIO_"
_WHERE = "A2P_SIMULATOR_URL"
_PRINT = "import json, os; print(json.dumps(dict(os.environ)))"


def read_environment(env: Mapping[str, str] | None = None, root: Path = ROOT) -> dict[str, str]:
    """
    The environment variables to start the engine with.

    A shell that has sourced .a2p/env is left as it is. Otherwise that file is sourced here, and credentials
    of Twilio that the shell has already stay: the file's are the simulator's. So does the address of a
    simulator: the file's is only the usual one.

    Raises:
        NotSetUp: there is no engine: neither on PATH nor where that file says.
    """
    env = dict(os.environ if env is None else env)
    file = root / ".a2p" / "env"
    engine = shutil.which("pulumi", path=env.get("PATH", ""))
    if engine and (env.get("A2P_ROOT") or not file.exists()):
        return env
    if not file.exists():
        raise NotSetUp("No Pulumi engine is installed.", remedy="make setup")
    sourced = dict(_source(file, file.stat().st_mtime_ns, tuple(sorted(env.items()))))
    if not shutil.which("pulumi", path=sourced.get("PATH", "")):
        raise NotSetUp(f"The engine that {file} names is not there any more.", remedy="make setup")
    return sourced


@functools.lru_cache(maxsize=1)
def _source(file: Path, _changed: int, items: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """What a shell with these variables has after sourcing the file, which takes a shell and a Python."""
    env = dict(items)
    script = '. "$0" && exec "$1" -c "$2"'
    done = subprocess.run(  # noqa: S603  # the file is ours
        ["/bin/sh", "-c", script, str(file), sys.executable, _PRINT],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotSetUp(f"{file} does not work: {done.stderr.strip()[-300:]}", remedy="make setup")
    sourced: dict[str, str] = json.loads(done.stdout)
    if any(name.startswith(_MINE) for name in env):
        sourced = {name: text for name, text in sourced.items() if not name.startswith(_MINE) or name in env}
        sourced |= {name: text for name, text in env.items() if name.startswith(_MINE)}
    if _WHERE in env:
        sourced[_WHERE] = env[_WHERE]
    return sourced
