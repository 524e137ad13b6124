"""What a remark is: one rule's objection to one place of the file."""

from typing import NamedTuple

from a2p.declared.lint_options import RuleName
from a2p.declared.problems import Location, format_location
from a2p.lint.language.patterns import Match
from a2p.lint.rule_tables.of_form import RULES
from a2p.lint.rule_tables.rule_info import Certainty, LintRuleInfo, Severity
from a2p.messages import format_message

__all__ = ["RULES", "Certainty", "LintRuleInfo", "Remark", "Severity"]

_REJECTED = {"error": "rejected with", "warning": "may be rejected with", "advice": "see"}
_FINAL = "; final: neither an edit nor a new registration helps"


class Remark(NamedTuple):
    """
    What one rule says of one place of the file.

    excuse: the reason the stack file gives for silencing the rule, or nothing.
    words: those of the rule's own lists that led to it; nothing where it is about what is missing.
    sentence: the one they stand in, from 1, or 0.
    """

    rule: RuleName
    location: Location
    reason: str
    remedy: str
    excuse: str = ""
    words: str = ""
    sentence: int = 0

    def at(self, match: Match) -> "Remark":
        """The same remark, with the words that led to it."""
        return self._replace(words=match.words, sentence=match.sentence)

    @property
    def info(self) -> LintRuleInfo:
        """The rule's row."""
        return RULES[self.rule]

    @property
    def severity(self) -> Severity:
        """As the rule has it."""
        return self.info.severity

    @property
    def key(self) -> str:
        """The declared key, as in `campaign.message_samples[1]`."""
        return format_location(self.location)

    @property
    def summary(self) -> str:
        """One line that says what is wrong, where, and by which rule."""
        sentence = f", sentence {self.sentence}" if self.sentence else ""
        where = f' ("{self.words}"{sentence})' if self.words else ""
        codes = " or ".join(map(str, self.info.codes))
        rejection = f", {_REJECTED[self.severity]} {codes}" if codes else ""
        final = _FINAL if self.info.is_final else ""
        source = f"({self.rule}, {self.info.requirement}{rejection}{final})"
        return f"{self.key}: {self.reason}{where} {source}"

    @property
    def text(self) -> str:
        """The summary, and a line that says what to do."""
        return format_message(self.summary, remedy=self.remedy)
