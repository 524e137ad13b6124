"""The project that a command works on: its folder, its environment, its state and its stacks."""

import difflib
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from a2p.engine.environment import ROOT, read_environment
from a2p.engine.errors import NoSuchStack, NotSetUp
from a2p.redaction import keep_secret
from a2p.shipped_examples import is_shipped_example
from a2p.stack_names import is_stack_name
from a2p.state.addresses import describe_address, find_secrets, split_password
from a2p.state.opening import find_backend, open_state
from a2p.state.state import State

_NAME = re.compile(r"^name:\s*['\"]?([\w.-]+)", re.MULTILINE)
_FOLDER = re.compile(r"^stackConfigDir:\s*['\"]?([^'\"\s]+)", re.MULTILINE)
# What `pulumi stack init` writes into the file of a stack.
_INITIALISED = re.compile(r"^(encryptionsalt|encryptedkey|secretsprovider):", re.MULTILINE)
_BACKEND = "PULUMI_BACKEND_URL"
_PASSPHRASE = "PULUMI_CONFIG_PASSPHRASE"  # noqa: S105  # the name of a variable
_EVERYBODYS = "a2p-example"  # the passphrase of the examples
_PASSPHRASE_FILE = "PULUMI_CONFIG_PASSPHRASE_FILE"  # noqa: S105  # the name of a variable

# What decides for every customer: the project, its program, the code it runs, and the versions of that.
FILES_OF_ALL: Final = ("Pulumi.yaml", "__main__.py", "pyproject.toml", "uv.lock")
FOLDERS_OF_ALL: Final = ("providers/", "a2p/", "runner/")


@dataclass(frozen=True)
class EngineProject:
    """A folder with a Pulumi.yaml, what its commands run with, and the state that they read and write."""

    folder: Path
    name: str
    stack_folder: Path
    env: Mapping[str, str]
    state: State

    @property
    def has_public_passphrase(self) -> bool:
        """Whether what a state seals is sealed with the passphrase of the examples."""
        return self.env.get(_PASSPHRASE) == _EVERYBODYS and not self.env.get(_PASSPHRASE_FILE)

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
            raise NotSetUp(
                "There is no Pulumi.yaml in this folder or above it.",
                remedy="cd to your clone of the project",
            )
        text = (folder / "Pulumi.yaml").read_text(encoding="utf-8")
        name, files = _NAME.search(text), _FOLDER.search(text)
        if name is None:
            raise NotSetUp(f"{folder / 'Pulumi.yaml'} has no name.", remedy="git checkout Pulumi.yaml")
        env = _prepare_environment(read_environment() if env is None else env, folder, text)
        state = open_state(
            env.get(_BACKEND, ""), name.group(1), cwd=folder, env=env, ask=partial(_ask_engine, folder, env)
        )
        return cls(folder, name.group(1), folder / (files.group(1) if files else "."), env, state)

    def with_state_at(self, url: str) -> "EngineProject":
        """The same project with another state."""
        env = {**self.env, _BACKEND: url}
        ask = partial(_ask_engine, self.folder, env)
        return replace(self, env=env, state=open_state(url, self.name, cwd=self.folder, env=env, ask=ask))

    @property
    def backend(self) -> str:
        """Where the state is, for people: without passwords."""
        return describe_address(self.env.get(_BACKEND, "")) or "the backend that `pulumi login` chose"

    def list_declared(self) -> list[str]:
        """The names of all customers that have a stack file; a file whose name is none is left out."""
        return [name for name in self._list_file_names() if is_stack_name(name)]

    def list_misnamed_files(self) -> list[str]:
        """The stack files, below the project's folder, whose names no stack may bear."""
        misnamed = (name for name in self._list_file_names() if not is_stack_name(name))
        return [str(self.stack_file(name).relative_to(self.folder)) for name in misnamed]

    def _list_file_names(self) -> list[str]:
        prefix, suffix = "Pulumi.", ".yaml"
        return sorted(
            path.name.removeprefix(prefix).removesuffix(suffix)
            for path in self.stack_folder.glob(f"{prefix}*{suffix}")
        )

    def list_customers(self) -> list[str]:
        """Everybody who is declared or has a state. Of the examples only those that were tried."""
        begun = set(self.state.list_stacks())
        return sorted({*begun, *self.list_declared_customers()})

    def list_declared_customers(self) -> list[str]:
        """Everybody who is declared, but the examples."""
        return [name for name in self.list_declared() if not self._is_example(name)]

    def _is_example(self, stack: str) -> bool:
        """Whether the file is the shipped one, or an edited copy of it."""
        file = self.stack_file(stack)
        return file.is_file() and is_shipped_example(
            stack, file.read_text(encoding="utf-8", errors="replace")
        )

    def stack_file(self, stack: str) -> Path:
        """The declaration of a customer."""
        return self.stack_folder / f"Pulumi.{stack}.yaml"

    def has_traffic_consent(self, stack: str) -> bool:
        """Whether the last run of a stack recorded a2p:allowTrafficLoss, which a destroy goes by."""
        checkpoint = self.state.read_checkpoint(stack)
        providers = checkpoint.list_providers() if checkpoint else ()
        return any(provider.get("inputs", {}).get("a2p:allowTrafficLoss") == "true" for provider in providers)

    def has_state(self, stack: str) -> bool:
        """
        Whether there is a state of this stack.

        Raises:
            NoSuchStack: there is none, and it cannot just be begun.
            StateUnreachable: the state cannot be read.
        """
        if self.state.has_stack(stack):
            return True
        file = self.stack_file(stack)
        if not file.exists():
            raise _make_undeclared(stack, file.relative_to(self.folder), self.list_customers())
        if _INITIALISED.search(file.read_text(encoding="utf-8", errors="replace")) and not self._is_example(
            stack
        ):
            raise NoSuchStack(
                f"{stack} was created before, but has no state in {self.backend}: created again, it would be "
                "registered twice.",
                remedy=(
                    "set PULUMI_BACKEND_URL to where its state is. If it is lost, or the file was copied:\n"
                    "remove encryptionsalt (or encryptedkey) from the file, and run this again"
                ),
            )
        return False


def _prepare_environment(env: Mapping[str, str], folder: Path, project_file: str) -> dict[str, str]:
    """
    What the engine runs with, and nothing printed may hold.

    A password goes to the engine apart from the address, which it quotes in its errors. Checkpoints are
    packed (a tenth of the bytes), and not kept a third time: the history has each of them already.
    """
    keep_secret(*find_secrets(env), _read_passphrase(env))
    found = {**env, "PWD": str(folder)}
    if backend := find_backend(env, project_file):
        keep_secret(*find_secrets({_BACKEND: backend}))
        found[_BACKEND] = backend
    if backend.startswith(("postgres://", "postgresql://")):
        found[_BACKEND], password = split_password(backend)
        found |= {"PGPASSWORD": password} if password else {}
    if not env.get("PULUMI_DIY_BACKEND_ZSTD"):
        found.setdefault("PULUMI_DIY_BACKEND_GZIP", "true")
    found.setdefault("PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS", "true")
    return found


def _read_passphrase(env: Mapping[str, str]) -> str:
    """What the passphrase's file holds; "" if there is none that can be read, which the engine says."""
    try:
        return Path(env.get(_PASSPHRASE_FILE) or os.devnull).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def _ask_engine(folder: Path, env: Mapping[str, str], *arguments: str) -> tuple[int, str, str]:
    """The engine's exit status, and what it wrote to standard output and error."""
    done = subprocess.run(  # noqa: S603  # the engine
        ["pulumi", *arguments, "--non-interactive"],  # noqa: S607  # as the environment has it
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def _make_undeclared(stack: str, file: Path, known: list[str]) -> NoSuchStack:
    close = difflib.get_close_matches(stack, known, n=1)
    proposed = f"; did you mean {close[0]}?" if close else ""
    return NoSuchStack(
        f"There is no {file}{proposed}", remedy=f"a2p status, which lists all customers, or a2p new {stack}"
    )
