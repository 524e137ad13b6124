"""The numbers of an example's declaration, as a simulator's account has them."""

from __future__ import annotations

from typing import Any


def with_numbers(declared: dict[str, Any], numbers: list[str], namespace: str = "") -> dict[str, Any]:
    """
    The declaration with as many of these numbers as it names, for one Campaign or for each of several.

    One of another account keeps its own.
    """
    if f"{namespace}account" in declared:
        return declared
    key, several = f"{namespace}phone_numbers", f"{namespace}campaigns"
    if several not in declared:
        return declared | {key: numbers[: len(declared[key])]}
    free = iter(numbers)
    entries = {
        name: entry | {"phone_numbers": [next(free) for _ in entry["phone_numbers"]]}
        for name, entry in declared[several].items()
    }
    return declared | {several: entries}
