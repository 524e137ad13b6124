"""What is told where Twilio has put values of its own in place of declared ones (C5, issue 13, item 5)."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from a2p.messages import format_message
from a2p.plan.consents import Consent, format_command
from a2p.plan.normalisation import Echoes, echoes

OPT_OUT: Final = frozenset({"opt_out_message", "opt_out_keywords", "help_message", "help_keywords"})
_CONSOLE: Final = "Twilio Console, Messaging, Services, Opt-Out Management"


def known_echoes(
    declared: Mapping[str, Any],
    recorded: Mapping[str, Any],
    live: Mapping[str, Any],
    state: Mapping[str, Any],
) -> Echoes:
    """
    What Twilio made of a Campaign's texts: as the state recorded it, else as can be told afterwards.

    No update carries the opt-out and help texts (C10), so a Campaign whose other texts are ours shows what
    Twilio put there itself: also of a state from before there were echoes, and of one that a killed run left.
    """
    if state.get("echoes") is not None:
        return dict(state["echoes"])
    unchanged = [
        name for name in OPT_OUT & live.keys() if declared.get(name) == recorded.get(name) is not None
    ]
    return echoes({name: recorded[name] for name in unchanged}, {name: live[name] for name in unchanged})


def overwriting_note(
    fields: Collection[str], *, stack: str, service_sid: str, consents: Iterable[Consent]
) -> str:
    """Which fields hold Twilio's values, why nothing is done about it, and what to do."""
    if not fields:
        return ""
    names = ", ".join(sorted(fields))
    first = f"Twilio shows values of its own in {names}, not the declared ones."
    if not OPT_OUT.issuperset(fields):
        return format_message(
            f"{first} It put them there when the declared ones were sent,\n"
            "  so nothing is done about it: another registration would end in the same way.",
            remedy="declare what Twilio shows (a2p drift names the fields), or ask Twilio Support",
        )
    again = format_command({Consent.REPEATED_REPLACEMENT, *consents}, verb="up", stack=stack)
    return format_message(
        f"{first} The Messaging Service {service_sid} is not set to\n"
        "  self-managed opt-out, so Twilio overwrites what is sent (C5). Nothing is replaced: another\n"
        "  registration would cost its fee and end in the same way.",
        remedy=(
            f"set campaign.opt_out_management to default in {_file(stack)} and remove these keys; or set\n"
            f"the service to self-managed opt-out ({_CONSOLE}),\n"
            f"then register the Campaign once more: {again}"
        ),
    )


def _file(stack: str) -> str:
    return f"stacks/Pulumi.{stack}.yaml" if stack else "the stack file"
