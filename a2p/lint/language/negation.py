"""Whether a match is said or denied: `numbers are shared`, `numbers are never shared`."""

from a2p.lint.language.inflection import split_words
from a2p.lint.language.patterns import Match

_NEGATORS = frozenset(
    split_words(
        "no not never neither nor none nobody nothing without hardly zero nowhere exclude "
        "excludes excluded excluding prohibit prohibits prohibited refuse refuses decline declines "
        "forbid forbids forbidden"
    )
)
# After one of these a negation is over.
_ENDS = frozenset(
    split_words("but however although though yet except instead unless until if then otherwise because")
)
_REACH = 20


def is_denied(normal: str, match: Match, *, holds_negation: bool = False) -> bool:
    """
    Whether a negation before the match, in its sentence, or between its words covers it.

    holds_negation: the pattern has a negation among its own words, which denies nothing.
    """
    sentence_start = normal.rfind(" . ", 0, match.start) + 3
    if _ends_denied(normal[sentence_start : match.start].split()[-_REACH:]):
        return True
    if holds_negation:
        return False
    within = normal[match.start : match.end].split()
    return not _NEGATORS.isdisjoint(_unless_only(within))


def _ends_denied(words: list[str]) -> bool:
    denied = False
    for number, word in enumerate(words):
        if word in _ENDS:
            denied = False
        elif (word == "free" and words[number + 1 : number + 2] in (["of"], ["from"])) or (
            word in _NEGATORS
            and words[number + 1 : number + 2] != ["only"]
            and not _is_number_sign(words, number)
        ):
            denied = True
    return denied


def _unless_only(words: list[str]) -> list[str]:
    return [word for number, word in enumerate(words) if words[number + 1 : number + 2] != ["only"]]


def _is_number_sign(words: list[str], number: int) -> bool:
    """`no 12` is a number and `no matter` no denial."""
    after = words[number + 1] if number + 1 < len(words) else ""
    return words[number] == "no" and (after.isdigit() or after in {"matter", "doubt", "later"})
