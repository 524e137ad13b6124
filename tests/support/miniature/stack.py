"""A customer's stack on the engine in small: the same commands as those of tests/support/stack.py."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pulumi
from a2p.yaml_input import load_yaml
from tests.support.example_numbers import with_numbers
from tests.support.miniature import program
from tests.support.miniature.deaths import Death, Died, Line
from tests.support.miniature.engine import Engine
from tests.support.miniature.plugin import Plugin, StepFailed
from tests.support.miniature.state import State
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.miniature.world import World


@dataclass(frozen=True)
class Run:
    """
    How a command ended.

    failure: why it failed, or nothing. died: it was killed. steps: operation and resource, in order. calls:
    how many HTTP calls it made. output: what providers and program have said.
    """

    failure: str
    died: bool
    steps: list[tuple[str, str]]
    calls: int
    output: str

    @property
    def ok(self) -> bool:
        return not self.failure and not self.died


@dataclass
class MiniatureStack:
    """A declaration, its state, and the world it stands in."""

    world: World
    declared: dict[str, Any]
    name: str = "customer"
    state: State = field(default_factory=State)

    @classmethod
    def of_example(cls, example: str, world: World) -> MiniatureStack:
        """A stack that declares what an example of the repository declares."""
        content = load_yaml((ROOT / "stacks" / f"Pulumi.{example}.yaml").read_text(encoding="utf-8"))
        declared = {key.removeprefix("a2p:"): value for key, value in content["config"].items()}
        simulator = world.simulator
        numbers = [number["sid"] for number in simulator.phone_numbers]
        declared |= {
            "baseUrl": simulator.url,
            "accountSid": simulator.account_sid,
            "authToken": simulator.auth_token,
            "primary_profile_sid": simulator.primary_customer_profile_sid,
        }
        return cls(world, with_numbers(declared, numbers))

    def edit(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Change the declaration, as with an editor."""
        change(self.declared)

    def up(self, death: Death | None = None, *, refresh: bool = False) -> Run:
        """`pulumi up --skip-preview`, with `--refresh` or without."""
        return self._program(death, self.state, preview=False, refresh=refresh)

    def preview(self, death: Death | None = None, *, refresh: bool = False) -> Run:
        """`pulumi preview`, with `--refresh` or without."""
        return self._program(death, copy.deepcopy(self.state), preview=True, refresh=refresh)

    def refresh(self, death: Death | None = None) -> Run:
        """`pulumi refresh`, with the settings of the last `up`, as the engine has it."""
        return self._command(death, Engine.refresh)

    def destroy(self, death: Death | None = None) -> Run:
        """`pulumi destroy`, with the settings of the last `up`, as the engine has it."""
        return self._command(death, Engine.destroy)

    def outputs(self) -> dict[str, Any]:
        """What the last whole `up` exported."""
        return copy.deepcopy(self.state.outputs)

    def _program(self, death: Death | None, state: State, *, preview: bool, refresh: bool) -> Run:
        line, plugin = Line(death), Plugin()
        logged: list[str] = []
        with line.open():
            if refresh:
                plugin.configure(state.config)
                ahead = Engine(state, plugin, line, preview=False)
                self._attempt(ahead, Engine.refresh)
                if ahead.ended:
                    return self._ended(ahead, line, plugin.said)
            engine = Engine(state, plugin, line, preview=preview)
            try:
                logged = program.run(engine, state, self.name, self._config(), preview=preview)
            except pulumi.RunError as error:
                engine.failure = engine.failure or str(error)
            self._attempt(engine, Engine.finish)
        return self._ended(engine, line, "\n".join([plugin.said, *logged]))

    def _command(self, death: Death | None, act: Callable[[Engine], None]) -> Run:
        line, plugin = Line(death), Plugin()
        plugin.configure(self.state.config)
        engine = Engine(self.state, plugin, line, preview=False)
        with line.open():
            self._attempt(engine, act)
        return self._ended(engine, line, plugin.said)

    def _attempt(self, engine: Engine, act: Callable[[Engine], None]) -> None:
        if engine.ended:
            return
        try:
            act(engine)
        except StepFailed as failed:
            engine.failure = str(failed)
        except Died:
            engine.died = True

    def _config(self) -> dict[str, str]:
        """As the engine hands it to the program: JSON where it is no plain text."""
        return {k: v if isinstance(v, str) else json.dumps(v) for k, v in self.declared.items()}

    def _ended(self, engine: Engine, line: Line, output: str) -> Run:
        self.world.has_changed()
        return Run(engine.failure, engine.died, engine.steps, line.calls, output)
