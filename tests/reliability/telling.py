"""Whether anything personal or secret was said, logged or left in files by what ran on the real engine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from a2p.redaction import list_personal_values

if TYPE_CHECKING:
    from tests.reliability.figures import Family
    from tests.support.stack import Stack


def count_leaks(stack: Stack, said: list[str], family: Family, point: str) -> None:
    """Everything that was said, logged or left in files, without the stack file's own copy in them."""
    declared: dict[str, Any] = {}
    stack.edit(declared.update)
    values = {*list_personal_values(declared), stack.simulator.auth_token}
    files = [each for each in (stack.project.parent / "state").rglob("*") if each.is_file()]
    files += [each for each in (stack.log, stack.verdicts) if each.exists()]
    texts = [*said, *(_without_config(each.read_text(errors="replace")) for each in files)]
    hits = sum(value in text for value in values for text in texts)
    family.there += 1
    family.tried += 1
    family.count("texts searched", len(texts))
    family.count("values looked for", len(values))
    family.count("leaks", hits)
    if hits:
        told = [
            str(each.name) for each in files if any(v in _without_config(each.read_text()) for v in values)
        ]
        family.blame(point, [f"{hits} hits, in files {told}"])


def _without_config(text: str) -> str:
    """What the engine keeps besides the stack file's own text, which it copies into its history."""
    try:
        whole = json.loads(text)
    except ValueError:
        return text
    if isinstance(whole, dict):
        whole.pop("config", None)
    return json.dumps(whole, ensure_ascii=False)
