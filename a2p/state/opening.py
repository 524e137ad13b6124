"""Which kind of state a backend's address names."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from a2p.state.backends.bucket import SCHEMES, BucketStore
from a2p.state.backends.cloud import Ask, CloudState
from a2p.state.backends.files import FileStore
from a2p.state.backends.postgresql import PostgresStore
from a2p.state.state import State, StoredState
from a2p.state.store import Store

_IN_PROJECT = re.compile(r"^backend:\s*(?:\n\s+url:|\{\s*url:)\s*['\"]?([^'\"\s}]+)", re.MULTILINE)


def open_state(url: str, project: str, *, cwd: Path, env: Mapping[str, str], ask: Ask) -> State:
    """
    The state at an address. Nothing is read yet.

    ask: how the engine is asked, for the kinds that only it can read.
    """
    store = open_store(url, cwd=cwd, env=env)
    return StoredState(store, project) if store else CloudState(url, project, ask)


def open_store(url: str, *, cwd: Path, env: Mapping[str, str]) -> Store | None:
    """The store at an address; None where only the engine can read it."""
    scheme = url.partition("://")[0]
    if scheme == "file":
        return FileStore.from_url(url, cwd=cwd)
    if scheme in {"postgres", "postgresql"}:
        return PostgresStore(url, env)
    return BucketStore(url, env) if scheme in SCHEMES else None


def find_backend(env: Mapping[str, str], project_file: str) -> str:
    """
    The address the engine will use: of the environment, of Pulumi.yaml, or that of the last `pulumi login`.

    Returns "" where none of them says so, which the engine takes for Pulumi Cloud.
    """
    if url := env.get("PULUMI_BACKEND_URL"):
        return url
    if found := _IN_PROJECT.search(project_file):
        return found.group(1)
    home = Path(env.get("PULUMI_HOME") or Path(env.get("HOME", "~")).expanduser() / ".pulumi")
    try:
        credentials = json.loads((home / "credentials.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(credentials.get("current") or "") if isinstance(credentials, dict) else ""
