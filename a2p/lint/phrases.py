"""A rule that is a table of phrases: said in one of some texts, not denied, and with no excuse beside it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from a2p.declared.lint_options import RuleName
from a2p.lint.context import LintContext
from a2p.lint.language.patterns import Pattern
from a2p.lint.rules import Remark
from a2p.lint.texts import Text


class PhraseRule(NamedTuple):
    """
    One rule over phrases.

    excuses: patterns that, in the same sentence, make another thing of it. remedy: may hold {brand}, {site}.
    """

    rule: RuleName
    patterns: tuple[Pattern, ...]
    reason: str
    remedy: str
    excuses: tuple[Pattern, ...] = ()


def remark_phrases(context: LintContext, rule: PhraseRule, texts: Iterable[Text]) -> Iterator[Remark]:
    """One remark for each text that says it."""
    for text in texts:
        if match := text.find_asserted(rule.patterns, rule.excuses):
            remedy = context.fill_in(rule.remedy)
            yield Remark(rule.rule, text.location, rule.reason, remedy).at(match)
