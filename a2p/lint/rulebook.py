"""What a remark is, and every rule that makes one: how bad it is, what demands it, the rejection it earns."""

from typing import Literal, NamedTuple

from a2p.declared.findings import Location, dotted
from a2p.declared.silencing import RuleName

# error: it will be rejected. warning: it is likely to be. advice: it will pass, and there is a better way.
Severity = Literal["error", "warning", "advice"]
_REJECTED = {"error": "rejected with", "warning": "may be rejected with", "advice": "see"}

# Severity, the id of what Twilio demands, and the code of the rejection; 0 where there is none of its own.
RULES: dict[RuleName, tuple[Severity, str, int]] = {
    # The texts of the Campaign
    "public-shortener": ("error", "C18", 30892),
    "placeholder": ("warning", "C18", 30893),
    "direct-lending": ("warning", "C17", 30895),
    "age-gate": ("warning", "C17", 30888),
    "company-form": ("warning", "G10", 30915),
    "language": ("warning", "requirements 1.11", 30910),
    "description-brand": ("warning", "C18", 30886),
    # Its samples
    "one-sample": ("warning", "C4", 30893),
    "sample-brand": ("warning", "C18", 30893),
    "opt-out-words": ("warning", "C18", 30893),
    "duplicate-samples": ("warning", "C18", 30893),
    "hardcoded-value": ("advice", "C18", 30893),
    "undeclared-link": ("warning", "C18", 30893),
    "missing-link": ("warning", "C18", 30893),
    "undeclared-phone": ("warning", "C18", 30889),
    "missing-phone": ("warning", "C18", 30889),
    # How people opt in
    "flow-opt-in": ("warning", "C18", 30909),
    "flow-link": ("warning", "C18", 30909),
    "flow-terms": ("warning", "C18", 30909),
    "flow-frequency": ("warning", "C18", 30909),
    "flow-rates": ("warning", "C18", 30909),
    "flow-opt-out": ("warning", "C18", 30909),
    "flow-privacy-policy": ("warning", "C18", 30908),
    "flow-sharing": ("advice", "C18", 30908),
    # What is answered to keywords
    "opt-in-message": ("warning", "C18", 30896),
    "opt-out-message": ("warning", "C18", 30887),
    "help-message": ("warning", "C18", 30890),
    "own-opt-out": ("advice", "C19", 0),
    # Everything else
    "use-case": ("error", "C22", 21720),
    "use-case-approval": ("warning", "C22", 30900),
    "unusable-email": ("warning", "P12", 30753),
    "status-callback": ("advice", "P2", 0),
    "unused-silence": ("advice", "a2p:lint", 0),
}


class Remark(NamedTuple):
    """
    What one rule says of one place of the file.

    excuse: the reason the stack file gives for silencing the rule, or nothing.
    """

    rule: RuleName
    location: Location
    reason: str
    remedy: str
    excuse: str = ""

    @property
    def severity(self) -> Severity:
        return RULES[self.rule][0]

    @property
    def key(self) -> str:
        """The declared key, as in `campaign.message_samples[1]`."""
        return dotted(self.location)

    @property
    def text(self) -> str:
        """One line that says what is wrong and by which rule, and one that says what to do."""
        severity, requirement, number = RULES[self.rule]
        code = f", {_REJECTED[severity]} {number}" if number else ""
        return f"{self.key}: {self.reason} ({self.rule}, {requirement}{code})\n  do: {self.remedy}"
