"""What is known of a rule: how bad it is, what demands it, and which rejections it earns."""

from typing import Literal, NamedTuple

# error: it will be rejected. warning: it is likely to be. advice: it will pass, and there is a better way.
Severity = Literal["error", "warning", "advice"]
Certainty = Literal["certain", "likely", "possible"]
_CERTAINTY: dict[Severity, Certainty] = {"error": "certain", "warning": "likely", "advice": "possible"}


class LintRuleInfo(NamedTuple):
    """
    One rule.

    requirement: the id of what Twilio demands. codes: of the rejections it earns, the likeliest first; none
    where there is none of its own. about: what it complains of. is_final: no edit helps.
    """

    severity: Severity
    requirement: str
    codes: tuple[int, ...]
    about: str
    is_final: bool = False

    @property
    def code(self) -> int:
        """The likeliest rejection, or 0."""
        return self.codes[0] if self.codes else 0

    @property
    def certainty(self) -> Certainty:
        """How sure it is that a reviewer objects."""
        return _CERTAINTY[self.severity]
