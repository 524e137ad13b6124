"""
A GitHub workflow on this machine: the `run:` steps of one job, in order, in bash, with GitHub's environment.

Actions (`uses:`) are not run: checking out and installing Python is the test's. Of GitHub's expressions only
those are understood that the examples use; any other fails the test.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

EXAMPLES = ROOT / "docs" / "gitops"
_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
_DEADLINE = 300  # seconds; a step that takes longer hangs


@dataclass(frozen=True)
class Step:
    """What a step said, and how it ended."""

    name: str
    status: int
    output: str


@dataclass
class Job:
    """One job of a workflow in a checkout. context: GitHub's, as `github.event.before` -> its value."""

    workflow: str
    name: str
    checkout: Path
    env: Mapping[str, str]
    context: Mapping[str, str]
    steps: list[Step] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)

    def run(self) -> list[Step]:
        """All steps, as GitHub does: after a failure only those that ask to be run nevertheless."""
        for step in self._declared["steps"]:
            if "run" in step and self._is_due(step.get("if")):
                self.steps.append(self.step(step["name"]))
        return self.steps

    def step(self, name: str, **more_outputs: str) -> Step:
        """One step by its name."""
        self.outputs |= {key.replace("__", "."): value for key, value in more_outputs.items()}
        step = next(each for each in self._declared["steps"] if each.get("name") == name)
        shell = self._read["defaults"]["run"]["shell"]
        assert shell == "bash", "the flags below are those of `shell: bash`"
        told = self._file("output")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", self._filled(step["run"])],
            cwd=self.checkout,
            env=self._environment(step),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_DEADLINE,
            check=False,
        )
        for line in told.read_text().splitlines():
            key, _, value = line.partition("=")
            self.outputs[f"steps.{step['id']}.outputs.{key}"] = value
        return Step(name, done.returncode, done.stdout)

    @property
    def summary(self) -> str:
        """What the steps have written for the page of the run."""
        return self._file("summary", fresh=False).read_text()

    @property
    def _read(self) -> dict[str, Any]:
        read: dict[str, Any] = yaml.safe_load((EXAMPLES / "github" / self.workflow).read_text())
        return read

    @property
    def _declared(self) -> dict[str, Any]:
        declared: dict[str, Any] = self._read["jobs"][self.name]
        return declared

    def _environment(self, step: dict[str, Any]) -> dict[str, str]:
        added = self._file("path", fresh=False).read_text().split()
        declared = {**self._declared.get("env", {}), **step.get("env", {})}
        return {
            **self.env,
            "CI": "true",
            "PATH": ":".join([*added, self.env["PATH"]]),
            "GITHUB_REPOSITORY": "isv/a2p",
            "GITHUB_OUTPUT": str(self._file("output")),
            "GITHUB_PATH": str(self._file("path", fresh=False)),
            "GITHUB_STEP_SUMMARY": str(self._file("summary", fresh=False)),
            # A secret that is not set is empty at GitHub, too.
            **{key: value for key, text in declared.items() if (value := self._filled(text))},
        }

    def _file(self, name: str, *, fresh: bool = True) -> Path:
        file = self.checkout.parent / f"{self.checkout.name}.{name}"
        if fresh or not file.exists():
            file.write_text("")
        return file

    def _is_due(self, condition: str | None) -> bool:
        terms = self._inner(condition or "").split(" && ") if condition else []
        failed = any(step.status for step in self.steps)
        return ("!cancelled()" in terms or not failed) and all(map(self._holds, terms))

    def _holds(self, term: str) -> bool:
        if term == "!cancelled()":
            return True
        known, _, compared = term.partition(" != ")
        assert compared == "''", f"this test does not know what `{term}` means"
        return self._value(known) != ""

    def _filled(self, text: object) -> str:
        return _EXPRESSION.sub(lambda match: self._value(match.group(1)), str(text))

    def _value(self, expression: str) -> str:
        if expression.startswith(("vars.", "secrets.")):
            return self.env.get(expression.partition(".")[2], "")
        return {**self.context, **self.outputs}[expression]

    @staticmethod
    def _inner(condition: str) -> str:
        found = _EXPRESSION.fullmatch(condition)
        return found.group(1) if found else condition
