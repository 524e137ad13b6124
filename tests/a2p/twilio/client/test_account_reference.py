"""Whose key a run signs in with, where the stack file only says where it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from a2p.errors import CredentialsConflict, CredentialsMissing, DeclarationError
from a2p.twilio.client.account_reference import parse_secrets
from a2p.twilio.client.credentials import Credentials, choose_credentials

if TYPE_CHECKING:
    from pathlib import Path

OWN, PARENT = "AC" + "1" * 32, "AC" + "2" * 32
TOKEN, OTHER_TOKEN = "3" * 32, "4" * 32
PARENTS = {"TWILIO_ACCOUNT_SID": PARENT, "TWILIO_AUTH_TOKEN": OTHER_TOKEN}
COMMAND = "cat secrets/{sid}.env"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose code owners allow one command, and who works below its folder."""
    (tmp_path / "Pulumi.yaml").write_text(f"name: a2p\na2p: {{credentialCommands: ['{COMMAND}']}}\n")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "stacks").mkdir()
    monkeypatch.chdir(tmp_path / "stacks")
    return tmp_path


def choose(env: dict[str, str] | None = None, **account: str) -> Credentials:
    config: dict[str, Any] = {"account": json.dumps({"sid": OWN} | account)}
    return choose_credentials(config.get, PARENTS | (env or {}))


def test_a_prefix_names_the_variables_and_the_parents_are_not_mixed_in() -> None:
    token = choose({"ACME_AUTH_TOKEN": TOKEN}, environment="ACME")
    key = choose({"ACME_API_KEY": "SK1", "ACME_API_SECRET": TOKEN}, environment="ACME")

    assert token == Credentials(OWN, OWN, TOKEN, "a2p:account")
    assert key == Credentials(OWN, "SK1", TOKEN, "a2p:account")


def test_a_prefix_without_its_variables_takes_no_others() -> None:
    with pytest.raises(CredentialsMissing) as missing:
        choose(environment="ACME")

    assert f"the account {OWN} of a2p:account: the environment (variables ACME_AUTH_TOKEN" in str(
        missing.value
    )
    assert "docs/how-to/subaccounts.md" in str(missing.value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{TOKEN}\n", {"AUTH_TOKEN": TOKEN}),
        (f'{{"auth_token": "{TOKEN}"}}', {"AUTH_TOKEN": TOKEN}),
        (f"export TWILIO_AUTH_TOKEN='{TOKEN}'\n", {"AUTH_TOKEN": TOKEN}),
        (f"API_KEY=SK1\nAPI_SECRET={TOKEN}\n", {"API_KEY": "SK1", "API_SECRET": TOKEN}),
        ("", {}),
    ],
)
def test_a_text_gives_a_token_or_a_key_in_each_form(text: str, found: dict[str, str]) -> None:
    assert parse_secrets(text) == found


def test_a_file_is_found_from_the_projects_folder(project: Path) -> None:
    (project / "secrets" / "acme.json").write_text(json.dumps({"auth_token": TOKEN}))

    assert choose(file="secrets/acme.json").password == TOKEN
    with pytest.raises(CredentialsMissing, match=r"the file secrets/none\.json cannot be read"):
        choose(file="secrets/none.json")


def test_a_command_is_run_only_if_the_project_allows_it(project: Path) -> None:
    (project / "secrets" / f"{OWN}.env").write_text(f"AUTH_TOKEN={TOKEN}\n")

    assert choose(command=COMMAND).password == TOKEN
    with pytest.raises(DeclarationError) as refused:
        choose(command="cat /etc/passwd")
    assert 'a2p: {credentialCommands: ["cat /etc/passwd"]}' in str(refused.value)


def test_a_command_that_fails_tells_nothing_of_what_it_says(project: Path) -> None:
    assert project.is_dir()
    with pytest.raises(CredentialsMissing) as missing:
        choose_credentials({"account": json.dumps({"sid": PARENT, "command": COMMAND})}.get, {})

    assert "the command ended with 1" in str(missing.value)
    assert "No such file" not in str(missing.value)


def test_an_account_without_a_reference_has_the_stacks_own_secret() -> None:
    config = {"account": json.dumps({"sid": OWN}), "authToken": TOKEN}

    assert choose_credentials(config.get, {}) == Credentials(OWN, OWN, TOKEN, "a2p:account")
    with pytest.raises(CredentialsConflict, match="Two accounts"):
        choose_credentials(config.get, PARENTS)


def test_two_settings_of_the_stack_that_name_two_accounts_are_refused() -> None:
    config = {"account": json.dumps({"sid": OWN, "environment": "ACME"}), "accountSid": PARENT}

    with pytest.raises(CredentialsConflict, match="remove a2p:accountSid"):
        choose_credentials(config.get, {"ACME_AUTH_TOKEN": TOKEN})
