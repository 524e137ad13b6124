"""What `message_flow` has to tell: how people opt in, and what they are told when they do (C18)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from a2p.declared.campaign import DeclaredCampaign
from a2p.declared.lint_options import RuleName
from a2p.lint.context import LintContext, LintRule
from a2p.lint.language.inflection import split_words
from a2p.lint.language.normal_form import LINK
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon import disclosures, plain_phrases, sharing, ways
from a2p.lint.rules import Remark
from a2p.lint.texts import Link, Text

_POLICY_PATH = re.compile(
    r"privacy|polic|terms|conditions|\btos\b|legal|t-?and-?c|tandc|disclaimer", re.IGNORECASE
)
# Written large, a keyword stands for itself, whatever is around it.
_STOP_KEYWORD = re.compile(r"\b(?:STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|OPT-?OUT|REVOKE)\b")
# What people read or hear, quoted.
_WORDS_SHOWN = re.compile(r"[\"“][^\"“”]{12,}[\"”]")
_HELP_KEYWORD = re.compile(r"\b(?:HELP|INFO)\b")
_TOLD_KEYWORD = re.compile(
    r"\b(?i:text|texts|texting|txt|send|sends|sending|sms|message)\s+(?:(?:the|our|a)\s+)?(?:words?\s+|keywords?\s+)?"
    r"[\"'“‘(]?([A-Z][A-Z0-9]{1,19})[\"'”’)]?\s+(?:to|at)\b"  # noqa: RUF001
)
_NO_OPT_IN_KEYWORD = frozenset(
    split_words(
        "STOP HELP INFO END QUIT CANCEL UNSUBSCRIBE STOPALL SMS MMS US URL YES OK OTP START UNSTOP RESUME"
    )
)


class Element(NamedTuple):
    """
    Something the flow has to say.

    written: an expression that says it in the text as written. instead: a key of the Campaign that says it as
    well.
    """

    rule: RuleName
    words: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    written: re.Pattern[str] | None
    reason: str
    remedy: str
    instead: str = ""

    def is_declared(self, campaign: DeclaredCampaign) -> bool:
        """Whether the key that says it as well is there."""
        return bool(self.instead) and bool(getattr(campaign, self.instead))

    def is_said(self, text: Text) -> bool:
        """Whether the text says it in any of the ways."""
        if text.says(self.words) or text.find(self.patterns):
            return True
        return bool(self.written and self.written.search(text.written))


_ELEMENTS = (
    Element(
        "flow-opt-in",
        (),
        ways.OPTING_IN,
        _WORDS_SHOWN,
        "does not say how people opt in",
        'describe every way, as in "Customers tick an empty box at {site}/texts: Text me. {brand}."',
    ),
    Element(
        "flow-privacy-policy",
        plain_phrases.PRIVACY,
        (),
        None,
        "does not mention the privacy policy",
        "give its link, as in {site}/privacy, or declare campaign.privacy_policy_url",
        instead="privacy_policy_url",
    ),
    Element(
        "flow-sharing",
        (),
        sharing.NOT_SHARED,
        None,
        "does not say that mobile numbers are not shared",
        'add "{brand} does not share mobile numbers with third parties", and say so in the privacy policy',
    ),
    Element(
        "flow-terms",
        plain_phrases.TERMS,
        (),
        None,
        "does not mention the terms",
        "give their link, as in {site}/terms, or declare campaign.terms_and_conditions_url",
        instead="terms_and_conditions_url",
    ),
    Element(
        "flow-frequency",
        (),
        disclosures.FREQUENCY,
        None,
        "does not say how many messages people get",
        'say what they are told, as in "{brand}: about 4 messages a month" or "Message frequency varies."',
    ),
    Element(
        "flow-rates",
        (),
        disclosures.RATES,
        None,
        "does not say that messages may cost something",
        'add to what {brand} tells people: "Message and data rates may apply."',
    ),
    Element(
        "flow-opt-out",
        (),
        disclosures.STOP,
        _STOP_KEYWORD,
        "does not say that people are told how to opt out",
        'add to what {brand} tells people: "Reply STOP to opt out, HELP for help."',
    ),
)


def _elements(context: LintContext) -> Iterator[Remark]:
    flow = context.texts.flow
    for element in _ELEMENTS:
        if not element.is_said(flow) and not element.is_declared(context.campaign):
            yield Remark(element.rule, flow.location, element.reason, context.fill_in(element.remedy))


def _help(context: LintContext) -> Iterator[Remark]:
    """HELP, or a contact in its place, in the flow, the opt-in reply or the help reply."""
    texts = context.texts
    texts_of_consent = (text for text in (texts.flow, texts.opt_in) if text)
    if texts.help or any(
        _HELP_KEYWORD.search(text.written) or text.find(disclosures.HELP) for text in texts_of_consent
    ):
        return
    yield Remark(
        "flow-help",
        texts.flow.location,
        "neither the flow nor a reply says how to get help",
        context.fill_in('add to what {brand} tells people: "Reply HELP for help."'),
    )


def find_opt_in_links(context: LintContext) -> list[str]:
    """The links of the flow to where people opt in: all but those to the policies."""
    policies = {url.written.rstrip("/") for url in context.policy_urls}
    own = context.name.is_own_host
    links = (
        link
        for link in context.texts.flow.links
        if (link.is_link or own(link.host)) and not _is_policy(link, policies)
    )
    return list(dict.fromkeys(link.url for link in links))


def _link(context: LintContext) -> Iterator[Remark]:
    flow = context.texts.flow
    if not find_opt_in_links(context):
        yield Remark(
            "flow-link",
            flow.location,
            "holds no link by which a reviewer could see how people opt in; policies do not show that",
            context.fill_in(
                "link the page with the form, as in {site}/texts; or a picture of the paper or the script"
            ),
        )


def _is_policy(link: Link, policies: set[str]) -> bool:
    path = link.path.rstrip("/.,;:)\"'”’")  # noqa: RUF001
    return bool(_POLICY_PATH.search(path)) or any(url.endswith(f"{link.host}{path}") for url in policies)


def _ways(context: LintContext) -> Iterator[Remark]:
    """Each way that a list names is described in a sentence of its own."""
    flow = context.texts.flow
    sentences = flow.normal.split(" . ")
    for number, sentence in enumerate(sentences):
        named = [way for way in ways.WAYS if way.is_named(sentence)]
        if len(named) < 2 or LINK in sentence or not ways.is_list(sentence):
            continue
        rest = " . ".join(["", *sentences[:number], *sentences[number + 1 :], ""])
        for way in named:
            if not way.is_described(rest, flow.written):
                yield Remark(
                    "flow-ways",
                    flow.location,
                    f"names {way.name} as a way to opt in, and does not describe it",
                    context.fill_in(way.remedy),
                )
        return


def _keywords(context: LintContext) -> Iterator[Remark]:
    declared = {word.upper() for word in context.campaign.opt_in_keywords or ()}
    for keyword in dict.fromkeys(_TOLD_KEYWORD.findall(context.texts.flow.written)):
        if keyword not in declared | _NO_OPT_IN_KEYWORD:
            yield Remark(
                "undeclared-keyword",
                context.texts.flow.location,
                "tells people to text a keyword that campaign.opt_in_keywords does not hold",
                context.fill_in(
                    'declare it in opt_in_keywords, with an opt_in_message: "{brand}: you are subscribed …"'
                ),
            )
            return


FLOW: tuple[LintRule, ...] = (_elements, _help, _link, _ways, _keywords)
