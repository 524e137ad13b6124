"""The project that a command works on: its folder, its environment, its state and its stacks."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from a2p.engine.environment import ROOT, read_environment
from a2p.engine.errors import NoSuchStack, NotSetUp
from a2p.engine.state import FileState

_NAME = re.compile(r"^name:\s*['\"]?([\w.-]+)", re.MULTILINE)
_FOLDER = re.compile(r"^stackConfigDir:\s*['\"]?([^'\"\s]+)", re.MULTILINE)
# What `pulumi stack init` writes into the file of a stack.
_INITIALISED = re.compile(r"^(encryptionsalt|encryptedkey|secretsprovider):", re.MULTILINE)
_EXAMPLE = "example"


@dataclass(frozen=True)
class EngineProject:
    """
    A folder with a Pulumi.yaml, and what its commands run with.

    state: None where it is not in files of this machine; then only the engine can read it.
    """

    folder: Path
    name: str
    stack_folder: Path
    env: Mapping[str, str]
    state: FileState | None

    @classmethod
    def find(cls, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> "EngineProject":
        """
        The project around the current folder, else the one this command belongs to.

        env: in place of what `make setup` has written, which takes a while to read.

        Raises:
            NotSetUp: there is no project, no engine or no environment.
        """
        cwd = (cwd or Path.cwd()).resolve()
        folder = next(
            (candidate for candidate in (cwd, *cwd.parents, ROOT) if (candidate / "Pulumi.yaml").exists()),
            None,
        )
        if folder is None:
            raise NotSetUp("There is no Pulumi.yaml here, nor above.\n  do: cd to your clone of the project")
        text = (folder / "Pulumi.yaml").read_text(encoding="utf-8")
        name, files = _NAME.search(text), _FOLDER.search(text)
        if name is None:
            raise NotSetUp(f"{folder / 'Pulumi.yaml'} has no name.\n  do: git checkout Pulumi.yaml")
        env = {**(read_environment() if env is None else env), "PWD": str(folder)}
        state = FileState.from_url(env.get("PULUMI_BACKEND_URL", ""), name.group(1), cwd=folder)
        return cls(folder, name.group(1), folder / (files.group(1) if files else "."), env, state)

    @property
    def backend(self) -> str:
        """Where the state is, as the user has it."""
        return self.env.get("PULUMI_BACKEND_URL") or "the backend that `pulumi login` chose"

    def list_declared(self) -> list[str]:
        """The names of all customers that have a stack file."""
        prefix, suffix = "Pulumi.", ".yaml"
        return sorted(
            path.name.removeprefix(prefix).removesuffix(suffix)
            for path in self.stack_folder.glob(f"{prefix}*{suffix}")
        )

    def list_customers(self) -> list[str]:
        """Everybody who is declared or has a state. Of the examples only those that were tried."""
        begun = set(self.state.list_stacks()) if self.state else set()
        declared = {name for name in self.list_declared() if not name.startswith(_EXAMPLE)}
        return sorted(begun | declared)

    def stack_file(self, stack: str) -> Path:
        """The declaration of a customer."""
        return self.stack_folder / f"Pulumi.{stack}.yaml"

    def has_traffic_consent(self, stack: str) -> bool:
        """Whether the last run of a stack recorded a2p:allowTrafficLoss, which a destroy goes by."""
        checkpoint = self.state.read_checkpoint(stack) if self.state else None
        providers = checkpoint.list_providers() if checkpoint else ()
        return any(provider.get("inputs", {}).get("a2p:allowTrafficLoss") == "true" for provider in providers)

    def has_state(self, stack: str) -> bool:
        """
        Whether there is a state of this stack; True where only the engine can tell.

        Raises:
            NoSuchStack: there is none, and it cannot just be begun.
        """
        if self.state is None or self.state.read_checkpoint(stack) is not None:
            return True
        file = self.stack_file(stack)
        if not file.exists():
            raise NoSuchStack(
                _undeclared_message(stack, file.relative_to(self.folder), self.list_customers())
            )
        if _INITIALISED.search(file.read_text(encoding="utf-8")) and not stack.startswith(_EXAMPLE):
            raise NoSuchStack(
                f"{stack} was begun before, and not in {self.backend}: begun again, it would be registered "
                "twice.\n"
                "  do: set PULUMI_BACKEND_URL to where its state is. If it is lost, or the file was copied:\n"
                "      remove encryptionsalt (or encryptedkey) from the file, and run this again"
            )
        return False


def _undeclared_message(stack: str, file: Path, known: list[str]) -> str:
    close = difflib.get_close_matches(stack, known, n=1)
    proposed = f"; did you mean {close[0]}?" if close else ""
    return f"There is no {file}{proposed}\n  do: a2p status, which lists all customers, or a2p new {stack}"
