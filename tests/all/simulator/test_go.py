"""The walkthroughs by the official Go library; conftest.py leaves this out where it cannot be."""

from __future__ import annotations

import os

import pytest

from tests.support import golang
from tests.support.library_walkthrough import walk


@pytest.mark.timeout(golang.LONGEST_BUILD + 300)  # the library is large, and built once
def test_the_go_library_walks_all_documents() -> None:
    walk([str(golang.build())], os.environ)
