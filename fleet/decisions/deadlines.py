"""When a look is due whatever has been found before: something lapses, which Twilio tells nobody. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from a2p.run_log import ResourceStatus, StackOutputs

_SLACK: Final = 60.0  # seconds after a deadline: both clocks may be a little off
# What a resource's outputs name, and what happens then.
_DEADLINES: Final = {
    "otp_valid_until": "the text message lapses (24 hours, O2)",
    "authentication_valid_until": "the link of Authentication+ lapses (7 days, U8)",
    "deleted_after": "Twilio deletes the suspended Campaign (30 days, C24)",
    "finish_by": "the time to confirm the Brand is over (30 days, O3)",
}


@dataclass(frozen=True)
class Deadline:
    """In so many seconds something happens, by Twilio's clock."""

    seconds: float
    why: str


def find_next_deadline(outputs: StackOutputs | None, now: float) -> Deadline | None:
    """The next look that the outputs of a stack ask for. now: Unix seconds by Twilio's clock."""
    if outputs is None:
        return None
    to_come = [
        Deadline(at + _SLACK - now, why)
        for entry in outputs.resources.values()
        for name, why in _DEADLINES.items()
        if (at := _read_moment(entry, name)) + _SLACK > now
    ]
    return min(to_come, key=lambda each: each.seconds, default=None)


def _read_moment(entry: ResourceStatus, name: str) -> float:
    written = getattr(entry, name)
    return datetime.fromisoformat(written).timestamp() if written else 0.0
