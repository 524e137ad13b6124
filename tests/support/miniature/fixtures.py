"""One world of the miniature engine for all tests of a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.miniature import World

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Its tests begin it again, each for itself."""
    with World.started(tmp_path_factory.mktemp("world")) as started:
        yield started
