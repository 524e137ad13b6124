"""What the documents of the simulator say is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from simulator.fidelity import ENFORCED, RULES

ROOT = Path(__file__).resolve().parents[2]


def test_the_table_of_rules_is_current() -> None:
    command = [sys.executable, "-m", "simulator", "rules"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert (ROOT / "docs/simulator.md").read_text(encoding="utf-8") == printed


def test_every_enforced_rule_is_named_by_a_test() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    docstrings = " ".join(re.findall(r'"""(.*?)"""', tests, re.DOTALL))
    named = set(re.findall(r"\b[A-Z][0-9]{1,2}\b|\b1\.6\b", docstrings))
    for first, last in re.findall(r"\b([A-Z][0-9]{1,2}) to ([A-Z]?[0-9]{1,2})\b", docstrings):
        letter, start = first[0], int(first[1:])
        named |= {f"{letter}{number}" for number in range(start, int(last.lstrip(letter)) + 1)}
    missing = {rule.id for rule in RULES if rule.state == ENFORCED} - named
    assert not missing
