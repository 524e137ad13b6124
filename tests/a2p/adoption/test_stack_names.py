"""The names of stacks, made and given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.adoption.stack_names import read_names, slugify
from a2p.errors import DeclarationError

if TYPE_CHECKING:
    from pathlib import Path

BRAND, SERVICE = "BN" + "1" * 32, "MG" + "2" * 32


@pytest.mark.parametrize(
    ("name", "stack"),
    [
        ("Jane's Garden Care", "janes-garden-care"),
        ("Café Zoë & Söhne, S.A.", "cafe-zoe-sohne-s-a"),
        ("  --  ", ""),
        ("東京", ""),
        ("x" * 60, "x" * 40),
    ],
)
def test_a_name_becomes_letters_digits_and_hyphens(name: str, stack: str) -> None:
    assert slugify(name) == stack


def test_names_are_read_with_and_without_a_heading(tmp_path: Path) -> None:
    file = tmp_path / "map.csv"
    rows = f"{BRAND},acme\r\n{SERVICE}, owl \n\n"

    for heading in ("", "sid,stack\n", "\ufeffsid,stack\n"):
        file.write_text(heading + rows, encoding="utf-8")
        assert read_names(file) == {BRAND: "acme", SERVICE: "owl"}


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        (f"{BRAND}\n", "line 1: not a name for a stack"),
        (f"{BRAND},a b\n", "line 1: not a name for a stack"),
        (f"{BRAND},../x\n", "line 1: not a name for a stack"),
        (f"sid,name\nacme,{BRAND}\n", "line 2: the first value must be a SID"),
        (f"{BRAND},acme\n{SERVICE},acme\n", "line 2: acme is given twice"),
    ],
)
def test_a_wrong_line_is_told_by_its_number(tmp_path: Path, rows: str, complaint: str) -> None:
    file = tmp_path / "map.csv"
    file.write_text(rows)

    with pytest.raises(DeclarationError, match=complaint):
        read_names(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match="cannot be read"):
        read_names(tmp_path / "map.csv")
