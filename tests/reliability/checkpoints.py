"""What the engine remembers of a stack, held against what it remembers after an undisturbed run."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from a2p.state.checkpoints import decode
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
# What is another each time: an id of the engine's own, that of a revision behind its digest, the simulator's
# port, the time.
_PASSING = (
    re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    re.compile(r"(?<=\b[0-9a-f]{16}\.)[0-9a-f]{8}\b"),
    re.compile(r"(?<=http://127\.0\.0\.1):\d+"),
    re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"),
)
_IN_REVIEW = re.compile(r"\b(PENDING|IN_PROGRESS|IN_REVIEW|in-review|twilio-approved)\b")  # by the hour
_OTHERWISE = {"ciphertext": "secret", "tcr_id": "id"}  # values that are others each time they are written


def remembered(stack: Stack) -> list[str]:
    """Its resources and half-done operations, in any order, without SIDs, times, and how far reviews are."""
    entry = stack.state.find_checkpoint(stack.name)
    content = stack.state.store.read(entry.key) if entry else None
    latest = decode(content or b"")["checkpoint"].get("latest") or {}
    resources = [_plain(each) for each in latest.get("resources") or []]
    return sorted(json.dumps(each, sort_keys=True) for each in [*resources, *_pending(latest)])


def _pending(latest: dict[str, Any]) -> list[Any]:
    return [[each["type"], each["resource"]["urn"]] for each in latest.get("pending_operations") or []]


def _plain(resource: dict[str, Any]) -> Any:
    """In one order, where the engine's is that in which things happened to be done."""
    known = {name: resource[name] for name in _REMEMBERED if name in resource}
    plain: dict[str, Any] = _comparable(without_sids(known))
    plain["dependencies"] = sorted(plain.get("dependencies") or [])
    of_properties = plain.get("propertyDependencies") or {}
    plain["propertyDependencies"] = {name: sorted(urns or []) for name, urns in of_properties.items()}
    return plain


def _comparable(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _OTHERWISE.get(name) or _comparable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_comparable(each) for each in value]
    return _always(value) if isinstance(value, str) else value


def _always(text: str) -> str:
    for passing in _PASSING:
        text = passing.sub("", text)
    return _IN_REVIEW.sub("in review", text)
