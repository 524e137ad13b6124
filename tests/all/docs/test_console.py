"""Every command of the documentation is run, and what a page shows is what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.console_pages import STORIES, Project, commands, start_simulator
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOCS = ROOT / "docs"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with start_simulator() as simulator:
        yield Project.make(tmp_path, simulator)


@pytest.mark.timeout(900)  # some twenty runs of the engine, one after the other
@pytest.mark.parametrize("pages", STORIES.values(), ids=STORIES.keys())
def test_commands_say_what_the_page_shows(pages: list[str], project: Project) -> None:
    for page in pages:
        for command in commands((DOCS / page).read_text(encoding="utf-8")):
            said = project.run(command.text)

            assert not command.contradicted_by(said), f"{page}: $ {command.text}\n{said}"
