"""A database that an older simulator has written goes on, and nobody else may read one."""

from __future__ import annotations

import os
import sqlite3
import stat
from typing import TYPE_CHECKING

from tests.support.sdk import sdk
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from pathlib import Path


def test_a_database_is_only_its_owners_to_read(tmp_path: Path) -> None:
    """F23: what was declared is personal."""
    database = tmp_path / "simulator.db"
    before = os.umask(0o022)
    try:
        with SimulatorProcess.start(db=database):
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert set(modes.values()) == {0o600}, modes


def test_a_database_without_accounts_gets_one(tmp_path: Path) -> None:
    """U12: as simulators wrote them before there were subaccounts, with indexes of their own."""
    database = tmp_path / "simulator.db"
    with SimulatorProcess.start(db=database) as simulator:
        service = sdk(simulator).messaging.v1.services.create(friendly_name="kept").sid
    with sqlite3.connect(database) as db:
        db.execute("DELETE FROM documents WHERE kind = 'account'")
        db.execute("CREATE INDEX documents_by_status ON documents (kind, json_extract(doc, '$.status'))")
    db.close()
    with SimulatorProcess.start(db=database) as simulator:
        client = sdk(simulator)
        assert client.messaging.v1.services(service).fetch().friendly_name == "kept"
        assert client.api.v2010.accounts(simulator.account_sid).fetch().status == "active"
