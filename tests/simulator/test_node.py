"""The walkthroughs by the official Node library; conftest.py leaves this out where it cannot be."""

from __future__ import annotations

import os
from pathlib import Path

from tests.support import node
from tests.support.library_walkthrough import walk


def test_the_node_library_walks_all_documents() -> None:
    modules = node.install()
    script = Path(__file__).with_name("walkthrough.js")
    walk(["node", str(script)], {**os.environ, "NODE_PATH": str(modules)})
