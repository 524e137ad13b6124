"""What the automatic answers have to say (C18, C19); only those that are the customer's own are declared."""

import re
from collections.abc import Iterator

from a2p.lint.context import LintContext, LintRule
from a2p.lint.lexicon import disclosures, topics
from a2p.lint.rules import Remark
from a2p.lint.texts import Text

# A date or time, which a mere confirmation does not hold.
_WHEN = re.compile(
    r"\[(?:date|time|day|minutes?|number|order|amount|table|window|place)\]"
    r"|\b\d{1,2}:\d\d\b|\b\d{1,2} ?[ap]\.?m\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"\b(?:STOP|END|QUIT|CANCEL|UNSUBSCRIBE)\b")
_TWILIOS_OWN = re.compile(
    r"You have successfully been unsubscribed\. You will not receive any more messages from this number"
)
_HELP = re.compile(r"\b(?:HELP|INFO)\b")


def _opt_in(context: LintContext) -> Iterator[Remark]:
    if (reply := context.texts.opt_in) is None:
        return
    lacks = {"the Brand's name": not context.name.is_in(reply), **_lacking_disclosures(reply)}
    if missing := _format_missing(lacks):
        yield Remark(
            "opt-in-message",
            reply.location,
            f"does not give {missing}",
            context.fill_in(
                'write it as in "{brand}: you are opted in to order updates. Msg frequency varies. '
                'Msg & data rates may apply. Reply HELP for help, STOP to opt out."'
            ),
        )


def _confirmation_samples(context: LintContext) -> Iterator[Remark]:
    """A sample that confirms an opt-in says what a confirmation has to say."""
    for sample in context.texts.samples:
        match = sample.find_asserted(disclosures.CONFIRMS_OPT_IN)
        lacks = _lacking_disclosures(sample)
        del lacks["HELP"]
        has_other_news = sample.find((*topics.TRANSACTIONAL, *topics.SELLING)) or _WHEN.search(sample.written)
        if match and not has_other_news and (missing := _format_missing(lacks)):
            yield Remark(
                "confirmation-sample",
                sample.location,
                f"confirms an opt-in and does not give {missing}",
                context.fill_in(
                    'add "Msg frequency varies. Msg & data rates may apply. STOP to opt out." to "{brand}: …"'
                ),
            ).at(match)


def _lacking_disclosures(reply: Text) -> dict[str, bool]:
    return {
        "how many messages come": not reply.find(disclosures.FREQUENCY),
        "that rates may apply": not reply.find(disclosures.RATES),
        "HELP": not (_HELP.search(reply.written) or reply.find(disclosures.HELP)),
        "STOP": not (_STOP.search(reply.written) or reply.find(disclosures.STOP)),
    }


def _opt_out(context: LintContext) -> Iterator[Remark]:
    if (reply := context.texts.opt_out) is None:
        return
    no_more = bool(reply.find(disclosures.NO_MORE))
    lacks = {
        "name the Brand": not context.name.is_in(reply) and not _TWILIOS_OWN.search(reply.written),
        "acknowledge the opt-out": not no_more and not reply.find(disclosures.STOPPED),
        "say that no further messages follow": not no_more,
    }
    if missing := _format_missing(lacks):
        yield Remark(
            "opt-out-message",
            reply.location,
            f"does not {missing}",
            context.fill_in(
                'write it as in "{brand}: you are opted out and will receive no further messages."'
            ),
        )


def _help(context: LintContext) -> Iterator[Remark]:
    reply = context.texts.help
    if not reply:
        return
    lacks = {
        "name the Brand": not context.name.is_in(reply),
        "say where help is, by a link, an e-mail address or a phone number": not (
            reply.hosts or reply.has_email or reply.has_phone
        ),
    }
    if missing := _format_missing(lacks):
        yield Remark(
            "help-message",
            reply.location,
            f"does not {missing}",
            context.fill_in('write it as in "{brand}: for help see {site}/help. Reply STOP to opt out."'),
        )


def _own_opt_out(context: LintContext) -> Iterator[Remark]:
    if context.campaign.opt_out_management == "self":
        yield Remark(
            "own-opt-out",
            ("campaign", "opt_out_management"),
            "Twilio advises against answering STOP and HELP oneself",
            "leave it to Twilio with default, or with advanced and the texts of your Messaging Service",
        )


def _format_missing(lacks: dict[str, bool]) -> str:
    missing = [what for what, is_missing in lacks.items() if is_missing]
    *others, last = missing or [""]
    return f"{', '.join(others)} and {last}" if others else last


REPLIES: tuple[LintRule, ...] = (_own_opt_out, _opt_in, _confirmation_samples, _opt_out, _help)
