"""
One customer's stack on the real engine, in a project folder of its own, against one simulator.

The project is the repository's own Pulumi.yaml and __main__.py; only the stack file and the state are the
test's.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import yaml

from a2p.state.opening import open_store
from a2p.state.state import StoredState
from a2p.yaml_input import load_yaml
from tests.support.example_numbers import with_numbers
from tests.support.simulator import ROOT, delete_documents
from tests.support.subaccount import VARIABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.backends import Backend
    from tests.support.simulator import SimulatorProcess

PASSPHRASE = "a2p-test"
DATABASE = "simulator.db"  # beside the project's folder, where the simulator keeps its world in a file
_DEADLINE = 120  # seconds; no command of a test takes a tenth of it


def make_project(folder: Path) -> Path:
    """The program with no customer in a folder's `project`, and beside it an empty `state`."""
    project = folder / "project"
    (project / "stacks").mkdir(parents=True)
    for file in ("Pulumi.yaml", "__main__.py"):
        shutil.copy(ROOT / file, project / file)
    (project / ".venv").symlink_to(ROOT / ".venv")
    (folder / "state").mkdir()
    return project


@dataclass(frozen=True)
class Run:
    """What one `pulumi` command said and how it ended."""

    status: int
    output: str


@dataclass
class Stack:
    """A stack of a scratch project. Each method is one `pulumi` command, as a user would type it."""

    name: str
    project: Path
    simulator: SimulatorProcess
    backend: Backend | None = None  # a folder beside the project's if None
    has_display: ClassVar[bool] = True

    @classmethod
    def of_example(  # all but the first three have a default
        cls,
        example: str,
        folder: Path,
        simulator: SimulatorProcess,
        *,
        name: str = "customer",
        backend: Backend | None = None,
        begin: bool = True,
    ) -> Stack:
        """A project in `folder` whose one stack declares what an example of the repository declares."""
        project = make_project(folder)
        stack = cls(name, project, simulator, backend)
        declared = load_yaml((ROOT / "stacks" / f"Pulumi.{example}.yaml").read_text())["config"]
        numbers = [number["sid"] for number in simulator.phone_numbers]
        primary = {"a2p:primary_profile_sid": simulator.primary_customer_profile_sid}
        stack.file.write_text(
            yaml.safe_dump(
                {
                    "config": with_numbers(declared, numbers, "a2p:")
                    | {key: primary[key] for key in primary if key in declared}
                    | {"a2p:baseUrl": simulator.url}
                }
            )
        )
        if begin:
            begun = stack.pulumi("stack", "init", name)
            assert begun.status == 0, begun.output
        return stack

    @property
    def state(self) -> StoredState:
        """The state that the commands of this stack use."""
        env = self.environment()
        store = open_store(env["PULUMI_BACKEND_URL"], cwd=self.project, env=env)
        assert store is not None
        return StoredState(store, "a2p")

    def move_state(self, backend: Backend) -> None:
        """Go on with the same state in another place."""
        here = self.state.store
        objects = here.read_many(entry.key for entry in here.list_entries(".pulumi/"))
        self.backend = backend
        there = self.state.store
        for key, content in objects.items():
            there.write(key, content)

    @property
    def file(self) -> Path:
        """The stack's declaration."""
        return self.project / "stacks" / f"Pulumi.{self.name}.yaml"

    @property
    def verdicts(self) -> Path:
        """Where the plugin writes its decisions, one JSON object a line."""
        return self.project.parent / "verdicts.jsonl"

    @property
    def log(self) -> Path:
        """Where the plugin logs its calls."""
        return self.project.parent / "calls.log"

    def edit(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Change the declaration, as with an editor; keys without their `a2p:`."""
        content = load_yaml(self.file.read_text())
        config = {key.removeprefix("a2p:"): value for key, value in content["config"].items()}
        change(config)
        content["config"] = {f"a2p:{key}": value for key, value in config.items()}
        self.file.write_text(yaml.safe_dump(content))

    def up(self, *options: str, preview: bool = False) -> Run:
        """`pulumi up`; without its preview, which takes as long again, unless a test is about that."""
        skip = f"--skip-preview={not preview}".lower()
        return self.pulumi("up", "--yes", skip, "--stack", self.name, *options)

    def preview(self, *options: str) -> Run:
        return self.pulumi("preview", "--stack", self.name, *options)

    def destroy(self) -> Run:
        return self.pulumi("destroy", "--yes", "--skip-preview", "--stack", self.name)

    def refresh(self) -> Run:
        return self.pulumi("refresh", "--yes", "--skip-preview", "--stack", self.name)

    def export(self) -> str:
        """The whole state, as it would be handed to anybody."""
        return self.pulumi("stack", "export", "--stack", self.name).output

    def outputs(self) -> dict[str, Any]:
        run = self.pulumi("stack", "output", "--json", "--stack", self.name)
        found: dict[str, Any] = json.loads(run.output)
        return found

    def recorded_outputs(self) -> dict[str, Any]:
        """The same, read from the state itself: a command of the engine takes a third of a second."""
        recorded = self.state.read_checkpoint(self.name)
        assert recorded is not None
        return recorded.outputs

    def lose_state(self) -> None:
        """Make the stack one of which no run has ever been recorded."""
        folder = self.project.parent / "state"
        shutil.rmtree(folder)
        folder.mkdir()
        assert self.pulumi("stack", "init", self.name).status == 0

    def rename(self, name: str) -> None:
        """`pulumi stack rename`, which takes the file along."""
        assert self.pulumi("stack", "rename", name, "--stack", self.name).status == 0
        self.name = name

    def delete_documents(self, kind: str) -> None:
        """Delete all objects of a kind at Twilio, as only the Console can; for simulators with a file."""
        delete_documents(self.project.parent / DATABASE, kind)

    def calls(self) -> list[str]:
        """The API calls made so far, `METHOD /path`, oldest first."""
        return [f"{call['method']} {call['path']}" for call in self.simulator.control("GET", "/requests")]

    def pulumi(self, *arguments: str) -> Run:
        finished = subprocess.run(
            ["pulumi", *arguments, "--non-interactive"],
            cwd=self.project,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_DEADLINE,
            check=False,
        )
        return Run(finished.returncode, finished.stdout + finished.stderr)

    def environment(self) -> dict[str, str]:
        """What a command of this stack runs with."""
        return os.environ | {
            "PULUMI_BACKEND_URL": (self.project.parent / "state").as_uri(),
            "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
            "A2P_SIMULATOR_URL": self.simulator.url,
            "TWILIO_ACCOUNT_SID": self.simulator.account_sid,
            "TWILIO_AUTH_TOKEN": self.simulator.auth_token,
            "XDG_STATE_HOME": str(self.project.parent / "state-home"),
            "A2P_LOG": str(self.log),
            **VARIABLES,
            "A2P_VERDICTS": str(self.verdicts),
            **(self.backend.variables if self.backend else {}),
        }
