"""That the crash matrix notices a look that is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reliability import mutants

if TYPE_CHECKING:
    from tests.support.miniature import World


@pytest.mark.parametrize("mutant", mutants.MUTANTS)
def test_the_crash_matrix_is_red_without(mutant: str, world: World) -> None:
    assert mutants.is_noticed(world, mutant)
