"""
For all tests: each signs in to a simulator of its own; the user's environment says nothing.

And what a test starts heeds an interrupt. What a shell starts in the background ignores SIGINT, and so would
all that it starts in turn; a handler, of all things, is not inherited, and leaves the default.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from a2p import redaction
from tests.support import backends, tiers
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.backends import Backend
    from tests.support.miniature import World

for name in [name for name in os.environ if name.startswith("TWILIO_") or name == "A2P_SIMULATOR_URL"]:
    del os.environ[name]

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Before any fixture: nothing is known as personal yet, and the engine is out of a fast test's reach."""
    redaction._known = redaction._Known()
    if tiers.is_fast(item.path):
        tiers.hide_engine()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """A fast test fails when it does what only the tests of tests/e2e and tests/all may do."""
    if not tiers.is_fast(item.path):
        return (yield)
    servers = SimulatorProcess.count
    outcome = yield
    tiers.require_fast(SimulatorProcess.count - servers)
    return outcome


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_teardown() -> Iterator[None]:
    try:
        return (yield)
    finally:
        tiers.show_engine()


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """
    One world of the miniature engine for all tests of a worker, which begin it again, each for itself.

    It takes the place of the process's clock. A second one that lasts as long would take its place in turn,
    and a worker goes back and forth between folders.
    """
    from tests.support.miniature import World  # noqa: PLC0415  # it loads Pulumi, which most tests do without

    with World.started(tmp_path_factory.mktemp("world")) as started:
        yield started


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with backends.run_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    with backends.run_s3() as endpoint:
        yield endpoint


@pytest.fixture
def postgres_backend(postgres_server: str) -> Backend:
    return backends.make_database(postgres_server)


@pytest.fixture
def s3_backend(s3_server: str) -> Backend:
    return backends.make_bucket(s3_server)


@pytest.fixture(params=["files", "postgresql", "bucket"])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Backend:
    """An empty state of each kind."""
    if request.param == "files":
        return backends.make_folder(tmp_path / "state")
    name = "postgres_backend" if request.param == "postgresql" else "s3_backend"
    found: Backend = request.getfixturevalue(name)
    return found
