"""From any state, and for any declaration, a few runs bring the stack to rest: other stories each night."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.properties.stories import tell_stories
from tests.support.stories.edits import EXAMPLES

if TYPE_CHECKING:
    from tests.support.miniature import World

STORIES = int(os.environ.get("A2P_NIGHTLY_EXAMPLES", "1000"))  # of each kind of customer


@pytest.mark.timeout(0)
@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_story_ends_at_rest(kind: str, world: World) -> None:
    tell_stories(kind, world, STORIES, same_each_time=False)
