"""`a2p sim` without a customer: its errors, and whether a simulator runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from a2p.cli.app import main
from a2p.cli.exit_codes import Exit

if TYPE_CHECKING:
    import pytest


def test_the_simulators_own_errors_end_with_ours(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["sim", "decide", "campaign", "MG" + "0" * 32, "nonsense", "--error", "x"]) == Exit.ERROR

    assert "CODE:FIELD,FIELD:DESCRIPTION is needed" in capfd.readouterr().err


def test_whether_the_simulator_of_this_copy_runs_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["sim", "status"]) in {Exit.DONE, Exit.ERROR}

    assert capfd.readouterr().out.startswith("==> Simulator: ")
