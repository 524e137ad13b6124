"""What `message_flow` has to tell: how people opt in, and what they are told when they do (C18)."""

from collections.abc import Iterator
from typing import NamedTuple

from a2p.declared.campaign import DeclaredCampaign
from a2p.declared.lint_options import RuleName
from a2p.lint import vocabulary
from a2p.lint.context import LintContext, LintRule
from a2p.lint.rules import Remark


class Element(NamedTuple):
    """
    Something the flow has to say.

    instead: a key of the Campaign that says it as well.
    """

    rule: RuleName
    words: tuple[str, ...]
    reason: str
    remedy: str
    instead: str = ""

    def is_declared(self, campaign: DeclaredCampaign) -> bool:
        return bool(self.instead) and bool(getattr(campaign, self.instead))


_ELEMENTS = (
    Element(
        "flow-opt-in",
        vocabulary.OPTING_IN,
        "does not say how people opt in",
        "describe every way: the form, the box to tick, the keyword to text, the words said at the counter",
    ),
    Element(
        "flow-privacy-policy",
        vocabulary.PRIVACY,
        "does not mention the privacy policy",
        "give its link, or declare campaign.privacy_policy_url",
        instead="privacy_policy_url",
    ),
    Element(
        "flow-sharing",
        vocabulary.NOT_SHARED,
        "does not say that mobile numbers are not shared",
        'add "mobile numbers are not shared with third parties", and say so in the privacy policy',
    ),
    Element(
        "flow-terms",
        vocabulary.TERMS,
        "does not mention the terms",
        "give their link, or declare campaign.terms_and_conditions_url",
        instead="terms_and_conditions_url",
    ),
    Element(
        "flow-frequency",
        vocabulary.FREQUENCY,
        "does not say how many messages people get",
        'say what they are told, as in "about 4 messages a month" or "message frequency varies"',
    ),
    Element(
        "flow-rates",
        vocabulary.RATES,
        "does not say that messages may cost something",
        'add "Message and data rates may apply."',
    ),
    Element(
        "flow-opt-out",
        vocabulary.OPT_OUT,
        "does not say that people are told how to opt out",
        'add "Reply STOP to opt out, HELP for help."',
    ),
)


def _elements(context: LintContext) -> Iterator[Remark]:
    flow = context.texts.flow
    for element in _ELEMENTS:
        if not flow.says(element.words) and not element.is_declared(context.customer.campaign):
            yield Remark(element.rule, flow.location, element.reason, element.remedy)


def _link(context: LintContext) -> Iterator[Remark]:
    if not context.texts.flow.hosts:
        yield Remark(
            "flow-link",
            context.texts.flow.location,
            "holds no link by which a reviewer could see how people opt in",
            "link the page with the form; where there is none, a picture of the paper or the script",
        )


FLOW: tuple[LintRule, ...] = (_elements, _link)
