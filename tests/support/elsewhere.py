"""A customer whose state is in PostgreSQL or in a bucket, and its line of `a2p status`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.command import a2p
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.support.backends import Backend
    from tests.support.simulator import SimulatorProcess

BACKENDS = {"postgresql": "postgres_backend", "bucket": "s3_backend"}


def declare_elsewhere(request: pytest.FixtureRequest, folder: Path, simulator: SimulatorProcess) -> Stack:
    """A customer that is declared and was never begun; the fixture that asks has BACKENDS as params."""
    backend: Backend = request.getfixturevalue(BACKENDS[request.param])
    return Stack.of_example("example", folder, simulator, backend=backend, begin=False)


def read_status(stack: Stack) -> dict[str, Any]:
    """The one line of `a2p status --json`."""
    (row,) = a2p(stack, "status", "--json").data
    found: dict[str, Any] = row
    return found
