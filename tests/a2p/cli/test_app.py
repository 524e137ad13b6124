"""The command `a2p`: installed, quick to start, and clear about wrong usage."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from a2p.cli.app import app, main
from a2p.cli.exit_codes import Exit
from tests.support.imported import imported_by

COMMAND = Path(sys.executable).parent / "a2p"
# What explaining a code can do without.
SLOW = ("a2p.plan", "pulumi", "twilio", "pydantic", "requests", "rich.console", "importlib.metadata")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=60)


def test_the_command_is_installed_and_its_exit_code_arrives() -> None:
    assert run("explain", "30893").returncode == Exit.DONE
    assert run("explain", "penfing").returncode == Exit.ERROR


def test_it_tells_its_version() -> None:
    assert run("--version").stdout.strip() == version("a2p")


def test_help_names_every_verb_and_loads_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == Exit.DONE

    told = capsys.readouterr().out
    verbs = [name for name in app if not name.startswith("-")]
    assert "explain" in verbs
    assert all(f"\n  {verb} " in told for verb in verbs)
    assert not [name for name in imported_by("--help") if name.startswith(("a2p.catalogue", "a2p.plan"))]


@pytest.mark.parametrize("verb", [[verb] for verb in app if not verb.startswith("-")] + [["sim", "decide"]])
def test_each_verbs_help_fits_a_narrow_terminal_and_calls_it_as_it_can_be_called(
    verb: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    assert main([*verb, "--help"]) == Exit.DONE

    told = capsys.readouterr().out
    assert [line for line in told.splitlines() if len(line) > 80] == []
    assert told.endswith(
        "\nExit codes: 0 done, 1 error, 2 waiting, 3 a person must act, 4 blocked, 7 drift.\n"
    )
    for example in re.findall(r"^(?:  |\$ )a2p (.+?)(?: >.*)?$", told, re.MULTILINE):
        app.parse_args(shlex.split(example), exit_on_error=False, print_error=False)


def test_explaining_loads_nothing_slow() -> None:
    loaded = imported_by("explain", "30893")

    assert "a2p.catalogue.codes" in loaded
    assert [name for name in SLOW if name in loaded] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["explian"], 'Did you mean "explain"?'), (["explain", "--jsn"], "Did you mean --json?")],
)
def test_wrong_usage_is_an_error_and_not_one_of_our_outcomes(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == Exit.ERROR

    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert told.err.endswith("  do: a2p --help\n")


def test_each_exit_code_has_one_meaning() -> None:
    assert [int(each) for each in Exit] == [0, 1, 2, 3, 4, 7]


@pytest.mark.parametrize("words", ["explain 30893", "schema", "--help"])
def test_output_that_cannot_be_written_is_an_error_with_what_to_do(words: str) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [COMMAND, *words.split()], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert (ran.returncode, ran.stderr.splitlines()[0]) == (Exit.ERROR, "a2p: No space left on device")
    assert "do: make room" in ran.stderr


def test_a_closed_output_is_no_place_for_the_next_file(tmp_path: Path) -> None:
    """The engine would write what it says into a file that got the number of standard output."""
    told = tmp_path / "told"
    opens = (
        "import sys; from a2p.cli.app import main; "
        "main(['explain', '30893']); file = open(sys.argv[1], 'w'); assert file.fileno() > 2; "
        "file.write('whole')"
    )
    command = 'exec 0<&- 1>&- 2>&-; exec "$0" -c "$1" "$2"'
    ran = subprocess.run(["sh", "-c", command, sys.executable, opens, str(told)], check=False)

    assert (ran.returncode, told.read_text()) == (0, "whole")


def test_a_folder_that_is_gone_ends_without_a_traceback(tmp_path: Path) -> None:
    gone = f'cd "$0" && rmdir "$0" && exec "{COMMAND}" status'
    ran = subprocess.run(["sh", "-c", gone, tmp_path], capture_output=True, text=True, check=False)
    assert (ran.returncode, "cd to a folder that exists" in ran.stderr) == (Exit.ERROR, True)
