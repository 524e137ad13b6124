"""
A disk that is full while the engine writes the state, and what brings the customer back (F6).

The engine puts a checkpoint that it could not write whole in the place of the one before. Here the size of
what it may write is limited, which any machine can do: the write fails where it fails on a full disk.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.killed_up import UP, brands, require_converged_by_one_up
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

SPEED = 1000


def limit_engine(folder: Path, kibibytes: int) -> str:
    """A folder for PATH, with an engine that can write no larger file."""
    engine = shutil.which("pulumi")
    (folder / "limited").mkdir()
    limited = folder / "limited" / "pulumi"
    # Python would write its bytecode cut off, too, and find it there for ever.
    limited.write_text(
        f'#!/bin/bash\nexport PYTHONDONTWRITEBYTECODE=1\nulimit -f {kibibytes}\nexec {engine} "$@"\n'
    )
    limited.chmod(0o755)
    return str(limited.parent)


def follow_remedy(stack: Stack, told: str) -> None:
    """Do what a message says: where the engine's backup is cut off, too, everything is found by its mark."""
    if "a2p doctor --restore customer" in told:
        assert a2p(stack, "doctor", "--restore", "customer").status == Exit.DONE
        return
    assert "remove encryptionsalt from Pulumi.customer.yaml" in told
    for file in (stack.project.parent / "state/.pulumi/stacks").glob("*/customer.json*"):
        file.unlink()
    declared = stack.project / "stacks" / "Pulumi.customer.yaml"
    lines = declared.read_text(encoding="utf-8").splitlines(keepends=True)
    declared.write_text("".join(line for line in lines if not line.startswith("encryptionsalt:")))


@pytest.mark.parametrize(("kibibytes", "bought"), [(4, 0), (5, 1)], ids=["before the Brand", "after it"])
def test_a_disk_that_is_full_while_the_state_is_written_costs_no_second_brand(
    kibibytes: int, bought: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SimulatorProcess.start(SPEED) as simulator:
        stack = Stack.of_example("example", tmp_path, simulator)
        with monkeypatch.context() as full:
            full.setenv("PATH", limit_engine(tmp_path, kibibytes), prepend=":")
            failed = a2p(stack, *UP)

        assert failed.status == Exit.ERROR, failed
        assert "file too large" in failed.out
        assert "make room first" in failed.err
        assert len(brands(stack)) == bought

        told = a2p(stack, "status", "customer", "--json")
        assert (told.status, told.data[0]["stage"]) == (Exit.ERROR, "unreadable")
        assert a2p(stack, *UP).status == Exit.ERROR  # and it buys nothing
        assert len(brands(stack)) == bought
        follow_remedy(stack, failed.err)
        require_converged_by_one_up(stack)
