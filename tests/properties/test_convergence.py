"""
From any state that can be reached, and for any declaration, a few runs bring the stack to rest.

On the way: no second Brand, no second OTP within a day, no approved Campaign deleted without consent, no call
before its time, no write in a preview (requirements G3, G7, O4, C10, M2; design, sections 4 to 8).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.properties.stories import tell_stories
from tests.support.stories.edits import EXAMPLES

if TYPE_CHECKING:
    from tests.support.miniature import World

STORIES = 10  # of each kind of customer


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_story_ends_at_rest(kind: str, world: World) -> None:
    tell_stories(kind, world, STORIES, same_each_time=True)
