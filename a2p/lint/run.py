"""All rules over one customer, and what a run shows of them."""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from a2p.declared.customer import Customer
from a2p.declared.keys import sort_key
from a2p.lint.consent import CONSENT
from a2p.lint.content import CONTENT
from a2p.lint.context import LintContext, LintRule
from a2p.lint.contradictions import CONTRADICTIONS
from a2p.lint.converging import CONVERGING
from a2p.lint.flow import FLOW
from a2p.lint.placeholders import PLACEHOLDER_RULES
from a2p.lint.registration import REGISTRATION
from a2p.lint.replies import REPLIES
from a2p.lint.rules import Remark, Severity
from a2p.lint.samples import SAMPLES
from a2p.lint.senders import SENDERS
from a2p.lint.subjects import SUBJECTS

if TYPE_CHECKING:
    from a2p.declared.problems import Location

_RULES: tuple[LintRule, ...] = (
    *REGISTRATION,
    *CONTENT,
    *PLACEHOLDER_RULES,
    *SUBJECTS,
    *CONVERGING,
    *SENDERS,
    *CONTRADICTIONS,
    *SAMPLES,
    *CONSENT,
    *FLOW,
    *REPLIES,
)


def lint(customer: Customer, *, registered: Collection[str] = ()) -> tuple[Remark, ...]:
    """
    Every remark on a valid declaration; one of a rule that the file silences has an excuse.

    registered: the names of the Campaigns that are at Twilio. A remark on what several have in common is made
    once.
    """
    by_campaign = [(campaign, _lint_one(campaign, registered)) for campaign in customer.campaigns]
    remarks = [
        remark._replace(location=campaign.locate(remark.location))
        for campaign, found in by_campaign
        for remark in found
    ]
    remarks += _find_unused(by_campaign)
    return tuple(dict.fromkeys(remarks))


def _lint_one(campaign: Customer, registered: Collection[str]) -> list[Remark]:
    """The remarks on one Campaign and what it has in common with others, in the order of the file."""
    names = {campaign.campaign_name, campaign.renamed_from}
    context = LintContext(campaign, is_registered=not names.isdisjoint(registered))
    found = [each for rule in _RULES for each in rule(context)]
    found.sort(key=lambda each: sort_key(type(campaign), each.location))
    excuses = campaign.lint.ignore
    return [each._replace(excuse=excuses.get(each.rule, "")) for each in found]


def _find_unused(by_campaign: Iterable[tuple[Customer, Iterable[Remark]]]) -> Iterator[Remark]:
    """Each line that silences a rule which finds nothing, in none of the Campaigns that the line is for."""
    unused: dict[Location, str] = {}
    used: set[Location] = set()
    for campaign, found in by_campaign:
        rules = {each.rule for each in found} | {"unused-silence"}
        ignored = campaign.lint.ignore
        for name in ignored:
            location = campaign.locate(("lint", "ignore", name))
            unused[location] = ignored.get("unused-silence", "")
            used |= {location} if name in rules else set()
    for location, excuse in unused.items():
        if location not in used:
            yield Remark(
                "unused-silence",
                location,
                "nothing to silence: the rule finds nothing in this file",
                "remove the line",
                excuse,
            )


class LintReport:
    """
    The lint of one customer, for whoever shows it.

    registered: the names of the Campaigns at Twilio, of which what only a registration needs is advice.
    silenced: how many remarks the file itself excuses; they are in none of the others.
    """

    def __init__(self, customer: Customer, *, registered: Collection[str] = ()) -> None:
        remarks = lint(customer, registered=registered)
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
