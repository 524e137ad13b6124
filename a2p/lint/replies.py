"""What the automatic answers have to say (C18, C19); only those that are the customer's own are declared."""

from collections.abc import Iterator

from a2p.lint.context import LintContext, LintRule
from a2p.lint.rules import Remark
from a2p.lint.vocabulary import ENROLLED, HELP, NO_MORE, OPT_OUT, OPTED_OUT


def _opt_in(context: LintContext) -> Iterator[Remark]:
    if (reply := context.texts.opt_in) is None:
        return
    lacks = {
        "the Brand's name": not context.name.is_in(reply),
        "what people are now enrolled in": not reply.says(ENROLLED),
        "HELP": not reply.says(HELP),
        "STOP": not reply.says(OPT_OUT),
    }
    if missing := _format_missing(lacks):
        yield Remark(
            "opt-in-message",
            reply.location,
            f"does not give {missing}",
            'write it as in "<Brand>: you are opted in to <what>. Reply HELP for help, STOP to opt out."',
        )


def _opt_out(context: LintContext) -> Iterator[Remark]:
    if (reply := context.texts.opt_out) is None:
        return
    lacks = {
        "acknowledge the opt-out": not reply.says((*OPTED_OUT, *NO_MORE)),
        "say that no further messages follow": not reply.says(NO_MORE),
    }
    if missing := _format_missing(lacks):
        yield Remark(
            "opt-out-message",
            reply.location,
            f"does not {missing}",
            'write it as in "<Brand>: you are opted out and will receive no further messages."',
        )


def _help(context: LintContext) -> Iterator[Remark]:
    reply = context.texts.help
    if reply and not (reply.hosts or reply.has_email or reply.has_phone):
        yield Remark(
            "help-message",
            reply.location,
            "does not say where help is: no link, e-mail address or phone number",
            "name the Brand and one way to reach it",
        )


def _own_opt_out(context: LintContext) -> Iterator[Remark]:
    if context.customer.campaign.opt_out_management == "self":
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


REPLIES: tuple[LintRule, ...] = (_own_opt_out, _opt_in, _opt_out, _help)
