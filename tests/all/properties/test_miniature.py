"""The engine in small does what the real one does: every story, told to both, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.properties.engines import STORIES, compare_engines

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.miniature import World


@pytest.mark.parametrize("name", STORIES)
def test_the_engine_in_small_does_what_the_real_one_does(name: str, world: World, tmp_path: Path) -> None:
    compare_engines(name, world, tmp_path)
