"""What stories are told in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.miniature import World


@pytest.fixture
def world(world: World) -> World:
    """The one of this worker, at its beginning."""
    world.begin_again()
    return world
