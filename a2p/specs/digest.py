"""A short digest of what is declared or live, to tell whether two are the same without keeping either."""

import hashlib
import json
from typing import Any

from a2p.specs.codec import encode_value


def digest(value: Any) -> str:
    """16 hexadecimal digits; the same for equal values, however their keys are ordered."""
    return hashlib.sha256(json.dumps(encode_value(value), sort_keys=True).encode()).hexdigest()[:16]
