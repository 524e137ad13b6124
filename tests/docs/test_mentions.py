"""Commands that the pages mention without showing what they say: each is one that `a2p` takes."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import cyclopts
import pytest

from a2p.cli.app import app
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_PAGES = [ROOT / "README.md", ROOT / "AGENTS.md", *sorted((ROOT / "docs").rglob("*.md"))]
_INLINE = re.compile(r"`(a2p [^`]+)`")
_SHOWN = re.compile(r"^(?: {4,}|> |\$ )?(a2p [^:\n]+(?:=.*)?)$", re.MULTILINE)
_NOT_OURS = re.compile(r"\s+(?:#|\||&&|\d?>|--\s|--$).*|;.*", re.DOTALL)  # remarks, the shell's, Pulumi's
_AND_SO_ON = re.compile(r"[\[\]\\]|\s…$")


def _mentioned(page: Path) -> set[str]:
    text = page.read_text(encoding="utf-8")
    return {
        _AND_SO_ON.sub("", _NOT_OURS.sub("", found)) for found in _INLINE.findall(text) + _SHOWN.findall(text)
    }


@pytest.mark.parametrize("page", _PAGES, ids=[str(page.relative_to(ROOT)) for page in _PAGES])
def test_each_command_on_a_page_is_understood(page: Path) -> None:
    wrong = {command: why for command in _mentioned(page) if (why := _misunderstood(command))}

    assert wrong == {}


def test_each_verb_is_on_a_page_that_a_person_wrote() -> None:
    pages = [page for page in _PAGES if "reference" not in page.parts]
    shown = {shlex.split(command)[1] for page in pages for command in _mentioned(page)}

    assert {verb for verb in app if not verb.startswith("-")} - shown == set()


@pytest.mark.parametrize("command", ["a2p pu acme", "a2p up acme --max-costs 5", "a2p otp renew acme"])
def test_what_a2p_does_not_take_is_found(command: str) -> None:
    assert _misunderstood(command)


def _misunderstood(command: str) -> str:
    """Why `a2p` would not take it; a verb alone may stand for itself."""
    try:
        app.parse_args(shlex.split(command)[1:], exit_on_error=False, print_error=False)
    except cyclopts.MissingArgumentError:
        return ""
    except cyclopts.CycloptsError as error:
        return str(error)
    return ""
