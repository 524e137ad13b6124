"""Leaves out what this machine has no tools for, and says so aloud."""

from __future__ import annotations

from tests.support import golang

collect_ignore = [] if golang.is_usable() else ["test_go.py"]


def pytest_report_header() -> str:
    return (
        "go: usable" if golang.is_usable() else "go: unusable, so tests/all/simulator/test_go.py is left out"
    )
