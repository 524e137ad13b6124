"""A run at Twilio itself that seals a customer's data with the examples' passphrase says so (F23)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.cli.runs.public_passphrase import warn_of_public_passphrase
from a2p.engine.project import EngineProject

if TYPE_CHECKING:
    from pathlib import Path

PUBLIC = {"PULUMI_CONFIG_PASSPHRASE": "a2p-example"}


def told(folder: Path, env: dict[str, str], text: str, capsys: pytest.CaptureFixture[str]) -> str:
    (folder / "Pulumi.yaml").write_text("name: a2p\nruntime: python\nstackConfigDir: stacks\n")
    (folder / "stacks").mkdir()
    (folder / "stacks/Pulumi.acme.yaml").write_text(text)
    backend = {"PATH": "/usr/bin:/bin", "PULUMI_BACKEND_URL": f"file://{folder}/state"}
    (folder / "state").mkdir()
    warn_of_public_passphrase(EngineProject.find(folder, backend | env), "acme")
    return capsys.readouterr().err


def test_a_customer_at_twilio_is_told_what_guards_the_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(tmp_path, PUBLIC, "config:\n  a2p:wait: 5m\n", capsys)

    assert "acme: warning: its personal data is sealed with the examples' passphrase" in said
    assert "change-secrets-provider passphrase -s acme" in said


@pytest.mark.parametrize(
    ("env", "text"),
    [
        ({"PULUMI_CONFIG_PASSPHRASE": "of our own"}, "config: {}\n"),
        (PUBLIC | {"PULUMI_CONFIG_PASSPHRASE_FILE": "/run/passphrase"}, "config: {}\n"),
        (PUBLIC, "config:\n  a2p:baseUrl: http://127.0.0.1:8010\n"),
        (PUBLIC, "secretsprovider: awskms://alias/a2p\nconfig: {}\n"),
    ],
    ids=["another one", "a file", "at the simulator", "a key service"],
)
def test_nobody_else_is_told(
    env: dict[str, str], text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not told(tmp_path, env, text, capsys)
