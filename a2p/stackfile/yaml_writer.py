"""Values as lines of YAML, in the manner of the example files."""

import json
import re
import textwrap
from collections.abc import Mapping
from typing import Any

from a2p.stackfile.yaml_scalars import parse_unquoted

_WIDTH = 118  # columns, as in the examples
_PLAIN = re.compile(r"[A-Za-z0-9/][^#:\n\t]*(:(?=\S)[^#:\n\t]*)*")


def write_entry(key: str, value: Any, indent: int) -> list[str]:
    """A key and its value, at so many columns."""
    head = f"{' ' * indent}{key}:"
    if isinstance(value, Mapping) and value:
        return [
            head,
            *(line for name, below in value.items() for line in write_entry(name, below, indent + 2)),
        ]
    if isinstance(value, list) and value:
        return [head, *(line for element in value for line in write_item(element, indent + 2))]
    return _write_scalar(head, value, indent + 2)


def write_item(value: Any, indent: int) -> list[str]:
    """An entry of a list, its dash at so many columns."""
    return _write_scalar(f"{' ' * indent}-", value, indent + 2)


def _write_scalar(head: str, value: Any, indent: int) -> list[str]:
    written = _quote(value)
    if len(head) + 1 + len(written) <= _WIDTH or not isinstance(value, str):
        return [f"{head} {written}"]
    folded = textwrap.wrap(value, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    if " ".join(folded) != value:  # YAML would fold it to something else
        return [f"{head} {written}"]
    return [f"{head} >-", *(f"{' ' * indent}{line}" for line in folded)]


def _quote(value: Any) -> str:
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    is_plain = _PLAIN.fullmatch(value) and value == value.strip() and parse_unquoted(value) is value
    # A comma or bracket is only special within others; JSON's quotes are YAML's.
    return value if is_plain else json.dumps(value, ensure_ascii=False)
