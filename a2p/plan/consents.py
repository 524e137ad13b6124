"""
The consents: what a run does only after somebody has agreed to it, for that run and that stack.

A consent is an environment variable of one command. Its value is `true`, or the names of the stacks it is
meant for, with commas between. Two of them may also stand in the stack file, where they last.
"""

import shlex
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Final


class Consent(Enum):
    """Each value is the environment variable that gives the consent."""

    TRAFFIC_LOSS = "A2P_ALLOW_TRAFFIC_LOSS"
    PAID_RESUBMISSION = "A2P_ALLOW_PAID_RESUBMISSION"
    FINAL_REJECTION = "A2P_ALLOW_FINAL_REJECTION"
    LATE_OTP = "A2P_ALLOW_LATE_OTP"
    AUTHENTICATION_EMAIL = "A2P_ALLOW_AUTHENTICATION_EMAIL"
    RECREATION = "A2P_ALLOW_RECREATION"
    REPEATED_REPLACEMENT = "A2P_ALLOW_REPEATED_REPLACEMENT"
    OVER_LIMIT = "A2P_ALLOW_OVER_LIMIT"
    NUMBER_PURCHASE = "A2P_ALLOW_NUMBER_PURCHASE"

    @property
    def meaning(self) -> str:
        """What the run may do then, as the end of `this run may …`."""
        return _MEANINGS[self]


_MEANINGS: Final = {
    Consent.TRAFFIC_LOSS: "delete an approved Campaign, or take its numbers out, which stops traffic",
    Consent.PAID_RESUBMISSION: "submit a Campaign again although its free resubmissions are used up",
    Consent.FINAL_REJECTION: "submit or register a Campaign again that was rejected with a final code",
    Consent.LATE_OTP: "have a text message sent although the 30 days since the registration are over",
    Consent.AUTHENTICATION_EMAIL: "have another e-mail of Authentication+ sent, and pay for it",
    Consent.RECREATION: "register again, and pay for, what is gone at Twilio",
    Consent.REPEATED_REPLACEMENT: "replace an object for a field that Twilio has overwritten before",
    Consent.OVER_LIMIT: "register a Brand with a value that the ledger counts as used up for life",
    Consent.NUMBER_PURCHASE: "buy the numbers declared with buy, which cost by the month",
}
# The keys of a stack file that give a consent for as long as they stand there.
KEYS: Final = {
    Consent.TRAFFIC_LOSS: "allowTrafficLoss",
    Consent.PAID_RESUBMISSION: "allowPaidResubmission",
}


def read_consents(
    env: Mapping[str, str], config: Callable[[str], str | None], stack: str = ""
) -> frozenset[Consent]:
    """The consents that this run has for the stack, by its environment and by its stack file."""
    return frozenset(
        consent
        for consent in Consent
        if is_given_by(env, consent, stack) or (consent in KEYS and config(KEYS[consent]) == "true")
    )


def is_given_by(env: Mapping[str, str], consent: Consent, stack: str) -> bool:
    """Whether the environment gives this consent, to every stack of the command or to this one by name."""
    written = {each.strip() for each in env.get(consent.value, "").split(",")}
    return "true" in written or (bool(stack) and stack in written)


def format_command(consents: Iterable[Consent], *, verb: str, stack: str) -> str:
    """
    The command that gives these consents to this run of this stack alone.

    Without a stack's name, the variables to set for the same command.
    """
    wanted = set(consents)
    variables = " ".join(f"{each.value}=true" for each in Consent if each in wanted)
    if not stack:
        return f"the same command with {variables} in its environment"
    return f"{variables} a2p {verb} {shlex.quote(stack)}"


def describe_consent(
    first: str,
    missing: Iterable[Consent],
    *,
    stack: str,
    given: Iterable[Consent] = (),
    verb: str = "up",
) -> str:
    """
    What to do about a refusal: `first`, or to run once with the consents that are missing.

    `given` are those of this run: a command that left them out would be refused for want of them.
    """
    run = format_command({*missing, *given}, verb=verb, stack=stack)
    return f"{first}; or, if it has to be, for this run alone:\n      {run}"
