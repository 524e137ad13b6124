"""Stack files whose aliases stand for millions of values, as the engine and the program read them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess


# The engine's own parser refuses what is nine parts alias to one part text; what is less comes to us.
_NINEFOLD = [
    f"    a: &a [{', '.join(['lol'] * 9)}]",
    *(f"    {n}: &{n} [{', '.join([f'*{before}'] * 9)}]" for before, n in itertools.pairwise("abcd")),
]
_WIDE = [f"    a: &a [{', '.join(['lol'] * 100)}]", f"    b: [{', '.join(['*a'] * 60)}]"]


@pytest.mark.parametrize(
    ("bomb", "told"),
    [
        (_NINEFOLD, "document contains excessive aliasing"),
        (_WIDE, "campaign: more than 5000 values: check it for repeated aliases"),
    ],
    ids=["deep", "wide"],
)
def test_an_alias_bomb_is_refused_by_the_preview_before_any_call(
    bomb: list[str], told: str, tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)
    before = len(stack.calls())
    lines = stack.file.read_text().splitlines()
    begin = lines.index("  a2p:campaign:") + 1
    end = next(n for n in range(begin, len(lines)) if not lines[n].startswith("    "))
    stack.file.write_text("\n".join([*lines[:begin], *bomb, *lines[end:]]) + "\n")

    run = stack.preview()

    assert run.status != 0
    assert told in run.output
    assert "Traceback" not in run.output
    assert len(stack.calls()) == before
