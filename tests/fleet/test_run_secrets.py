"""Secrets from files and commands: read for each run, and told to nobody."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

import pytest

from a2p.redaction import redact
from fleet.errors import FleetError
from fleet.run_secrets import read_secrets

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "b7c1d5e9f3a24680b7c1d5e9f3a24680"


def test_a_file_and_a_command_give_secrets_and_are_read_again(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    command = shlex.join([sys.executable, "-c", "print('a pass phrase')"])
    env = os.environ | {"TWILIO_AUTH_TOKEN_FILE": str(file), "PULUMI_CONFIG_PASSPHRASE_COMMAND": command}

    assert read_secrets(env) == {"TWILIO_AUTH_TOKEN": TOKEN, "PULUMI_CONFIG_PASSPHRASE": "a pass phrase"}
    file.write_text("rotated-token-of-tomorrow")
    assert read_secrets(env)["TWILIO_AUTH_TOKEN"] == "rotated-token-of-tomorrow"
    assert read_secrets({}) == {}
    assert TOKEN not in redact(f"the token {TOKEN} of before")


@pytest.mark.parametrize(
    ("variable", "text", "says"),
    [
        ("TWILIO_AUTH_TOKEN_FILE", "/nowhere/token", "TWILIO_AUTH_TOKEN_FILE gives no secret"),
        ("A2P_LEDGER_KEY_FILE", os.devnull, "A2P_LEDGER_KEY_FILE gives an empty secret"),
        (
            "TWILIO_API_SECRET_COMMAND",
            "sh -c 'echo the-secret; exit 3'",
            "TWILIO_API_SECRET_COMMAND gives no",
        ),
        ("TWILIO_API_SECRET_COMMAND", "/nowhere/command", "TWILIO_API_SECRET_COMMAND gives no secret"),
    ],
)
def test_what_gives_none_is_named_and_not_its_value(variable: str, text: str, says: str) -> None:
    with pytest.raises(FleetError, match=says) as caught:
        read_secrets(os.environ | {variable: text})

    assert "the-secret" not in str(caught.value)
