"""CONTRIBUTING.md names files and tests; each of them is there, and so is each tier it promises."""

from __future__ import annotations

import re

from tests.support import tiers
from tests.support.simulator import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FOLDERS = ("a2p", "providers", "simulator", "tests", "stacks", "docs", "script")


def test_every_file_that_a_recipe_names_is_there() -> None:
    named = set(re.findall(rf"`((?:{'|'.join(FOLDERS)})/[^`<>* ]+|[a-z_]+\.py)`", PAGE))
    paths = {name for name in named if "/" in name}

    assert len(paths) > 40
    assert {path for path in paths if not (ROOT / path).exists()} == set()


def test_every_tier_is_a_target_of_make() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^\| `make ([a-z-]+)` \|", PAGE, re.MULTILINE))

    assert targets == {"test-fast", "test", "test-all", "nightly"}
    assert all(re.search(rf"^{target}: ", makefile, re.MULTILINE) for target in targets)
    assert all(f"`tests/{folder}`" in PAGE for folder in tiers.SLOW)


def test_the_page_of_a_recipe_names_what_fails_for_each_kind_of_change() -> None:
    recipes = re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]

    assert len(recipes) == 6
    assert all("[" in recipe and "`tests/" in recipe for recipe in recipes)
