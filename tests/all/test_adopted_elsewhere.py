"""A customer is adopted into PostgreSQL or a bucket, over what a killed import has left, and destroyed."""

from __future__ import annotations

import getpass
import json
import socket
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.elsewhere import BACKENDS, declare_elsewhere, read_status
from tests.support.unmanaged_customers import UnmanagedCustomers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess
    from tests.support.stack import Stack


@pytest.fixture(params=BACKENDS)
def stack(request: pytest.FixtureRequest, tmp_path: Path, simulator: SimulatorProcess) -> Stack:
    """A customer that is declared and was never begun."""
    return declare_elsewhere(request, tmp_path, simulator)


def test_a_customer_is_adopted_after_an_import_that_was_killed_and_destroyed(
    stack: Stack, simulator: SimulatorProcess
) -> None:
    """F11: the lock that the killed import has left is put away by `a2p adopt --import` itself."""
    UnmanagedCustomers(simulator).sole_proprietor()
    stack.file.unlink()
    stack.name = "jane-doe"
    adopt = ("adopt", "--base-url", simulator.url)
    assert a2p(stack, *adopt).status == Exit.DONE
    assert stack.pulumi("stack", "init", stack.name).status == 0
    leave_a_lock(stack)

    adopted = a2p(stack, *adopt, "--import")

    assert "is dead" in adopted.err, adopted
    assert "1 imported" in adopted.out, adopted
    assert stack.state.list_all_locks() == {}
    row = read_status(stack)
    assert (row["stack"], row["interrupted"]) == ("jane-doe", False)
    assert stack.preview("--expect-no-changes").status == 0

    destroyed = a2p(stack, "destroy", stack.name, "--yes", "--", "--skip-preview")
    assert destroyed.status == Exit.DONE, destroyed
    checkpoint = stack.state.read_checkpoint(stack.name)
    assert checkpoint is not None
    assert list(checkpoint.list_of_type("Brand")) == []


def leave_a_lock(stack: Stack) -> None:
    """That of a run which is dead, and known to have been."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    said = {
        "pid": ended.pid,
        "username": getpass.getuser(),
        "hostname": socket.gethostname(),
        "timestamp": datetime.now(UTC).isoformat(),
    }
    key = f".pulumi/locks/organization/a2p/{stack.name}/one.json"
    stack.state.store.write(key, json.dumps(said).encode())
