"""All rules over one customer, and what a run shows of them."""

from collections.abc import Iterable, Iterator

from a2p.declared.customer import Customer
from a2p.declared.keys import sort_key
from a2p.lint.consent import CONSENT
from a2p.lint.content import CONTENT
from a2p.lint.context import LintContext, LintRule
from a2p.lint.contradictions import CONTRADICTIONS
from a2p.lint.flow import FLOW
from a2p.lint.placeholders import PLACEHOLDER_RULES
from a2p.lint.registration import REGISTRATION
from a2p.lint.replies import REPLIES
from a2p.lint.rules import Remark, Severity
from a2p.lint.samples import SAMPLES
from a2p.lint.senders import SENDERS
from a2p.lint.subjects import SUBJECTS

_RULES: tuple[LintRule, ...] = (
    *REGISTRATION,
    *CONTENT,
    *PLACEHOLDER_RULES,
    *SUBJECTS,
    *SENDERS,
    *CONTRADICTIONS,
    *SAMPLES,
    *CONSENT,
    *FLOW,
    *REPLIES,
)


def lint(customer: Customer, *, is_registered: bool = False) -> tuple[Remark, ...]:
    """Every remark on a valid declaration; one of a rule that the file silences has an excuse."""
    context = LintContext(customer, is_registered=is_registered)
    found = [each for rule in _RULES for each in rule(context)]
    found += _find_unused(customer, found)
    found.sort(key=lambda each: sort_key(type(customer), each.location))
    excuses = customer.lint.ignore
    return tuple(each._replace(excuse=excuses.get(each.rule, "")) for each in found)


def _find_unused(customer: Customer, found: Iterable[Remark]) -> Iterator[Remark]:
    rules = {each.rule for each in found} | {"unused-silence"}
    for name in customer.lint.ignore:
        if name not in rules:
            yield Remark(
                "unused-silence",
                ("lint", "ignore", name),
                "nothing to silence: the rule finds nothing in this file",
                "remove the line",
            )


class LintReport:
    """
    The lint of one customer, for whoever shows it.

    is_registered: whether the Campaign is at Twilio, so that what only a registration needs is advice.
    silenced: how many remarks the file itself excuses; they are in none of the others.
    """

    def __init__(self, customer: Customer, *, is_registered: bool = False) -> None:
        remarks = lint(customer, is_registered=is_registered)
        shown = [remark for remark in remarks if not remark.excuse]
        self.silenced = len(remarks) - len(shown)
        self.errors = _of("error", shown)
        self.warnings = _of("warning", shown)
        self.advice = _of("advice", shown)

    @property
    def is_about_new_campaigns(self) -> bool:
        """Whether an error would be advice if the Campaign were at Twilio already (U1)."""
        return any(remark.rule == "policy-url" for remark in self.errors)

    def refusal(self, file: str) -> str:
        """Why the run stops, in the form of a DeclarationError; nothing if it does not."""
        if not self.errors:
            return ""
        items = ("  - " + remark.text.replace("\n", "\n  ") for remark in self.errors)
        return "\n".join([f"{file} would be rejected ({len(self.errors)}):", *items])

    def note(self, file: str) -> str:
        """One line that counts what is silenced; nothing if nothing is."""
        what = "1 remark is" if self.silenced == 1 else f"{self.silenced} remarks are"
        return f"{what} silenced by a2p:lint in {file}" if self.silenced else ""


def _of(severity: Severity, remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    return tuple(remark for remark in remarks if remark.severity == severity)
