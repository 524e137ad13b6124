"""A whole run with failures in it, on the real engine: no personal value and no secret is told anywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from a2p.redaction import list_personal_values
from tests.support.proxy import Answer, Proxy
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SPEED = 100


@pytest.fixture
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(speed=SPEED) as running:
        yield running


class Told:
    """A stack whose sections can be sealed, and all that its commands said and left, by where it is."""

    def __init__(self, stack: Stack, *, sealed: bool) -> None:
        self.stack, self.sealed = stack, sealed
        self.declared: dict[str, Any] = {}
        stack.edit(self.declared.update)
        self._said: dict[str, str] = {}
        for section in ("profile", "trust_bundle"):
            self.declare(section)

    def declare(self, section: str) -> None:
        """Write a section as it is declared now, encrypted if the stack is sealed."""
        if self.sealed:
            value = json.dumps(self.declared[section])
            assert not self.stack.pulumi(
                "config", "set", "--secret", section, value, "--stack", self.stack.name
            ).status
        else:
            self.stack.edit(lambda config: config.update({section: self.declared[section]}))

    def run(self, *command: str, fails: bool = False) -> str:
        """One command of the engine, with its log of events where it has one."""
        events = self.stack.project.parent / f"events-{len(self._said)}.json"
        if command[0] in {"up", "preview"}:
            command = (*command, "--event-log", str(events))
        run = self.stack.pulumi(*command, "--stack", self.stack.name)
        assert (run.status != 0) is fails, run.output
        self._said[" ".join(command)] = run.output
        if events.exists():
            self._said[events.name] = events.read_text()
        return run.output

    def everything(self) -> dict[str, str]:
        """What was said and what was left."""
        state = self.stack.project.parent / "state"
        files = [each for each in state.rglob("*") if each.is_file()]
        files += [self.stack.log, self.stack.verdicts]
        found = {str(each): each.read_text(errors="replace") for each in files}
        return self._said | found | {"export": self.stack.export()}

    def leaked(self, values: list[str]) -> dict[str, list[str]]:
        """Which of these values are told, and where."""
        everything = self.everything()
        if not self.sealed:
            everything = {where: _without_config(text) for where, text in everything.items()}
        found = {where: [each for each in values if each in text] for where, text in everything.items()}
        return {where: each for where, each in found.items() if each}


def _without_config(text: str) -> str:
    """What the engine tells besides the stack file itself, which it copies as it stands there."""
    try:
        whole = json.loads(text)
    except ValueError:
        return "\n".join(line for line in text.splitlines() if '"preludeEvent"' not in line)
    if isinstance(whole, dict):
        whole.pop("config", None)
    return json.dumps(whole, ensure_ascii=False)


def quoting(values: list[str]) -> Any:
    """Twilio's words, as it has them: they quote what they are about."""

    def spoil(answer: Answer) -> None:
        answer.status = 400
        text = f"Cannot be used: {', '.join(values)}"
        answer.body = json.dumps({"code": 21211, "message": text, "status": 400}).encode()

    return spoil


@pytest.mark.parametrize(
    ("example", "sealed"), [("example", True), ("example-standard", False)], ids=["sealed", "in clear"]
)
def test_no_personal_value_is_in_state_log_events_diff_or_output(
    *,
    example: str,
    sealed: bool,
    tmp_path: Path,
    simulator: SimulatorProcess,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PULUMI_DEBUG_COMMANDS", "true")  # or there is no --event-log
    stack = Stack.of_example(example, tmp_path, simulator)
    told = Told(stack, sealed=sealed)
    profile = told.declared["profile"]
    personal = sorted(list_personal_values(told.declared))
    assert len(personal) >= 6

    with Proxy(simulator.url) as proxy:
        upstream, simulator.url = simulator.url, proxy.url
        proxy.spoil(quoting(personal), nth=6)
        assert "Cannot be used: " in told.run("up", "--yes", "--skip-preview", fails=True)
        simulator.url = upstream
    told.declared["profile"] = {**profile, "email": "jane@mailinator.com"}
    told.declare("profile")
    assert "_rejected" in told.run("up", "--yes", "--skip-preview")
    told.declared["profile"] = profile
    told.declare("profile")
    told.run("preview", "--diff")
    told.run("up", "--yes", "--skip-preview", "--json")
    brand = stack.outputs()["resources"]["brand"]["sid"]
    errors = [{"error_code": 30795, "description": f"{value} is not known"} for value in personal]
    simulator.control("POST", f"/brands/{brand}/decide", {"status": "FAILED", "errors": errors})
    told.run("up", "--yes", "--skip-preview", "--json")
    assert "is not known" in told.run("stack", "output")
    told.declared["profile"] = {**profile, "address": {**profile["address"], "street": "1 Elsewhere Blvd"}}
    told.declare("profile")
    told.run("preview", "--diff", "--refresh", "--json")

    secrets = [simulator.auth_token, "jane@mailinator.com", "1 Elsewhere Blvd"]
    assert told.leaked([*personal, *secrets]) == {}
