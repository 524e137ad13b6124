"""
A state in files (`file://…`), as the engine writes it: checkpoints, locks and history, by stack.

Read without the engine, of which a start takes half a second. Nothing is written here.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_SUFFIXES = (".json", ".json.gz")


@dataclass(frozen=True)
class Pending:
    """An operation the engine had begun and not recorded as ended. kind: creating, updating or the like."""

    kind: str
    type: str
    urn: str


@dataclass(frozen=True)
class Checkpoint:
    """What the engine knows of one stack. written_at: when it last wrote so; None before the first run."""

    stack: str
    resources: tuple[dict[str, Any], ...]
    pending: tuple[Pending, ...]
    written_at: datetime | None

    @property
    def outputs(self) -> dict[str, Any]:
        """The outputs of the last run that ended well; none before that."""
        outputs: dict[str, Any] = self._find_root().get("outputs") or {}
        return outputs

    @property
    def urn(self) -> str:
        """The stack's own, where it has one."""
        return str(self._find_root().get("urn", ""))

    def list_of_type(self, name: str) -> Iterator[dict[str, Any]]:
        """The resources of one of our types, such as Brand."""
        return (resource for resource in self.resources if resource["type"] == f"{OUR_TYPES}{name}")

    def list_providers(self) -> Iterator[dict[str, Any]]:
        """What the stack's providers were configured with."""
        return (resource for resource in self.resources if resource["type"].startswith("pulumi:providers:"))

    def _find_root(self) -> dict[str, Any]:
        return next(
            (resource for resource in self.resources if resource["type"] == "pulumi:pulumi:Stack"), {}
        )


OUR_TYPES = "pulumi-python:dynamic/a2p:"


@dataclass(frozen=True)
class FileState:
    """The folder of a file backend, and the project whose stacks are looked at."""

    folder: Path
    project: str

    @classmethod
    def from_url(cls, url: str, project: str, *, cwd: Path) -> "FileState | None":
        """The state at a backend's address; None where it is no folder of this machine."""
        if not url.startswith("file://"):
            return None
        path = Path(unquote(url.removeprefix("file://").partition("?")[0])).expanduser()
        return cls((cwd / path) / ".pulumi", project)

    def read_checkpoint(self, stack: str) -> Checkpoint | None:
        """What is recorded of a stack; None if there is no such stack."""
        for suffix in _SUFFIXES:
            path = self._stacks() / f"{stack}{suffix}"
            if path.exists():
                return _parse_checkpoint(stack, _read_json(path))
        return None

    def list_stacks(self) -> list[str]:
        """The names of all stacks."""
        names = {
            path.name.removesuffix(suffix)
            for suffix in _SUFFIXES
            for path in self._stacks().glob(f"*{suffix}")
        }
        return sorted(names)

    def list_locks(self, stack: str) -> list[Path]:
        """The files that lock a stack, oldest first."""
        folder = self.folder / "locks" / "organization" / self.project / stack
        return sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)

    def find_partial_writes(self, stack: str) -> list[Path]:
        """
        What an engine was killed at while it wrote: notes beside a file, cut off, and drafts of files.

        The engine writes a draft, then notes, then renames the draft; only that is of one piece. With notes
        that are cut off it cannot read the file any more ("failed to load checkpoint: EOF"). A draft among
        locks is a lock to it. Nothing is missed without them: a file is read without its notes, too.
        """
        locks = self.folder / "locks" / "organization" / self.project / stack
        checkpoint, history = self._stacks(), self._history(stack)
        paths = [*checkpoint.glob(f"{stack}.json*"), *locks.glob("*"), *history.glob("*")]
        return [
            path for path in paths if path.suffix == ".tmp" or (path.suffix == ".attrs" and _is_cut_off(path))
        ]

    def has_failed_last_run(self, stack: str) -> bool:
        """Whether the engine has written down that the last run it ended failed; a killed run it has not."""
        paths = [path for suffix in _SUFFIXES for path in self._history(stack).glob(f"*.history{suffix}")]
        return bool(paths) and _read_json(max(paths)).get("result") == "failed"

    def read_history(self, stack: str) -> Iterator[Checkpoint]:
        """What earlier runs recorded, newest first; as far as the engine keeps it."""
        history = self._history(stack)
        paths = [path for suffix in _SUFFIXES for path in history.glob(f"*.checkpoint{suffix}")]
        for path in sorted(paths, reverse=True):
            yield _parse_checkpoint(stack, _read_json(path))

    def _history(self, stack: str) -> Path:
        return self.folder / "history" / self.project / stack

    def _stacks(self) -> Path:
        return self.folder / "stacks" / self.project


def without_password(url: str) -> str:
    """A backend's address for people: without the password some kinds carry."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}" if parts.username else url


def _is_cut_off(path: Path) -> bool:
    """Whether it is no whole JSON."""
    try:
        json.loads(path.read_bytes())
    except FileNotFoundError:  # gone with what it belongs to
        return False
    except ValueError:
        return True
    return False


def _read_json(path: Path) -> dict[str, Any]:
    raw = path.read_bytes()
    read: dict[str, Any] = json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    return read


def _parse_checkpoint(stack: str, written: dict[str, Any]) -> Checkpoint:
    latest = (written.get("checkpoint") or {}).get("latest") or {}
    pending = tuple(
        Pending(operation["type"], operation["resource"]["type"], operation["resource"]["urn"])
        for operation in latest.get("pending_operations") or ()
    )
    at = (latest.get("manifest") or {}).get("time")
    return Checkpoint(
        stack=stack,
        resources=tuple(latest.get("resources") or ()),
        pending=pending,
        written_at=datetime.fromisoformat(at) if at else None,
    )
