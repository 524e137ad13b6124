"""TAB, in a real bash: what it proposes, how soon, and what the scripts of the other shells are."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from a2p.cli.app import app, main
from a2p.cli.exit_codes import Exit
from tests.support.imported import imported_by
from tests.support.stack_files import text_of, write

COMMAND = Path(sys.executable).parent / "a2p"
SHELLS = ("bash", "zsh", "fish")
# What completing the names of customers can do without.
SLOW = (
    "pydantic",
    "pulumi",
    "twilio",
    "requests",
    "yaml",
    "phonenumbers",
    "a2p.cli.runs.one_customer",
    "a2p.declared",
)
_TAB = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
$(complete -p a2p | sed 's/.*-F \\([^ ]*\\).*/\\1/')
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `a2p completion show` writes for bash."""
    shown = subprocess.run(
        [COMMAND, "completion", "show", "--shell", "bash"], capture_output=True, text=True, check=True
    )
    file = tmp_path_factory.mktemp("completion") / "a2p.bash"
    file.write_text(shown.stdout, encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def three(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three customers, one of whom has only a state."""
    write("acme", text_of("example-standard"))
    state = project / "state"
    begun = state / ".pulumi" / "stacks" / "a2p"
    begun.mkdir(parents=True)
    (begun / "gone.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("PULUMI_BACKEND_URL", f"file://{state}")
    monkeypatch.setenv("PATH", f"{COMMAND.parent}:{os.environ['PATH']}")


def tab(script: Path, *words: str) -> list[str]:
    """What bash proposes for the last word."""
    asked = ["bash", "--norc", "-c", _TAB, "bash", str(script), "a2p", *words]
    proposed = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60).stdout
    return proposed.split()


@pytest.mark.parametrize("verb", ["up", "preview", "destroy", "status", "drift", "doctor", "check", "new"])
def test_customers_are_proposed_for_each_verb_that_takes_them(verb: str, script: Path) -> None:
    assert tab(script, verb, "") == ["acme", "gone", "good"]
    assert tab(script, verb, "go") == ["gone", "good"]


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        (["up", "acme", ""], ["gone", "good"]),
        (["up", "--yes", "acme", "g"], ["gone", "good"]),
        (["otp", "resend", "a"], ["acme"]),
        (["otp", "status", "a"], ["acme"]),
        (["otp", ""], ["status", "resend"]),
        (["prev"], ["preview"]),
        (["completion", ""], ["install", "show"]),
        (["preview", "--rep"], ["--report"]),
        (["preview", "--report", ""], ["markdown", "json", "html"]),
        (["new", "good", "--update", "--set", "otp."], ["otp.resend=", "otp.max_total="]),
        (["explain", "3089"], [str(code) for code in range(30890, 30900)]),
        (["explain", "waiting_for_o"], ["waiting_for_otp"]),
        (["explain", "P1"], ["P1", "P10", "P11", "P12", "P13", "P14"]),
        (["sim", "dec"], ["decide"]),
        (["sim", "decide", "camp"], ["campaign"]),
        (["sim", "decide", "campaign", "ac"], ["acme"]),
        (["sim", "decide", "campaign", "acme", "V"], ["VERIFIED"]),
        (["sim", "otp-reply", "ac"], ["acme"]),
        (["check", "stacks/"], ["stacks/Pulumi.acme.yaml", "stacks/Pulumi.good.yaml"]),
    ],
)
def test_words_are_proposed_by_where_they_stand(words: list[str], proposed: list[str], script: Path) -> None:
    assert tab(script, *words) == proposed


def test_outside_a_project_nothing_is_said_and_nothing_fails(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)

    assert tab(script, "check", "nothing/") == []


def test_every_verb_is_in_the_script_of_each_shell(capsys: pytest.CaptureFixture[str]) -> None:
    verbs = [name for name in app if not name.startswith("-")]

    for shell in SHELLS:
        assert main(["completion", "show", "--shell", shell]) == Exit.DONE
        shown = capsys.readouterr().out
        assert [verb for verb in verbs if verb not in shown] == []
        if found := shutil.which(shell):
            checked = subprocess.run([found, "-n"], input=shown, text=True, capture_output=True, check=False)
            assert (checked.returncode, checked.stderr) == (0, "")


def test_names_are_proposed_without_loading_anything_slow() -> None:
    loaded = imported_by("__complete", "up", "")

    assert "a2p.cli.terminal.completers" in loaded
    assert [name for name in SLOW if name in loaded] == []


def test_the_answer_costs_less_than_a_third_of_a_second() -> None:
    costs = []
    for _ in range(3):
        before = os.times()
        subprocess.run([COMMAND, "__complete", "up", ""], capture_output=True, check=True, timeout=60)
        after = os.times()
        costs.append(after.children_user - before.children_user)

    assert min(costs) < 0.33


@pytest.mark.parametrize(
    ("shell", "file", "rc"),
    [
        ("bash", ".local/share/bash-completion/completions/a2p", ".bashrc"),
        ("zsh", ".zsh/completions/_cyclopts_a2p", ".zshrc"),
        ("fish", ".config/fish/completions/a2p.fish", ""),
    ],
)
def test_it_is_installed_where_the_shell_looks_and_twice_is_once(
    shell: str, file: str, rc: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    if rc:
        (home / rc).write_text("# mine\n", encoding="utf-8")
    env = {**os.environ, "HOME": str(home), "SHELL": f"/bin/{shell}"}
    env = {key: value for key, value in env.items() if not key.startswith("ZSH")}

    install = [str(COMMAND), "completion", "install"]
    subprocess.run(install, env=env, check=True, timeout=60)
    done = subprocess.run(install, env=env, capture_output=True, text=True, check=True, timeout=60)

    assert f"{home / file} is written\n" in done.stdout
    assert done.stdout.endswith(f"  do: exec {shell}\n")
    assert "completion" in (home / file).read_text(encoding="utf-8").lower()
    if rc:
        text = (home / rc).read_text(encoding="utf-8")
        assert "# mine\n" in text
        assert len([line for line in text.splitlines() if "completions" in line and line[0] != "#"]) == 1


def test_no_rc_leaves_the_files_of_the_shell_alone(tmp_path: Path) -> None:
    env = {**os.environ, "HOME": str(tmp_path)}

    subprocess.run(
        [COMMAND, "completion", "install", "--shell", "bash", "--no-rc"], env=env, check=True, timeout=60
    )
    assert not (tmp_path / ".bashrc").exists()


def test_another_shell_is_refused_with_what_to_say(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHELL", "/bin/tcsh")

    assert main(["completion", "show"]) == Exit.ERROR
    assert capsys.readouterr().err == (
        "a2p: no completion for tcsh\n  do: say which with --shell bash, zsh or fish\n"
    )
