"""Two accounts, one in the environment and one in the stack: told offline by `check` and `doctor`."""

from __future__ import annotations

import pytest

from a2p.cli.app import main
from a2p.cli.doctor.result import CheckLevel
from a2p.cli.doctor.twilio import check_twilio
from a2p.cli.exit_codes import Exit
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
