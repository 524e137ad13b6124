"""
Patterns over the normal form: words, word classes, optional words and gaps, within one sentence.

    <box> ..3 <already> ticked|checked

A word class stands in angle brackets, `|` separates alternatives, `_` joins the words of one, `?` makes an
element optional. `..4` is a gap of up to four words; `..4^<place>` one that holds no word of that class.
`^<place>` alone: no word of that class follows.
A line that begins with `!` holds its own negation, as "no order without consent" does. What a match quotes
are the words of its elements, never those in the gaps: these may be anybody's name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

_CLASS = re.compile("<([^<>]+)>")

WordClasses = Mapping[str, Iterable[str]]


class Match(NamedTuple):
    """
    Where a pattern occurs.

    words: those of its elements, with … for a gap. sentence: counted from 1. start, end: in the normal form.
    """

    words: str
    sentence: int
    start: int
    end: int


class Pattern:
    """One way to say something."""

    def __init__(self, source: str, classes: WordClasses) -> None:
        """
        Compile a pattern.

        Raises:
            KeyError: it names a class that there is not.
        """
        self.is_negative = source.startswith("!")
        self._parts = source.removeprefix("!").split()
        self._classes = classes
        # The rarest first, to be done early.
        self._needed = sorted(filter(None, (_find_needed(part, classes) for part in self._parts)), key=len)
        self._compiled: re.Pattern[str] | None = None  # most patterns occur nowhere

    def matches(self, normal: str, words: frozenset[str]) -> Iterator[Match]:
        """Each place at which it occurs; `words` are those of the normal form, to look fast."""
        return self._find(normal) if self._may_occur(words) else iter(())

    @property
    def rarest(self) -> frozenset[str]:
        """The smallest set of words of which a text must have one for it to occur; empty if there is none."""
        return self._needed[0] if self._needed else frozenset()

    def _may_occur(self, words: frozenset[str]) -> bool:
        return not any(map(words.isdisjoint, self._needed))

    def _find(self, normal: str) -> Iterator[Match]:
        if self._compiled is None:
            elements = "".join(_express(part, self._classes) for part in self._parts)
            self._compiled = re.compile(f"(?<= ){elements}")
        for found in self._compiled.finditer(normal):
            quoted = _quote(found)
            yield Match(quoted, normal.count(" . ", 0, found.start()), found.start(), found.end())


class Patterns(tuple[Pattern, ...]):  # noqa: SLOT001 - it keeps its index
    """Ways to say one thing. Of hundreds few have a word in common with a text: those alone are tried."""

    def choose(self, words: frozenset[str]) -> Iterator[Pattern]:
        """In their order, those that may occur in a text of these words."""
        numbers = {number for word in self._numbers.keys() & words for number in self._numbers[word]}
        return (self[number] for number in sorted(numbers.union(self._anywhere)))

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        """The patterns that a word may be the rarest of, by their place."""
        numbers: dict[str, list[int]] = {}
        for number, pattern in enumerate(self):
            for word in pattern.rarest:
                numbers.setdefault(word, []).append(number)
        return numbers

    @cached_property
    def _anywhere(self) -> list[int]:
        return [number for number, pattern in enumerate(self) if not pattern.rarest]


def _find_needed(part: str, classes: WordClasses) -> frozenset[str]:
    """
    Words of which a text must have one for an element to occur; none for one that may be missing.

    Raises:
        KeyError: it names a class that there is not.
    """
    if part.startswith(("..", "^")) or part.endswith("?"):
        _require_classes(part, classes)
        return frozenset()
    return frozenset(phrase.partition(" ")[0] for phrase in _phrases(part, classes))


def _require_classes(part: str, classes: WordClasses) -> None:
    for name in _CLASS.findall(part):
        if name not in classes:
            raise KeyError(name)


def _express(part: str, classes: WordClasses) -> str:
    """The regular expression of an element."""
    if part.startswith(".."):
        return _gap(part, classes)
    if part.startswith("^"):
        barred = "|".join(map(re.escape, _phrases(part.removeprefix("^"), classes)))
        return f"(?!(?:{barred}) )"
    phrases = _phrases(part.removesuffix("?"), classes)
    alternatives = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    return f"(?:({alternatives}) )" + ("?" if part.endswith("?") else "")


def _gap(part: str, classes: WordClasses) -> str:
    width, _, without = part.removeprefix("..").partition("^")
    barred = ["."] + (_phrases(without, classes) if without else [])
    bar = "|".join(f"{re.escape(phrase)} " for phrase in barred)
    return f"(?:(?!{bar})[^ ]+ ){{0,{width or 3}}}?"


def _phrases(part: str, classes: WordClasses) -> list[str]:
    phrases: list[str] = []
    for alternative in part.split("|"):
        if alternative.startswith("<"):
            phrases += classes[alternative.strip("<>")]
        else:
            phrases.append(alternative.replace("_", " "))
    return phrases


def _quote(found: re.Match[str]) -> str:
    """The words of the elements; … where others stand between them."""
    quoted, end = "", -1
    for group in range(1, (found.re.groups) + 1):
        if found.start(group) < 0:
            continue
        joint = " " if found.start(group) == end + 1 else " … "
        quoted += (joint if quoted else "") + found.group(group)
        end = found.end(group)
    return quoted
