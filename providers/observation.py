"""What a look at Twilio comes to, as every provider tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from a2p.plan import Existence, Review
from a2p.plan.normalisation import Echoes


@dataclass(frozen=True, kw_only=True)
class Observation:
    """
    What a look at Twilio showed of one resource.

    live: the spec's fields Twilio shows, as far as they are there. record: what the stack records of it
    besides its inputs (SIDs, status). due: what has to be done although nothing was edited, by field.
    echoes: what Twilio made of a value when it was sent (a2p.plan.normalisation). service_sid: for notes.
    """

    existence: Existence
    live: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)
    gate_open: bool = True
    approved: bool = False
    review: Review = Review.NONE
    submitted: bool = False
    resubmissions: int = 0
    stopped: str = ""
    due: Mapping[str, str] = field(default_factory=dict)
    echoes: Echoes = field(default_factory=dict)
    service_sid: str = ""
    notes: tuple[str, ...] = ()
