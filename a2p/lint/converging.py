"""What several words say together and none alone: forbidden goods, finance and schemes in other words."""

from collections.abc import Iterator
from itertools import islice

from a2p.declared.lint_options import RuleName
from a2p.lint.context import LintContext, LintRule
from a2p.lint.language.patterns import Match, Pattern
from a2p.lint.lexicon import cues, forbidden
from a2p.lint.lexicon.cues import Cues
from a2p.lint.rules import Remark
from a2p.lint.subjects import NO_WAY
from a2p.lint.texts import Text

_Found = tuple[Text, Match]
_SUBJECTS: tuple[tuple[RuleName, Cues, str, tuple[Pattern, ...]], ...] = (
    ("forbidden-goods", cues.CANNABIS, "cannabis, CBD and the like", forbidden.NO_CANNABIS),
    ("forbidden-goods", cues.VAPE, "vape goods", ()),
    ("forbidden-goods", cues.DRUGS, "offers of prescription drugs", ()),
    ("forbidden-goods", cues.ADULT, "adult content", ()),
    ("forbidden-finance", cues.LOANS, "payday and other high-risk loans", ()),
    ("forbidden-finance", cues.DEBTS, "debt relief and credit repair", ()),
    ("forbidden-finance", cues.INVESTMENTS, "crypto, stock picks and the like", ()),
    ("forbidden-schemes", cues.GAMBLING, "gambling", ()),
    ("forbidden-schemes", cues.PRIZES, "prize draws", ()),
    ("forbidden-schemes", cues.SCHEMES, "get-rich schemes", ()),
)


def _converging(context: LintContext) -> Iterator[Remark]:
    for rule, table, subject, excuses in _SUBJECTS:
        found = _collect((*context.topics.content, context.brand_text), table, excuses)
        if len(found) > table.least:
            # The name counts once at most, so that one of the others stands in a text.
            text, match = next(each for each in found if each[0] is not context.brand_text)
            words = " … ".join(match.words for _, match in found)
            reason = f"together these words speak of {subject}, which are forbidden; final"
            remark = Remark(rule, text.location, reason, context.fill_in(NO_WAY))
            yield remark.at(match._replace(words=words))


def _collect(texts: tuple[Text, ...], table: Cues, excuses: tuple[Pattern, ...]) -> list[_Found]:
    """
    The heart and one place for each cue, none of them twice; nothing without the heart.

    texts: the last is the Brand's name, from which one place is taken at most.
    """
    found: list[_Found] = []
    for pattern in (table.heart, *table.others):
        found += islice(_find_elsewhere(texts, pattern, excuses, found), 1)
        if not found:
            break
    return found


def _find_elsewhere(
    texts: tuple[Text, ...], pattern: Pattern, excuses: tuple[Pattern, ...], found: list[_Found]
) -> Iterator[_Found]:
    for text in texts:
        for match in text.assert_all((pattern,)):
            is_new = not any(
                other is text and (text is texts[-1] or _overlap(match, place)) for other, place in found
            )
            if is_new and not (excuses and text.has_in_sentence(match, excuses)):
                yield text, match


def _overlap(one: Match, other: Match) -> bool:
    return one.start < other.end and other.start < one.end


CONVERGING: tuple[LintRule, ...] = (_converging,)
