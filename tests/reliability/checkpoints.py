"""What the engine remembers of a stack, held against what it remembers after an undisturbed run."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from tests.support.killing import without_sids

if TYPE_CHECKING:
    from tests.support.stack import Stack

# All of a resource that a later run goes by; when it was made and changed is left out.
_REMEMBERED = (
    "urn",
    "type",
    "id",
    "external",
    "delete",
    "pendingReplacement",
    "inputs",
    "outputs",
    "dependencies",
    "propertyDependencies",
    "provider",
)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PORT = re.compile(r"(http://127\.0\.0\.1):\d+")
_CIPHERTEXT = "ciphertext"  # of a secret; another one each time it is written


def remembered(stack: Stack) -> list[str]:
    """Its resources and half-done operations, in any order, without SIDs and the simulator's port."""
    file = stack.project.parent / "state" / ".pulumi" / "stacks" / "a2p" / f"{stack.name}.json"
    latest = json.loads(file.read_text(encoding="utf-8"))["checkpoint"].get("latest") or {}
    resources = [_plain(each) for each in latest.get("resources") or []]
    return sorted(json.dumps(each, sort_keys=True) for each in [*resources, *_pending(latest)])


def _pending(latest: dict[str, Any]) -> list[Any]:
    return [[each["type"], each["resource"]["urn"]] for each in latest.get("pending_operations") or []]


def _plain(resource: dict[str, Any]) -> Any:
    return _comparable(without_sids({name: resource[name] for name in _REMEMBERED if name in resource}))


def _comparable(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: "secret" if name == _CIPHERTEXT else _comparable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_comparable(each) for each in value]
    return _UUID.sub("uuid", _PORT.sub(r"\1", value)) if isinstance(value, str) else value
