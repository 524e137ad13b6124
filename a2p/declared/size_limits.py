"""
Limits of size and depth, and characters that no declaration may contain.

The limits are far above any real file. YAML's aliases make a small file a huge declaration, and Pulumi hands
it over expanded; so it is measured before anything is made of it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

from a2p.declared.problems import DeclarationProblem, Location

LONGEST: Final = 200_000  # characters of one key's value as JSON; all texts of a Campaign are a tenth of it
DEEPEST: Final = 16  # levels; a declaration has five
MOST: Final = 5_000  # values under one key; a declaration has fewer than a hundred, its numbers aside
_OF_MANY: Final = {"campaigns": 20}  # how many times as much a key may hold

# Sections of running text, in which a line may end; everywhere else a value is one line.
_TEXTS = frozenset({"campaign", "lint"})
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_REORDERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]"
)
# Part of emoji and of some scripts, so of use in a text where they follow such a character.
_JOINERS = "\u200c\u200d"
_BROKEN = re.compile("[\ud800-\udfff]")
_LINE = re.compile("[\t\n]")


def is_too_long(key: str, raw: str) -> bool:
    """Whether a raw value is longer than any real one."""
    return len(raw) > _limit(key, LONGEST)


def report_too_long(key: str, raw: str) -> DeclarationProblem:
    """A raw value is longer than any real one."""
    most = _limit(key, LONGEST)
    return DeclarationProblem((key,), f"{len(raw)} characters, {most} at most: check it for repeated aliases")


def report_too_deep(key: str) -> DeclarationProblem:
    """A value is nested more than any real one."""
    return DeclarationProblem((key,), f"more than {DEEPEST} levels deep")


def find_too_large(key: str, value: Any) -> Iterator[DeclarationProblem]:
    """Whether what a value expands to is deeper or more than any real one."""
    seen, most = 0, _limit(key, MOST)
    level: list[Any] = [value]
    for _depth in range(DEEPEST):
        seen += len(level)
        if seen > most:
            yield DeclarationProblem((key,), f"more than {most} values: check it for repeated aliases")
            return
        level = [held for each in level for _, held in _list_children((key,), each)]
        if not level:
            return
    yield report_too_deep(key)


def _limit(key: str, of_one: int) -> int:
    return of_one * _OF_MANY.get(key, 1)


def find_unusable_characters(location: Location, value: Any) -> Iterator[DeclarationProblem]:
    """
    Every text in it, keys included, that is other than it looks.

    Everything else stays as it was written, to the byte (G8).
    """
    if isinstance(value, str):
        yield from _check_text(location, value)
    for within, held in _list_children(location, value):
        if isinstance(within[-1], str):
            yield from _check_text(within, within[-1])
        yield from find_unusable_characters(within, held)


def _list_children(location: Location, value: Any) -> list[tuple[Location, Any]]:
    if isinstance(value, Mapping):
        return [((*location, key), held) for key, held in value.items()]
    if isinstance(value, list):
        return [((*location, index), held) for index, held in enumerate(value)]
    return []


def _check_text(location: Location, text: str) -> Iterator[DeclarationProblem]:
    if text.isascii() and text.isprintable():
        return
    if found := _BROKEN.search(text):
        yield DeclarationProblem(location, f"holds {_name_character(found)}, half a character: remove it")
    if found := _CONTROLS.search(text):
        yield DeclarationProblem(location, f"holds {_name_character(found)}, a control character: remove it")
    if found := _REORDERING.search(text):
        yield DeclarationProblem(
            location,
            f"holds {_name_character(found)}, which changes the order of the letters around it, so that a "
            "reviewer reads another text than the one that is sent: remove it",
        )
    if found := _find_invisible(location, text):
        yield DeclarationProblem(
            location,
            f"holds {_name_character(found)}, which nobody sees and every comparison does: remove it",
        )
    if location[0] not in _TEXTS and _LINE.search(text):
        yield DeclarationProblem(
            location, "more than one line, or a tab: one line needed (in YAML, >- instead of >)"
        )


def _find_invisible(location: Location, text: str) -> re.Match[str] | None:
    """The first character that is not seen; in a text, joiners that join something do not count."""
    for match in _INVISIBLE.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if location[0] in _TEXTS and match[0] in _JOINERS and before and not before.isascii():
            continue
        return match
    return None


def _name_character(found: re.Match[str]) -> str:
    character = found.group()
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}{f' {name}' if name else ''}"
