"""What the pages of the documentation are made of: stories, links, variables, and how a page is compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.support.console_pages import STORIES, Command, commands
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOCS = ROOT / "docs"


def test_every_page_with_commands_belongs_to_a_story() -> None:
    with_commands = {
        str(page.relative_to(DOCS))
        for page in DOCS.rglob("*.md")
        if any(commands(page.read_text(encoding="utf-8")))
    }

    # tests/docs/test_quickstart.py has a clone of its own.
    assert with_commands == {page for pages in STORIES.values() for page in pages} | {"quickstart.md"}


def test_no_block_of_commands_is_written_so_that_it_would_be_passed_over() -> None:
    """An indented one, or one with prompts under another name, would be shown and not run."""
    fence = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
    passed_over = [
        f"{page.relative_to(DOCS)}: {inside.splitlines()[0]}"
        for page in DOCS.rglob("*.md")
        for indent, name, inside in fence.findall(page.read_text(encoding="utf-8"))
        if (indent and name == "console")
        or (name != "console" and re.search(r"^ *\$ ", inside, re.MULTILINE))
    ]

    assert passed_over == []


def test_the_tutorial_edits_nothing_but_what_the_terminal_names_after_the_rejection() -> None:
    told = ""
    edited = []
    for command in commands((DOCS / "tutorial.md").read_text(encoding="utf-8")):
        if "campaign_failed" in told and (path := re.search(r"config set .*--path '([^']+)'", command.text)):
            assert f"you: edit {path[1]} in" in told
            edited.append(path[1])
        told = told if command.text.startswith("a2p explain") else command.expected

    assert edited == ["campaign.message_samples[1]"]


@pytest.mark.parametrize(
    ("shown", "said", "agrees"),
    [
        ("a\n…\nd", "a\nb\nc\nd", True),
        ("a\n…\nd", "a\nd", True),
        ("a\n…", "a\nb", True),
        ("a … c", "a b c", True),
        ("a … c", "a\nc", False),
        ("a", "a\nb", False),
        ("", "an error", False),
        ("exit code 3", "exit code 2", False),
        ("…\nexit code 3", "exit code 3\nmore", False),
    ],
)
def test_a_page_agrees_with_what_was_said_only_where_it_shows_dots(
    shown: str, said: str, *, agrees: bool
) -> None:
    assert Command("", 0, 0, shown).contradicted_by(said) is not agrees


def test_every_page_of_the_site_is_there_and_every_page_is_on_the_site() -> None:
    navigation = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    listed = set(_leaves(navigation))
    written = {str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md")}

    assert listed <= written
    assert {page for page in written - listed if not page.startswith(("decisions/", "gitops/"))} == set()
    assert written & _decisions() == _decisions()


def _leaves(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        for each in tree:
            yield from _leaves(each)
    elif isinstance(tree, dict):
        yield from _leaves(list(tree.values()))


def _decisions() -> set[str]:
    """The decisions that the page of decisions links."""
    page = (DOCS / "decisions.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\((decisions/[^)]+)\)", page))
    assert linked == {f"decisions/{file.name}" for file in (DOCS / "decisions").glob("*.md")}
    return linked


def test_every_link_of_the_readme_and_the_pages_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "AGENTS.md", *DOCS.rglob("*.md")]

    dead = [
        f"{page.relative_to(ROOT)}: {link}" for page in pages for link in _links(page) if _is_dead(page, link)
    ]

    assert dead == []


def test_every_environment_variable_that_the_code_reads_is_explained() -> None:
    sources = [
        file for folder in ("a2p", "providers", "script/engine") for file in (ROOT / folder).rglob("*.py")
    ]
    sources.append(ROOT / "script" / "simulator")
    read = {
        name
        for file in sources
        for name in re.findall(
            r'"((?:A2P|TWILIO|PULUMI_CONFIG|XDG)_[A-Z_]+)"', file.read_text(encoding="utf-8")
        )
    }

    explained = set(re.findall(r"`([A-Z0-9_]+)`", (DOCS / "environment.md").read_text(encoding="utf-8")))
    assert read
    assert read - explained == set()


def _links(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]


def _is_dead(page: Path, link: str) -> bool:
    path, _, heading = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return not target.exists() or bool(heading and heading not in _headings(target))


def _headings(page: Path) -> set[str]:
    """The headings of a page as the site and GitHub write them into addresses."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).strip().replace(" ", "-") for title in titles}
