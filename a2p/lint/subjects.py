"""What the messages are about: what carriers forbid whatever is declared, what is for adults, and lending."""

from collections.abc import Iterable, Iterator

from a2p.declared.problems import format_location
from a2p.lint.context import LintContext, LintRule
from a2p.lint.language.patterns import Match, Pattern
from a2p.lint.lexicon import consent, debts, finance, forbidden, schemes
from a2p.lint.phrases import PhraseRule
from a2p.lint.rules import Remark
from a2p.lint.texts import Text

NO_WAY = (
    "do not register it: neither a flag nor an age gate helps. "
    "Take it out of all texts if {brand} does not do it"
)
_FORBIDDEN = (
    PhraseRule(
        "forbidden-goods",
        forbidden.CANNABIS,
        "cannabis, CBD and the like are forbidden",
        NO_WAY,
        forbidden.NO_CANNABIS,
    ),
    PhraseRule("forbidden-goods", forbidden.VAPE, "vape goods and e-cigarettes are forbidden", NO_WAY),
    PhraseRule(
        "forbidden-goods",
        forbidden.FIREARMS,
        "firearms and ammunition are forbidden",
        NO_WAY,
        forbidden.NO_FIREARM,
    ),
    PhraseRule(
        "forbidden-goods", forbidden.PRESCRIPTION, "offers of prescription drugs are forbidden", NO_WAY
    ),
    PhraseRule(
        "forbidden-goods",
        forbidden.FIREWORKS,
        "fireworks are forbidden",
        NO_WAY,
        forbidden.NO_FIREWORKS,
    ),
    PhraseRule(
        "forbidden-goods", forbidden.CONTRABAND, "forged, stolen and spying goods are forbidden", NO_WAY
    ),
    PhraseRule("forbidden-goods", forbidden.ADULT, "adult content is forbidden", NO_WAY),
    PhraseRule("forbidden-goods", forbidden.HATE, "hate is forbidden", NO_WAY),
    PhraseRule(
        "forbidden-finance",
        finance.HIGH_RISK_LOANS,
        "payday, short-term and third-party loans are forbidden",
        NO_WAY,
    ),
    PhraseRule("forbidden-finance", debts.DEBT_RELIEF, "debt relief and credit repair are forbidden", NO_WAY),
    PhraseRule(
        "forbidden-finance",
        finance.INVESTMENTS,
        "crypto, stock picks and the like are forbidden",
        NO_WAY,
        finance.NO_INVESTMENT,
    ),
    PhraseRule("forbidden-schemes", schemes.GAMBLING, "gambling is forbidden", NO_WAY),
    PhraseRule(
        "forbidden-schemes",
        schemes.SWEEPSTAKES,
        "sweepstakes and prize draws are forbidden",
        NO_WAY,
        schemes.NO_SWEEPSTAKES,
    ),
    PhraseRule(
        "forbidden-schemes", schemes.SCHEMES, "get-rich schemes and work from home are forbidden", NO_WAY
    ),
    PhraseRule(
        "forbidden-schemes", schemes.PHISHING, "asking for passwords or card numbers is forbidden", NO_WAY
    ),
    PhraseRule(
        "forbidden-schemes",
        schemes.JOB_BOARDS,
        "job alerts of other employers are forbidden",
        NO_WAY,
        schemes.NO_JOB_BOARD,
    ),
    PhraseRule(
        "debt-collection",
        debts.DEBT_COLLECTION,
        "debts owed to others may not be collected by text",
        NO_WAY,
    ),
)


def _forbidden(context: LintContext) -> Iterator[Remark]:
    for rule in _FORBIDDEN:
        if found := _first(context.topics.content, rule.patterns, rule.excuses):
            text, match = found
            yield Remark(rule.rule, text.location, f"{rule.reason}; final", context.fill_in(rule.remedy)).at(
                match
            )


def _age_gate(context: LintContext) -> Iterator[Remark]:
    denied = context.topics.description.find(forbidden.ALCOHOL_DENIED)
    patterns = forbidden.TOBACCO if denied else (*forbidden.ALCOHOL, *forbidden.TOBACCO)
    found = _first(context.topics.content, patterns, forbidden.NO_ALCOHOL)
    if not found:
        return
    text, match = found
    location = text.location
    if not context.campaign.age_gated:
        reason = f"is false, and {format_location(text.location)} speaks of what is for adults"
        location = ("campaign", "age_gated")
    elif not context.texts.flow.find(consent.DATE_OF_BIRTH):
        reason = "is for adults, and message_flow tells of no date of birth that is asked for"
        location = context.texts.flow.location
    else:
        return
    remedy = (
        "ask for the date of birth where people opt in (yes or no is not enough), say so in message_flow: "
        '"{brand} asks for the date of birth", and set campaign.age_gated: true'
    )
    yield Remark("age-gate", location, reason, context.fill_in(remedy)).at(match)


def _direct_lending(context: LintContext) -> Iterator[Remark]:
    if context.campaign.direct_lending:
        return
    texts = (*context.topics.content, context.topics.flow_frame)
    about = (context.brand_text, context.topics.description)
    if any(text.find(finance.THINGS_LENT) for text in about) and not _first(texts, finance.MONEY):
        return
    if found := _first(texts, finance.LENDING, finance.NO_MONEY_LENT):
        text, match = found
        yield Remark(
            "direct-lending",
            text.location,
            "speaks of lending while direct_lending is false, and a Brand that lends must declare it",
            context.fill_in(
                "if {brand} lends or arranges loans: campaign.direct_lending: true; else use other words"
            ),
        ).at(match)


def _first(
    texts: Iterable[Text], patterns: tuple[Pattern, ...], excuses: tuple[Pattern, ...] = ()
) -> tuple[Text, Match] | None:
    """The first text that says one of these, and where: once told is enough."""
    for text in texts:
        if match := text.find_asserted(patterns, excuses):
            return text, match
    return None


SUBJECTS: tuple[LintRule, ...] = (_forbidden, _age_gate, _direct_lending)
