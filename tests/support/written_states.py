"""A state in files, as the engine 3.255 writes it: the parts of it that are read."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

AT = "2026-11-22T11:13:55.554009754Z"
WAITING = {
    "stage": "campaign_in_review",
    "waits_for": "the Campaign's review",
    "who_must_act": "nobody: the carriers' reviewers are at it",
    "next_command": "pulumi preview -s acme",
    "resources": {"brand": {"sid": "BN1", "status": "APPROVED"}},
}


def checkpoint(
    stack: str, outputs: dict[str, Any] | None, *, at: str, pending: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The state of a stack with nothing but itself in it; pending: URNs of half-done creations."""
    urn = f"urn:pulumi:{stack}::a2p::pulumi:pulumi:Stack::a2p-{stack}"
    root = {"urn": urn, "type": "pulumi:pulumi:Stack", "outputs": outputs or {}}
    latest: dict[str, Any] = {"manifest": {"time": at}, "resources": [root]}
    if pending:
        latest["pending_operations"] = [
            {"resource": {"urn": each, "type": each.split("::")[2]}, "type": "creating"} for each in pending
        ]
    return {"version": 3, "checkpoint": {"stack": f"organization/a2p/{stack}", "latest": latest}}


def write(state: Path, stack: str, content: dict[str, Any], *, packed: bool = False) -> None:
    """Write it where the engine does."""
    folder = state / ".pulumi" / "stacks" / "a2p"
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content).encode()
    if packed:
        (folder / f"{stack}.json.gz").write_bytes(gzip.compress(text))
    else:
        (folder / f"{stack}.json").write_bytes(text)


def write_earlier(state: Path, stack: str, number: int, content: dict[str, Any]) -> None:
    """Write it into the history."""
    folder = state / ".pulumi" / "history" / "a2p" / stack
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{stack}-{1795346286689774600 + number}.checkpoint.json").write_text(json.dumps(content))


def write_result(state: Path, stack: str, number: int, result: str) -> None:
    """Write how a run ended into the history."""
    folder = state / ".pulumi" / "history" / "a2p" / stack
    folder.mkdir(parents=True, exist_ok=True)
    content = {"kind": "update", "result": result}
    (folder / f"{stack}-{1795346286689774600 + number}.history.json").write_text(json.dumps(content))


def lock(state: Path, stack: str, **said: Any) -> Path:
    """A lock that says so."""
    folder = state / ".pulumi" / "locks" / "organization" / "a2p" / stack
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{len(list(folder.iterdir()))}.json"
    file.write_text(json.dumps(said))
    file.with_name(f"{file.name}.attrs").write_text("{}")
    return file
