"""Workers of a fleet as processes, over a folder of declarations, and the record of what they ran."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg

from fleet.storage.database import Database
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORKER = (sys.executable, "-W", "ignore", "-m", "tests.support.fleet_worker")


def declare_texts(folder: Path, **customers: str) -> None:
    for name, text in customers.items():
        (folder / "declared" / name).write_text(text)


@contextmanager
def run_worker(url: str, name: str, folder: Path, *version: str) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / f"{name}.err").open("ab") as log:
        process = subprocess.Popen(
            [*_WORKER, url, name, str(folder), *version],
            cwd=ROOT,
            stderr=log,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def fetch_rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    database = Database(url)
    try:
        return database.execute(statement)
    finally:
        database.close()


def list_runs(folder: Path) -> list[list[str]]:
    log = folder / "runs.log"
    return [line.split() for line in log.read_text().splitlines()] if log.exists() else []


def count_ended(folder: Path) -> Counter[str]:
    return Counter(stack for what, stack, *_ in list_runs(folder) if what == "end")


def list_runs_of(folder: Path, name: str) -> list[list[str]]:
    return [line for line in list_runs(folder) if line[2] == name]


def is_at_work(folder: Path) -> bool:
    begun = {stack for what, stack, *_ in list_runs(folder) if what == "begin"}
    return bool(begun - set(count_ended(folder)))


def count_actions(url: str, stack: str = "%") -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("select to_regclass('a2p_fleet_action')").fetchone()
        if not row or row[0] is None:
            return 0
        found = connection.execute(
            "select count(*) from a2p_fleet_action where stack like %s", [stack]
        ).fetchone()
        return int(found[0]) if found else 0


def has_actions(url: str, stack: str = "%", most: int = 1) -> bool:
    return count_actions(url, stack) >= most
