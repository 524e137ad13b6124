"""From a look at Twilio and the engine's dictionaries to the situation that is decided."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pulumi
from a2p.plan import Existence, Review, Situation
from a2p.plan.consents import Consent
from a2p.plan.normalisation import Echoes, baseline, overwritten
from a2p.plan.situation import Stop
from a2p.plan.stops.overwriting import overwriting_note
from a2p.specs.codec import decode_spec, field_names
from a2p.twilio.client.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Observation:
    """
    What a look at Twilio showed of one resource.

    live: the spec's fields Twilio shows, as far as they are there. record: what the stack records of it
    besides its inputs (SIDs, status). due: what has to be done although nothing was edited, by field.
    status: of a Campaign, Twilio's word.
    echoes: what Twilio made of a value when it was sent (a2p.plan.normalisation). service_sid: for notes.
    """

    existence: Existence
    live: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)
    gate_open: bool = True
    approved: bool = False
    review: Review = Review.NONE
    status: str = ""
    submitted: bool = False
    resubmissions: int = 0
    stopped: Stop | None = None
    may_open: bool = True
    names_another: bool = False
    due: Mapping[str, str] = field(default_factory=dict)
    echoes: Echoes = field(default_factory=dict)
    service_sid: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One comparison the engine asks for: the outputs of the last run, and the inputs of this one."""

    spec_class: type[Any]
    olds: Mapping[str, Any]
    news: Mapping[str, Any]

    @cached_property
    def unknown(self) -> frozenset[str]:
        """The inputs whose value this preview cannot know."""
        return list_unknown(self.spec_class, self.news)

    @cached_property
    def spec(self) -> Any:
        """What is declared; what is unknown as the last run had it."""
        names = field_names(self.spec_class)
        known = {name: (self.olds if name in self.unknown else self.news).get(name) for name in names}
        return decode_spec(self.spec_class, known)

    def situation(
        self, seen: Observation, settings: Settings, gone: frozenset[str] = frozenset(), campaign: str = ""
    ) -> Situation:
        """All that a decision needs."""
        names = field_names(self.spec_class)
        declared = _read_fields(self.spec, names)
        recorded = _read_fields(decode_spec(self.spec_class, self.olds), names)
        echoes = _choose_echoes(seen, overwritten(recorded, seen.live, seen.echoes), settings)
        replaced = overwritten(recorded, seen.live, echoes)
        return Situation(
            declared=declared,
            baseline=baseline(declared, recorded, seen.live, echoes),
            overwritten=replaced,
            notes=(*_note_overwriting(seen, replaced, declared, settings), *seen.notes),
            unknown=self.unknown,
            due=seen.due,
            existence=seen.existence,
            gate_open=seen.gate_open,
            approved=seen.approved,
            review=seen.review,
            status=seen.status,
            submitted=seen.submitted,
            resubmissions=seen.resubmissions,
            stopped=seen.stopped,
            may_open=seen.may_open,
            names_another=seen.names_another,
            gone=gone,
            stack=settings.stack,
            campaign=campaign,
            consents=settings.consents,
        )


def list_unknown(spec_class: type[Any], news: Mapping[str, Any]) -> frozenset[str]:
    """The inputs whose value a preview cannot know."""
    names = field_names(spec_class)
    return frozenset(name for name in names if name in news and pulumi.contains_unknowns(news[name]))


def _read_fields(spec: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(spec, name) for name in names}


def _choose_echoes(seen: Observation, replaced: frozenset[str], settings: Settings) -> Echoes:
    """The echoes to go by: somebody may agree to try again what Twilio has overwritten."""
    if Consent.REPEATED_REPLACEMENT not in settings.consents:
        return seen.echoes
    return {name: echo for name, echo in seen.echoes.items() if name not in replaced}


def _note_overwriting(
    seen: Observation, replaced: frozenset[str], declared: Mapping[str, Any], settings: Settings
) -> Iterator[str]:
    note = overwriting_note(
        [name for name in sorted(replaced) if declared[name] is not None],
        stack=settings.stack,
        service_sid=seen.service_sid,
        consents=[Consent.TRAFFIC_LOSS] if seen.approved else [],
    )
    if note:
        yield note
