"""The server that `a2p serve` brings along, where it cannot start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fleet.embedded import run_embedded
from fleet.errors import FleetError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_that_is_no_database_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    folder = tmp_path / "fleet"
    folder.mkdir()
    (folder / "PG_VERSION").write_text("9.0\n")

    with pytest.raises(FleetError, match=r"does not start.*") as caught, run_embedded(folder):
        pass

    assert "--database-url" in caught.value.remedy
