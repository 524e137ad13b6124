"""
What the command line shows of personal data: nothing, unless it is asked to.

The simulator itself keeps and serves what it was sent, as Twilio does; its database and /_sim/state are as
personal as what was declared. What is printed on a terminal ends up in a ticket.
"""

from __future__ import annotations

import json
import re
from typing import Any

HIDDEN = "[hidden]"
_KEYS = frozenset(
    {
        "authtoken",
        "businessregistrationnumber",
        "brandcontactemail",
        "customername",
        "email",
        "firstname",
        "lastname",
        "mobilephonenumber",
        "street",
        "streetsecondary",
        "vettingid",
    }
)
_ADDRESS_OR_NUMBER = re.compile(r"[^\s@\"<>:;,]{1,64}@[^\s@\"<>:;,]{1,190}|\+1\d{10}\b|\b\d{2}-\d{7}\b")


def redact(answer: Any, key: str = "") -> Any:
    """The same answer without personal values; the keys stay."""
    if isinstance(answer, dict):
        return {name: redact(value, name) for name, value in answer.items()}
    if isinstance(answer, list):
        return [redact(item, key) for item in answer]
    if not isinstance(answer, str) or not answer:
        return answer
    if key.replace("_", "").lower() in _KEYS:
        return HIDDEN
    return _ADDRESS_OR_NUMBER.sub(HIDDEN, _redact_json(answer))


def _redact_json(text: str) -> str:
    """JSON in a text, as a form carries attributes."""
    if not text.startswith("{"):
        return text
    try:
        return json.dumps(redact(json.loads(text)), ensure_ascii=False)
    except ValueError:
        return text
