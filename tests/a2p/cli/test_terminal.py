"""Text for a terminal: no wider than it is, and bold only where somebody sees it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from a2p.cli.terminal import text

LONG = "as long as it is, this line is broken between its words, and its words are never broken"
URL = f"https://www.twilio.com/{'x' * 60}"


def seen(**environment: str) -> str:
    """What `a2p explain C11` writes on a real terminal."""
    ours, theirs = pty.openpty()
    environ = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "TERM"}}
    command = [
        sys.executable,
        "-c",
        "import sys; from a2p.cli.app import main; sys.exit(main(['explain', 'C11']))",
    ]
    subprocess.run(command, stdout=theirs, env={**environ, **environment}, check=True, timeout=60)
    os.close(theirs)
    try:
        return os.read(ours, 10_000).decode()
    finally:
        os.close(ours)


@pytest.mark.parametrize("columns", [50, 80])
def test_no_line_is_wider_than_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))

    lines = text.format_labelled("do", LONG).splitlines()

    assert len(lines) > 1
    assert max(map(len, lines)) <= columns
    assert {line[:16] for line in lines[1:]} == {" " * 16}


def test_lines_stay_readable_on_a_very_wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")

    assert max(map(len, text.format_paragraph(LONG * 3).splitlines())) <= 100


def test_an_address_is_never_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")

    assert URL in text.format_labelled("page", f"see {URL} for more")


def test_a_heading_is_bold_on_a_terminal() -> None:
    assert seen(TERM="xterm").startswith("\x1b[1mC11\x1b[0m")


@pytest.mark.parametrize("environment", [{"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_heading_is_plain_where_nobody_wants_it_bold(environment: dict[str, str]) -> None:
    assert seen(**environment).startswith("C11  (requirement)")
