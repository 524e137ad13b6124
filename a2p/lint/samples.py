"""What the sample messages have to show, taken together."""

import re
from collections.abc import Iterator

from a2p.lint.context import LintContext, LintRule
from a2p.lint.lexicon import disclosures, topics
from a2p.lint.rules import Remark

_STOP_KEYWORD = re.compile(r"\b(?:STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|OPT-?OUT)\b")
_LINK_TO_COME = re.compile(r"[\[{<]\s*(?:\w+\s+)?(?:link|url)\b[^\]}>]*[\]}>]", re.IGNORECASE)
# A place for one, or digits after a word that makes them one.
_PHONE_TO_COME = re.compile(
    r"[\[{<]\s*(?:\w+\s+)?(?:phone|telephone|tel)\b[^\]}>]*[\]}>]"
    r"|\b(?:call|phone|dial|tel)\b[^.!?\d]{0,24}(?:\d{10}|\d{3}[-. ]\d{4})(?!\d)",
    re.IGNORECASE,
)
_SAMPLES = ("campaign", "message_samples")
_BRACKETS = ("[", "{", "<")
# A name after a greeting, a time, a date, an amount, or a number of four digits or more.
_VARIES = r"\b(?:Hi|Hello|Hey|Dear) [A-Z][a-z]+\b|\b\d{1,2}:\d\d\b|\b\d{1,2}/\d{1,2}\b|[$€£]\d|\b\d{4,}\b"


def _one_sample(context: LintContext) -> Iterator[Remark]:
    if len(context.texts.samples) == 1:
        yield Remark(
            "one-sample",
            _SAMPLES,
            "one sample; most of Twilio's documents ask for two of every use case",
            "add a second one that shows another kind of message",
        )


def _brand(context: LintContext) -> Iterator[Remark]:
    if not any(context.name.is_in(each) for each in context.texts.samples):
        yield Remark(
            "sample-brand",
            _SAMPLES,
            "no sample says who is writing: one at least has to name the Brand or its website",
            context.fill_in('begin a sample with the name, as in "{brand}: your order is ready."'),
        )


def _opt_out(context: LintContext) -> Iterator[Remark]:
    """Codes need none: people ask for each of them."""
    if all(sample.find(topics.PASSCODE) for sample in context.texts.samples) or context.use_case == "2FA":
        return
    samples = context.texts.samples
    if not any(_STOP_KEYWORD.search(sample.written) or sample.find(disclosures.STOP) for sample in samples):
        yield Remark(
            "opt-out-words",
            _SAMPLES,
            "no sample says how to opt out",
            'end one at least with "Reply STOP to opt out."',
        )


def _duplicates(context: LintContext) -> Iterator[Remark]:
    first: dict[str, int] = {}
    for number, each in enumerate(context.texts.samples):
        same = first.setdefault(each.said, number)
        if same != number:
            yield Remark(
                "duplicate-samples",
                each.location,
                f"says the same as message_samples[{same}]",
                "show another kind of message that is sent",
            )


def _find_hardcoded(context: LintContext) -> Iterator[Remark]:
    samples = context.texts.samples
    if any(mark in each.written for each in samples for mark in _BRACKETS):
        return
    for each in samples:
        # Not compiled above: most declarations have brackets.
        if not each.has_phone and re.search(_VARIES, each.written):
            yield Remark(
                "hardcoded-value",
                each.location,
                "seems to hold what differs from message to message, and no sample marks it",
                "put what varies in brackets, as in [time] or [name]",
            )


def _links(context: LintContext) -> Iterator[Remark]:
    having = [each for each in context.texts.samples if each.hosts or _LINK_TO_COME.search(each.written)]
    if not context.customer.campaign.has_embedded_links:
        for each in having:
            yield Remark(
                "undeclared-link",
                each.location,
                "holds a link while has_embedded_links is false",
                "set campaign.has_embedded_links: true, or remove the link",
            )
    elif not having and not any(each.says(("link", "url")) for each in context.texts.samples):
        yield Remark(
            "missing-link",
            _SAMPLES,
            "has_embedded_links is true, and no sample holds a link",
            "show a link in one sample, or set campaign.has_embedded_links: false",
        )


def _phones(context: LintContext) -> Iterator[Remark]:
    having = [each for each in context.texts.samples if each.has_phone or _PHONE_TO_COME.search(each.written)]
    if not context.customer.campaign.has_embedded_phone:
        for each in having:
            yield Remark(
                "undeclared-phone",
                each.location,
                "holds a phone number while has_embedded_phone is false",
                "set campaign.has_embedded_phone: true, or remove the number",
            )
    elif not having and not any(_may_hold_a_phone(each.written) for each in context.texts.samples):
        yield Remark(
            "missing-phone",
            _SAMPLES,
            "has_embedded_phone is true, and no sample holds a phone number",
            "show a number in one sample, or set campaign.has_embedded_phone: false",
        )


def _may_hold_a_phone(written: str) -> bool:
    """Whether a reader may see a number there: a bracket that says so, or enough digits of any form."""
    placeholder = re.search(r"[\[{<][^\]}>]*(?:phone|number|tel)[^\]}>]*[\]}>]", written, re.IGNORECASE)
    return bool(placeholder) or sum(map(str.isdigit, written)) >= 7 or "1-8" in written


SAMPLES: tuple[LintRule, ...] = (
    _one_sample,
    _brand,
    _opt_out,
    _links,
    _phones,
    _duplicates,
    _find_hardcoded,
)
