"""The keys of a declaration in their order, and the known key that a wrong one probably means."""

import difflib
from collections.abc import Sequence
from typing import Any, get_args

from pydantic import BaseModel

from a2p.declared.cross_field_rules import EXTERNAL
from a2p.declared.options import OPTIONS
from a2p.declared.problems import Location
from a2p.declared.several_campaigns import CAMPAIGNS


def list_keys(kind: type[BaseModel], path: Location) -> tuple[str, ...]:
    """The keys there are at a place of the file, in the order of the models; none where nothing is known."""
    section: type[BaseModel] | None = kind
    for part in path:
        if isinstance(part, int):
            continue  # an entry of a list has the keys of the list's section
        field = section.model_fields.get(str(part)) if section else None
        section = _find_section(field.annotation) if field else None
    if section is None:
        return ()
    return (*OPTIONS, *section.model_fields) if section is kind else tuple(section.model_fields)


def sort_key(kind: type[BaseModel], location: Location) -> tuple[int, ...]:
    """Where a location stands among all others: options first, and in each section unknown keys last."""
    return tuple(
        part if isinstance(part, int) else _index(list_keys(kind, location[:depth]), part)
        for depth, part in enumerate(location)
    )


def sort_key_of_several(kind: type[BaseModel], names: Sequence[str], location: Location) -> tuple[int, ...]:
    """The same in a file with `a2p:campaigns`, which stand behind all that they have in common."""
    if location[:1] != (CAMPAIGNS,):
        return (0, *sort_key(kind, location))
    if not location[1:]:
        return (1,)
    entry, inside = str(location[1]), location[2:]
    return (1, _index(tuple(names), entry), *(sort_key(kind, inside) if inside else ()))


def suggest_key(kind: type[BaseModel], location: Location) -> str | None:
    """The known key that is so like the unknown one that it was probably meant."""
    keys = list_keys(kind, location[:-1])
    # Without the key that says so, a file is not known to be an external customer's.
    known = {_normalise(key): key for key in (keys if location[1:] else (*keys, EXTERNAL, CAMPAIGNS))}
    close = difflib.get_close_matches(_normalise(str(location[-1])), known, n=1, cutoff=0.75)
    return known[close[0]] if close else None


def _find_section(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _find_section(each))), None)


def _index(keys: tuple[str, ...], key: str) -> int:
    return keys.index(key) if key in keys else len(keys)


def _normalise(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "")
