"""Numbers that are not declared any more: what taking them out of their service means."""

from collections.abc import Iterable, Sequence
from typing import Final

from a2p.observed import LiveCampaign
from a2p.plan.consents import Consent
from a2p.plan.consequences import Consequences, Traffic
from a2p.plan.fees import PHONE_NUMBER_MONTH
from a2p.plan.situation import Stop, VerdictKind
from a2p.plan.verdict import Action, Verdict

_MARK: Final = "a2p/"
_TAKE_BACK: Final = "declare them again in phone_numbers"
_SUSPENDED: Final = "Twilio takes no number out of the service of a SUSPENDED Campaign."
_TO_RELEASE: Final = (
    "to give it back instead, declare it again with release: true beside buy, a2p up, and then take it out"
)
_NONE_LEFT: Final = " Then no number is left, and nothing can be sent at all."


def read_stack(service_name: str) -> str:
    """The stack that a Messaging Service is named for; "" if it is none of ours."""
    return service_name.removeprefix(_MARK) if service_name.startswith(_MARK) else ""


def describe_number_of_stack(number: str, service_sid: str, stack: str, *, here: str) -> str:
    """What is told of a number that another stack's service has, before it is moved here."""
    return (
        f"{number} is in {service_sid}, the service of the stack {stack}. Twilio takes it here only once\n"
        "  it is out there: remove it there, if its traffic may stop, and\n"
        f"  a2p up {stack} {here or '<this stack>'}"
    )


def explain_held_number(number: str, service_sid: str, name: str) -> Stop:
    """Why a number that is to send for this stack cannot: another service has it (N2)."""
    return Stop(
        f"{number} is in the sender pool of another service, {service_sid} ({name}), and a number can be in\n"
        "  one only (N2). Nothing was changed.",
        f"if what it sends there may stop, take it out of {service_sid}, then run the same command again;\n"
        "      or declare another number in phone_numbers",
    )


def find_move_stop(numbers: Sequence[str], campaign: LiveCampaign | None) -> Stop | None:
    """What keeps numbers in the service of a Campaign, for which they are not declared any more; or None."""
    names = ", ".join(numbers)
    if campaign is None:
        return None
    if campaign.status == "SUSPENDED":
        return Stop(
            f"{names}: {_SUSPENDED}",
            "declare it where it was, and ask Twilio Support",
        )
    if not campaign.is_approved:
        return None
    return Stop(
        f"{names}: declared for another Campaign; the one that has it is approved, and could not send from\n"
        "  it any more.",
        "declare it where it was",
        Consent.TRAFFIC_LOSS,
    )


def decide_move(
    numbers: Sequence[str], campaign: LiveCampaign | None, *, stack: str, consents: Iterable[Consent]
) -> Verdict | None:
    """Why numbers may not leave a Campaign's service for another one of the stack; None where they may."""
    stop = find_move_stop(numbers, campaign)
    if stop is None or stop.consent in set(consents):
        return None
    if stop.consent is None:
        return Verdict(VerdictKind.BLOCKED, Action.STOP, sentence=stop.sentence, remedy=stop.remedy)
    return Verdict.refuse(stop.sentence, stop.remedy, [stop.consent], stack=stack, given=consents)


def decide_removal(
    numbers: Sequence[str],
    campaign: LiveCampaign | None,
    *,
    are_all: bool,
    stack: str,
    consents: Iterable[Consent],
) -> Verdict:
    """
    Whether these numbers, by their SIDs, are taken out of the Campaign's service.

    are_all: whether none is declared any more.
    """
    names = ", ".join(numbers)
    last = _NONE_LEFT if are_all else ""
    if campaign is not None and campaign.status == "SUSPENDED":
        sentence = f"{names}: {_SUSPENDED}"
        remedy = f"{_TAKE_BACK}, and ask Twilio Support"
        return Verdict(VerdictKind.BLOCKED, Action.STOP, sentence=sentence, remedy=remedy)
    if campaign is None or not campaign.is_approved:
        sentence = f"{names}: not declared any more, so taken out of the service.{last}"
        nothing_sent = Consequences(traffic=Traffic.NONE)
        return Verdict(VerdictKind.DELETE, Action.NONE, sentence=sentence, consequences=nothing_sent)
    stops = f"{names}: not declared any more; the Campaign is approved, and they could not send for it.{last}"
    if Consent.TRAFFIC_LOSS not in consents:
        return Verdict.refuse(stops, _TAKE_BACK, [Consent.TRAFFIC_LOSS], stack=stack, given=consents)
    lost = Consequences(traffic=Traffic.LOST)
    return Verdict(VerdictKind.DELETE, Action.NONE, sentence=stops, consequences=lost)


def decide_bought_removal(
    number: str, *, is_released: bool, gone_by: str, is_declared_otherwise: bool = False
) -> Verdict:
    """
    What becomes of a bought number that the stack gives up: given back to Twilio, or kept by the account.

    number: how it is named to people. gone_by: why it is given up, as `it is not declared any more`.
    is_declared_otherwise: the stack declares it by its SID, or as it is written, from now on.
    """
    if is_declared_otherwise:
        sentence = (
            f"{number}: not bought by the stack any more, but declared by its SID or its number: it stays"
        )
        return Verdict(VerdictKind.KEEP, Action.NONE, sentence=sentence)
    if is_released:
        sentence = (
            f"{number}: {gone_by}, and release: true stood there, so it is given back to Twilio; that cannot "
            "be undone"
        )
        return Verdict(VerdictKind.DELETE, Action.NONE, sentence=sentence)
    sentence = f"{number}: {gone_by}; it stays in the account, and costs ${PHONE_NUMBER_MONTH.usd} a month"
    return Verdict(VerdictKind.KEEP, Action.NONE, sentence=sentence, notes=(_TO_RELEASE,))
