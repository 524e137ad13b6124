"""Two accounts, one in the environment and one in the stack: told offline by `check` and `doctor`."""

from __future__ import annotations

from pathlib import Path

import pytest

from a2p.cli.app import main
from a2p.cli.doctor.result import CheckLevel
from a2p.cli.doctor.twilio import check_twilio
from a2p.cli.exit_codes import Exit
from a2p.cli.runs.selection import Selection
from a2p.engine.project import EngineProject
from a2p.errors import AnotherAccount
from a2p.state.backends.files import FileStore
from a2p.state.state import StoredState
from a2p.twilio.client.account_check import AccountCheck
from a2p.twilio.client.settings import Settings
from tests.support.stack_files import text_of, write

ONE, OTHER = "AC" + "1" * 32, "AC" + "2" * 32


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell that has sourced .a2p/env, with the credentials of one account."""
    monkeypatch.setenv("A2P_ROOT", "a working copy")
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", ONE)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "3" * 32)


def with_account(sid: str) -> str:
    return text_of("example").replace("config:\n", f"config:\n  a2p:accountSid: {sid}\n", 1)


@pytest.mark.usefixtures("project", "signed_in")
def test_check_tells_a_stack_file_that_names_another_account(capsys: pytest.CaptureFixture[str]) -> None:
    write("acme", with_account(OTHER))

    assert main(["check", "acme"]) == Exit.ERROR

    out = capsys.readouterr().out
    for words in (":9:3: ", "error: Two accounts", ONE, OTHER, "TWILIO_ACCOUNT_SID", "a2p:accountSid"):
        assert words in out
    assert "unset TWILIO_ACCOUNT_SID" in out


@pytest.mark.usefixtures("project", "signed_in")
def test_check_has_nothing_against_one_account_named_twice(capsys: pytest.CaptureFixture[str]) -> None:
    write("acme", with_account(ONE))

    assert main(["check", "acme"]) == Exit.DONE
    assert "Two accounts" not in capsys.readouterr().out


@pytest.mark.usefixtures("project")
def test_check_has_nothing_against_an_account_that_only_the_file_names(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("A2P_ROOT", "a working copy")
    write("acme", with_account(ONE))

    assert main(["check", "acme"]) == Exit.DONE
    assert "account" not in capsys.readouterr().out


def test_doctor_tells_two_accounts_before_anything_is_called() -> None:
    env = {"TWILIO_ACCOUNT_SID": ONE, "TWILIO_AUTH_TOKEN": "3" * 32}

    (found,) = check_twilio({"accountSid": OTHER}, env)

    assert (found.what, found.level) == ("credentials", CheckLevel.FAIL)
    assert ONE in found.text
    assert OTHER in found.text


@pytest.mark.parametrize(
    ("recorded", "words"),
    [
        ({"account_sid": OTHER, "twilio_world": "Twilio"}, f"registered in the account {OTHER}"),
        ({"account_sid": ONE, "twilio_world": "simulator abc"}, "registered at a simulator (simulator abc)"),
    ],
)
def test_doctor_holds_the_credentials_against_the_state(recorded: dict[str, str], words: str) -> None:
    env = {"TWILIO_ACCOUNT_SID": ONE, "TWILIO_AUTH_TOKEN": "3" * 32}

    (found,) = check_twilio({}, env, recorded)

    assert (found.what, found.level) == ("credentials", CheckLevel.FAIL)
    assert words in found.text
    assert found.remedy


@pytest.mark.parametrize(
    ("recorded", "region", "told"),
    [
        ("Twilio", "ie1", "registered at Twilio, and this run would call Twilio ie1"),
        ("Twilio au1", "ie1", "registered at Twilio au1, and this run would call Twilio ie1"),
        ("Twilio ie1", "us1", "registered at Twilio ie1, and this run would call Twilio"),
        ("Twilio ie1", "", "registered at Twilio ie1, and this run would call Twilio"),
    ],
)
def test_another_region_of_twilios_is_another_world(
    recorded: str, region: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There a SID of this one is not found, which reads like a deletion; an edge is only another way in."""
    monkeypatch.setenv("TWILIO_REGION", region)
    monkeypatch.setenv("TWILIO_EDGE", "dublin")
    account = AccountCheck(Settings(ONE, ONE, "3" * 32))

    with pytest.raises(AnotherAccount, match="Nothing was read or changed") as refused:
        account.compare({"account_sid": ONE, "twilio_world": recorded})

    assert told in str(refused.value)
    assert "TWILIO_REGION" in refused.value.remedy
    account.compare({"account_sid": ONE, "twilio_world": f"Twilio {region.replace('us1', '')}".strip()})


def with_own_account(**reference: str) -> str:
    lines = "".join(f"    {key}: {value}\n" for key, value in {"sid": OTHER, **reference}.items())
    return text_of("example").replace("config:\n", f"config:\n  a2p:account:\n{lines}", 1)


@pytest.mark.usefixtures("project", "signed_in")
def test_check_has_nothing_against_an_account_of_its_own_beside_the_environments(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("acme", with_own_account(environment="ACME"))

    assert main(["check", "acme"]) == Exit.DONE
    assert "account" not in capsys.readouterr().out


@pytest.mark.usefixtures("project", "signed_in")
def test_check_refuses_a_command_that_the_project_does_not_allow_and_runs_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("acme", with_own_account(command="touch run"))

    assert main(["check", "acme"]) == Exit.ERROR
    assert "a2p:account.command: Pulumi.yaml does not allow this command." in capsys.readouterr().out
    assert not Path("run").exists()


@pytest.mark.usefixtures("project")
def test_an_account_takes_one_reference(capsys: pytest.CaptureFixture[str]) -> None:
    write("acme", with_own_account(environment="ACME", file="acme.env"))

    assert main(["check", "acme"]) == Exit.ERROR
    assert "account: environment and file given, one of them needed" in capsys.readouterr().out


def test_customers_are_chosen_by_the_account_that_is_declared_where_none_is_recorded(tmp_path: Path) -> None:
    (tmp_path / "stacks").mkdir()
    state = StoredState(FileStore(tmp_path / "state"), "a2p")
    project = EngineProject(tmp_path, "a2p", tmp_path / "stacks", {}, state)
    project.stack_file("acme").write_text(with_own_account(environment="ACME"))
    project.stack_file("bolt").write_text(with_account(ONE))
    project.stack_file("corp").write_text(text_of("example"))

    assert Selection(account=OTHER).choose(project, []) == ["acme"]
    assert Selection(account=ONE).choose(project, []) == ["bolt"]
