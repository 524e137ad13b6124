"""What the documents of the simulator say is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from simulator.fidelity import ENFORCED, RULES
from simulator.fidelity_2026 import list_newer_rules

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


def test_every_newer_rule_names_a_test_that_is_there() -> None:
    """U1 to U19 and M1 to M16, each once; what is not simulated says why."""
    rules = list(list_newer_rules())
    assert [rule.id for rule in rules] == [*(f"U{n}" for n in range(1, 20)), *(f"M{n}" for n in range(1, 17))]
    for rule in rules:
        assert rule.text, rule.id
        assert rule.is_simulated == (rule.test != "-"), rule.id
        if rule.is_simulated:
            file, function = rule.test.split("::")
            source = (Path(__file__).parent / f"test_{file}.py").read_text(encoding="utf-8")
            assert f"def {function}(" in source, rule.id
