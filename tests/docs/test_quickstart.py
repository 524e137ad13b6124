"""The README shows what the quickstart runs."""

from __future__ import annotations

import re

from tests.support.console_pages import commands
from tests.support.simulator import ROOT

_PAGE = ROOT / "docs" / "quickstart.md"


def test_the_readme_shows_the_commands_of_the_quickstart() -> None:
    tested = {_bare(command.text) for command in commands(_PAGE.read_text(encoding="utf-8"))}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(
        r"^    ((?:make up|a2p (?:sim|up)) .+)$", readme.split("## What it does")[0], re.MULTILINE
    )

    assert len(shown) == 5
    assert {_bare(command) for command in shown} - tested == set()


def _bare(command: str) -> str:
    """Without what is said about it, and where its output goes."""
    return re.sub(r"\s*(#|>|;).*", "", command).strip()
