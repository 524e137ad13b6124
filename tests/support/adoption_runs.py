"""Runs of an adoption, as one process each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from a2p.adoption import run
from a2p.adoption.adoption_folder import AdoptionFolder
from a2p.adoption.run import AdoptionOptions, AdoptionOutcome
from a2p.yaml_input import load_yaml
from tests.support.sessions import open_session

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess


class Quiet:
    """Nobody watches."""

    def begin(self, what: str, total: int | None) -> None:
        pass

    def step(self) -> None:
        pass


@dataclass
class Account:
    """The account of a simulator, and the folders it is adopted into."""

    simulator: SimulatorProcess
    path: Path

    @property
    def folder(self) -> AdoptionFolder:
        stacks = self.path / "stacks"
        stacks.mkdir(exist_ok=True)
        return AdoptionFolder(stacks, self.path / "documents", "a2p")

    def adopt(self, **wish: Any) -> list[AdoptionOutcome]:
        simulator = self.simulator
        with open_session(
            simulator.url, account=simulator.account_sid, password=simulator.auth_token
        ) as session:
            return list(run.adopt_account(session, self.folder, AdoptionOptions(**wish), Quiet()))

    def declared(self, stack: str) -> dict[str, Any]:
        """What the stack file of a customer says, keys without their namespace."""
        config = load_yaml(self.folder.stack_file(stack).read_text())["config"]
        return {key.removeprefix("a2p:"): value for key, value in config.items()}

    def document(self, stack: str) -> dict[str, Any]:
        """The resources of an import document, by name."""
        resources = json.loads(self.folder.document_path(stack).read_text())["resources"]
        return {each["name"]: each for each in resources}

    def calls(self) -> list[str]:
        """What was asked of Twilio so far: METHOD /path."""
        return [f"{call['method']} {call['path']}" for call in self.simulator.control("GET", "/requests")]


def plain(value: Any) -> Any:
    """What an import document marks as a secret."""
    assert value["4dabf18193072939515e22adb298388d"] == "1b47061264138c4ac30d75fd1eb44270"
    return json.loads(value["plaintext"])
