"""Which project, state and environment a command works with."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from a2p.cli.runs.arguments import require_customers
from a2p.engine.environment import read_environment
from a2p.engine.errors import NoSuchStack, NotSetUp
from a2p.engine.project import EngineProject
from a2p.errors import DeclarationError
from a2p.redaction import redact
from a2p.state.backends.files import FileStore
from a2p.state.errors import StateUnreachable
from a2p.state.state import StoredState
from tests.support import written_states
from tests.support.simulator import ROOT

SALT = "encryptionsalt: v1:abc=\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EngineProject:
    folder = tmp_path / "project"
    (folder / "stacks").mkdir(parents=True)
    shutil.copy(ROOT / "Pulumi.yaml", folder)
    monkeypatch.chdir(folder / "stacks")
    monkeypatch.setenv("A2P_ROOT", str(ROOT))
    monkeypatch.setenv("PULUMI_BACKEND_URL", "file://../state")
    return EngineProject.find()


def declare(project: EngineProject, stack: str, text: str = "config: {}\n") -> None:
    project.stack_file(stack).write_text(text)


def test_the_project_around_the_folder_is_found_with_its_state(project: EngineProject) -> None:
    assert project.folder == Path.cwd().parent
    assert project.name == "a2p"
    assert project.stack_file("acme") == project.folder / "stacks" / "Pulumi.acme.yaml"
    assert isinstance(project.state, StoredState)
    assert isinstance(project.state.store, FileStore)
    assert project.state.store.folder.resolve() == project.folder.parent / "state"


@pytest.mark.parametrize("name", ["example", "example-dental", "examples", "example-standard"])
def test_a_customer_may_be_called_example(project: EngineProject, name: str) -> None:
    declare(project, name)

    assert project.list_customers() == [name]


def test_the_shipped_examples_are_no_customers_until_they_are_tried(tmp_path: Path) -> None:
    project = EngineProject.find(ROOT, {**os.environ, "PULUMI_BACKEND_URL": tmp_path.as_uri()})
    assert {"example", "example-standard", "example-external"} <= set(project.list_declared())
    assert project.list_customers() == []

    begun = written_states.checkpoint("example", {}, at="2026-11-22T11:13:55Z")
    written_states.write(tmp_path, "example", begun)

    assert project.list_customers() == ["example"]


MISNAMED = ["a b", "--target", "-rf", "x -- -c a2p:allowTrafficLoss=true", "é", "..", ""]


@pytest.mark.parametrize("name", MISNAMED)
def test_a_file_whose_name_is_none_for_a_stack_is_no_customers(project: EngineProject, name: str) -> None:
    declare(project, "acme")
    declare(project, name)

    assert project.list_declared() == ["acme"]
    assert project.list_misnamed_files() == [f"stacks/Pulumi.{name}.yaml"]


@pytest.mark.parametrize("name", MISNAMED)
def test_no_verb_takes_such_a_name(project: EngineProject, name: str) -> None:
    with pytest.raises(DeclarationError, match=r"is no name of a stack: letters, .*\n  do: choose another"):
        require_customers(project, ["acme", name], "up")


def test_a_declared_customer_can_be_begun(project: EngineProject) -> None:
    declare(project, "acme")

    assert not project.has_state("acme")


def test_a_mistyped_customer_is_not_begun(project: EngineProject) -> None:
    declare(project, "acme")

    with pytest.raises(NoSuchStack, match=r"no stacks/Pulumi\.amce\.yaml; did you mean acme\?\n  do: "):
        project.has_state("amce")


def test_a_customer_that_was_begun_in_another_state_is_not_begun_again(project: EngineProject) -> None:
    declare(project, "acme", SALT)

    with pytest.raises(NoSuchStack, match=r"no state in file://\.\./state: .* registered\s+twice"):
        project.has_state("acme")


def test_an_example_brings_its_salt_and_can_be_begun(project: EngineProject) -> None:
    shipped = (ROOT / "stacks" / "Pulumi.example.yaml").read_text()
    declare(project, "example", shipped.replace("jane", "joan"))

    assert not project.has_state("example")


def test_a_customer_called_example_who_was_begun_elsewhere_is_not_begun_again(project: EngineProject) -> None:
    declare(project, "example", SALT)

    with pytest.raises(NoSuchStack, match=r"registered\s+twice"):
        project.has_state("example")


def test_a_prepared_shell_is_left_as_it_is(project: EngineProject) -> None:
    prepared = {"PATH": os.environ["PATH"], "A2P_ROOT": "/elsewhere", "PULUMI_BACKEND_URL": "s3://states"}

    assert read_environment(prepared) == prepared


def test_an_unprepared_shell_gets_the_environment_that_the_setup_wrote() -> None:
    found = read_environment({"PATH": "/usr/bin:/bin"})

    assert found["A2P_ROOT"] == str(ROOT)
    assert found["PATH"].startswith(f"{ROOT}/.venv/bin:")
    assert found["TWILIO_AUTH_TOKEN"] == "notasecret"


def test_credentials_of_the_shell_are_not_replaced_by_the_simulators() -> None:
    mine = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_API_KEY": "SK1", "TWILIO_API_SECRET": "hush"}

    found = read_environment({"PATH": "/usr/bin:/bin", **mine})

    assert {name: text for name, text in found.items() if name.startswith("TWILIO_")} == mine


def test_the_simulator_that_the_shell_names_is_not_replaced_by_the_usual_one() -> None:
    where = {"A2P_SIMULATOR_URL": "http://127.0.0.1:8123"}

    assert (
        read_environment({"PATH": "/usr/bin:/bin", **where})["A2P_SIMULATOR_URL"] == "http://127.0.0.1:8123"
    )
    assert read_environment({"PATH": "/usr/bin:/bin"})["A2P_SIMULATOR_URL"] == "http://127.0.0.1:8010"


def test_without_an_engine_the_way_to_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotSetUp, match=r"No Pulumi engine is installed\.\n  do: make setup"):
        read_environment({"PATH": str(tmp_path)}, root=tmp_path)


def test_a_broken_environment_file_is_told(tmp_path: Path) -> None:
    (tmp_path / ".a2p").mkdir()
    (tmp_path / ".a2p" / "env").write_text("exit 3\n")

    with pytest.raises(NotSetUp, match=r"\.a2p/env does not work: .*\n  do: make setup"):
        read_environment({"PATH": "/usr/bin:/bin"}, root=tmp_path)


def test_what_a_passphrase_file_holds_is_told_nowhere(
    project: EngineProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "passphrase").write_text("correct horse battery\n", encoding="utf-8")
    monkeypatch.setenv("PULUMI_CONFIG_PASSPHRASE_FILE", str(tmp_path / "passphrase"))

    assert EngineProject.find().name == project.name
    assert redact("it is correct horse battery, they say") == "it is [secret], they say"


def test_a_passphrase_file_that_is_not_there_is_the_engines_matter(
    project: EngineProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULUMI_CONFIG_PASSPHRASE_FILE", str(tmp_path))

    assert EngineProject.find().name == project.name


def test_a_password_goes_to_the_engine_apart_from_the_address_that_it_quotes(
    project: EngineProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F1."""
    monkeypatch.setenv("PULUMI_BACKEND_URL", "postgres://a2p:Wr0ngpw@127.0.0.1:9/a2p?sslmode=disable")

    found = EngineProject.find()

    assert found.env["PULUMI_BACKEND_URL"] == "postgres://a2p@127.0.0.1:9/a2p?sslmode=disable"
    assert found.env["PGPASSWORD"] == "Wr0ngpw"
    assert "Wr0ngpw" not in found.backend
    assert redact("the password is Wr0ngpw, says the engine") == "the password is [secret], says the engine"
    with pytest.raises(StateUnreachable, match="do: check"):
        found.has_state("acme")


def test_checkpoints_are_packed_and_kept_once_unless_the_user_says_otherwise(
    project: EngineProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.env["PULUMI_DIY_BACKEND_GZIP"] == "true"
    assert project.env["PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS"] == "true"
    monkeypatch.setenv("PULUMI_DIY_BACKEND_GZIP", "false")
    assert EngineProject.find().env["PULUMI_DIY_BACKEND_GZIP"] == "false"
    monkeypatch.delenv("PULUMI_DIY_BACKEND_GZIP")
    monkeypatch.setenv("PULUMI_DIY_BACKEND_ZSTD", "true")
    assert "PULUMI_DIY_BACKEND_GZIP" not in EngineProject.find().env


def test_an_engine_that_is_gone_is_said_before_anything_is_run(tmp_path: Path) -> None:
    (tmp_path / ".a2p").mkdir()
    (tmp_path / ".a2p" / "env").write_text(f"export PATH={tmp_path}/gone:/usr/bin:/bin\n")

    with pytest.raises(NotSetUp, match="is not there any more"):
        read_environment({"PATH": "/usr/bin:/bin"}, root=tmp_path)
