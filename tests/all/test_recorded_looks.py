"""What stopped a run stands in `a2p status` until the edit is taken back or agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from a2p.cli.exit_codes import Exit
from tests.support.approved import register_verified
from tests.support.command import a2p
from tests.support.console_calls import words

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess

PERSON = "authorized_representative_1"


def test_a_run_that_was_stopped_is_told_until_the_edit_is_taken_back(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack, _service = register_verified(tmp_path, simulator)
    stack.edit(lambda declared: declared["campaign"].update(age_gated=True))
    assert a2p(stack, "preview", stack.name).status == Exit.BLOCKED
    assert a2p(stack, "status", stack.name).status == Exit.DONE, "a preview decides nothing"

    assert a2p(stack, "up", stack.name, "--yes").status == Exit.BLOCKED

    status = a2p(stack, "status", stack.name)
    assert status.status == Exit.PERSON
    assert "the last run was stopped, and has changed nothing: Campaign: it is approved" in words(status)
    assert f"a2p preview {stack.name}" in words(status)
    (row,) = a2p(stack, "status", stack.name, "--json").data
    assert (row["actor"], row["drift"]) == ("you", None)
    assert [each["resource"] for each in row["stopped"]] == ["Campaign"]
    stack.edit(lambda declared: declared["campaign"].update(age_gated=False))
    assert a2p(stack, "preview", stack.name).status == Exit.DONE
    assert a2p(stack, "status", stack.name).status == Exit.DONE
