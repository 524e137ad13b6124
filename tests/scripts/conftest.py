"""The fixture that every test of the set-up starts from."""

from pathlib import Path

import pytest

from tests.scripts.clone import Clone


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone.make(tmp_path)
