"""
An ISV's repository with this project in it: a real one, cloned, branched and merged with git.

Checkouts share this working copy's dependencies: their `make setup` finds them installed, and does the rest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from a2p.yaml_input import load_yaml
from tests.support.backends import make_folder
from tests.support.simulator import ROOT
from tests.support.stack import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from tests.support.backends import Backend
    from tests.support.simulator import SimulatorProcess

_GH = """#!/bin/sh
# Writes down what it was asked; answers with what the test has laid ready.
{{ printf '%s\\n' "$*"; cat report.md issue.md 2>&-; echo; }} >> '{folder}/gh.log'
[ ! -f '{folder}/gh.answer' ] || case "$*" in *--jq*) cat '{folder}/gh.answer' ;; esac
"""


@dataclass(frozen=True)
class Repository:
    """The repository, and the world its pipelines run in: a simulator, a state, and `gh`."""

    folder: Path
    simulator: SimulatorProcess
    backend: Backend

    @classmethod
    def make(cls, folder: Path, simulator: SimulatorProcess, backend: Backend | None = None) -> Repository:
        """A repository with the project and no customers; its state is in files if no place is given."""
        made = cls(folder, simulator, backend or make_folder(folder / "state"))
        (folder / "bin").mkdir()
        gh = folder / "bin" / "gh"
        gh.write_text(_GH.format(folder=folder))
        gh.chmod(0o755)
        for file in _git(ROOT, "ls-files", "-z").split("\0"):
            if file and (ROOT / file).is_file() and not file.startswith(("stacks/", "tests/")):
                (made.origin / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / file, made.origin / file)
        _git(made.origin, "init", "--quiet", "--initial-branch=main")
        made.commit("The project")
        return made

    @property
    def origin(self) -> Path:
        return self.folder / "origin"

    def env(self) -> dict[str, str]:
        """What the ISV has set as variables and secrets, and what a runner brings; none of ours."""
        port = self.simulator.url.rpartition(":")[2]
        own = {
            name: os.environ[name]
            for name in ("HOME", "LANG", "A2P_CACHE", "XDG_CACHE_HOME")
            if name in os.environ
        }
        return own | {
            "PATH": f"{self.folder / 'bin'}:{_without_ours(os.environ['PATH'])}",
            "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
            "A2P_SIMULATOR_PORT": port,
            "TWILIO_ACCOUNT_SID": self.simulator.account_sid,
            "TWILIO_AUTH_TOKEN": self.simulator.auth_token,
            "XDG_STATE_HOME": str(self.folder / "state-home"),
            **self.backend.variables,
        }

    def declare(self, customer: str, change: Callable[[dict[str, Any]], None] = lambda _config: None) -> None:
        """Write a customer's file, or change it."""
        file = self.origin / "stacks" / f"Pulumi.{customer}.yaml"
        file.parent.mkdir(exist_ok=True)
        known = file if file.exists() else ROOT / "stacks" / "Pulumi.example-standard.yaml"
        config = load_yaml(known.read_text())["config"]
        config["a2p:baseUrl"] = self.simulator.url
        config["a2p:primary_profile_sid"] = self.simulator.primary_customer_profile_sid
        config["a2p:phone_numbers"] = []
        change(config)
        file.write_text(yaml.safe_dump({"config": config}))

    def commit(self, subject: str) -> str:
        """Commit everything; its SHA."""
        _git(self.origin, "add", "--all")
        who = ("-c", "user.name=Isv", "-c", "user.email=isv@example.com")
        _git(self.origin, *who, "commit", "--quiet", "-m", subject)
        return self.head()

    def merge(self, branch: str) -> str:
        """Merge a branch into the one that is checked out; the SHA of the merge."""
        who = ("-c", "user.name=Isv", "-c", "user.email=isv@example.com")
        _git(self.origin, *who, "merge", "--quiet", "--no-ff", "-m", f"Merge {branch}", branch)
        return self.head()

    def head(self) -> str:
        return _git(self.origin, "rev-parse", "HEAD").strip()

    def switch(self, *arguments: str) -> None:
        _git(self.origin, "switch", "--quiet", *arguments)

    def checkout(self, name: str, ref: str) -> Path:
        """What actions/checkout leaves: a clone of its own, at a commit."""
        clone = self.folder / name
        _git(self.folder, "clone", "--quiet", str(self.origin), str(clone))
        _git(clone, "checkout", "--quiet", ref)
        (clone / ".venv").symlink_to(ROOT / ".venv")
        return clone

    def asked(self) -> str:
        """What `gh` was asked, and forgotten after."""
        log = self.folder / "gh.log"
        said = log.read_text() if log.exists() else ""
        log.unlink(missing_ok=True)
        return said

    def answer(self, text: str) -> None:
        """What `gh` answers to questions."""
        (self.folder / "gh.answer").write_text(text)


def dependencies_are_current() -> bool:
    """Whether script/deps would find nothing to do; otherwise it would install for a checkout of a test."""
    inputs = _git(ROOT, "hash-object", "uv.lock", "pyproject.toml", "script/deps")
    return (ROOT / ".venv" / ".a2p-locked").read_text() == inputs


def _without_ours(path: str) -> str:
    return ":".join(each for each in path.split(":") if not each.startswith(str(ROOT)))


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
