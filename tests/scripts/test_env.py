"""What `. .a2p/env` does to a shell."""

from pathlib import Path

import pytest

from tests.scripts.clone import Clone, sourced


@pytest.fixture
def clone(clone: Clone) -> Clone:
    assert clone.run("script/write-env").returncode == 0
    return clone


def test_sourcing_twice_is_sourcing_once(clone: Clone) -> None:
    once = sourced(clone, ". .a2p/env")
    twice = sourced(clone, ". .a2p/env; . .a2p/env")

    assert once == twice


def test_the_projects_programs_come_first_on_path(clone: Clone) -> None:
    env = sourced(clone, ". .a2p/env")

    assert env["PATH"].split(":")[:2] == [f"{clone.root}/.venv/bin", f"{clone.root}/.a2p/engine"]
    assert env["VIRTUAL_ENV"] == f"{clone.root}/.venv"


def test_the_state_stays_inside_the_working_copy(clone: Clone) -> None:
    env = sourced(clone, ". .a2p/env")

    assert env["PULUMI_BACKEND_URL"] == f"file://{clone.root}/.a2p/state"
    assert env["PULUMI_HOME"] == f"{clone.root}/.a2p/pulumi-home"
    assert (clone.root / ".a2p/state").is_dir()
    assert (clone.root / ".a2p/state").stat().st_mode & 0o077 == 0  # F23: nobody else reads it


def test_a_backend_the_user_chose_wins_and_keeps_its_login(clone: Clone) -> None:
    env = sourced(clone, ". .a2p/env", PULUMI_BACKEND_URL="s3://states")

    assert env["PULUMI_BACKEND_URL"] == "s3://states"
    assert "PULUMI_HOME" not in env


@pytest.mark.parametrize(
    "chosen", [{"PULUMI_CONFIG_PASSPHRASE": ""}, {"PULUMI_CONFIG_PASSPHRASE_FILE": "secret.txt"}]
)
def test_a_passphrase_the_user_chose_wins(clone: Clone, chosen: dict[str, str]) -> None:
    env = sourced(clone, ". .a2p/env", **chosen)

    assert {name: value for name, value in env.items() if name.startswith("PULUMI_CONFIG")} == chosen


def test_only_the_simulators_credentials_remain(clone: Clone) -> None:
    mine = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_API_KEY": "SK1", "TWILIO_API_SECRET": "mine"}

    env = sourced(clone, ". .a2p/env", A2P_SIMULATOR_PORT="8123", **mine)

    assert env["TWILIO_ACCOUNT_SID"].startswith("AC0000")
    assert env["A2P_SIMULATOR_URL"] == "http://127.0.0.1:8123"
    assert not {"TWILIO_API_KEY", "TWILIO_API_SECRET"} & env.keys()


def test_a_second_working_copy_does_not_write_into_the_state_of_the_first(
    clone: Clone, tmp_path: Path
) -> None:
    (tmp_path / "second").mkdir()
    second = Clone.make(tmp_path / "second")
    assert second.run("script/write-env").returncode == 0

    env = sourced(clone, '. .a2p/env; . "$second/.a2p/env"', second=str(second.root))

    assert env["PULUMI_BACKEND_URL"] == f"file://{second.root}/.a2p/state"
    assert env["PULUMI_HOME"] == f"{second.root}/.a2p/pulumi-home"
