"""
The state machine: anything people can do to a declaration and to Twilio, in any order, with runs between.

However a story went, it ends in a world that cooperates, and there the stack has to come to rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from a2p.plan.consents import Consent
from tests.support.miniature import Death, MiniatureStack, Moment
from tests.support.stories import log
from tests.support.stories.edits import Edit, Kind, declare
from tests.support.stories.happenings import DAY, DECISIONS, DRIFTS, FINAL_CODES, MINUTE, Outside

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.miniature import Run, World

MOST_RUNS = 4  # until a stack has come to rest
TO_FINISH = 30 * DAY  # O3
FREE_BRAND_UPDATES = 3  # 21724
MOST_CALLS = 25  # of a first `up`
DEATHS = st.builds(Death, st.integers(1, MOST_CALLS), st.sampled_from(Moment))
_CONSENTS = {"allowTrafficLoss": "true", "allowPaidResubmission": "true"}


@dataclass
class Figures:
    """What was tried, over all stories."""

    stories: int = 0
    runs: int = 0
    deaths: int = 0
    calls: int = 0
    rested: int = 0


class Reconciliation(RuleBasedStateMachine):
    """One customer's story."""

    world: ClassVar[World]
    kind: ClassVar[Kind]
    figures: ClassVar[Figures]
    settled: ClassVar[Callable[[Reconciliation], None] | None] = None

    def __init__(self) -> None:
        super().__init__()
        self.world.begin_again()
        self.figures.stories += 1
        self.outside = Outside(self.world)
        self.stack = MiniatureStack.of_example(self.kind.example, self.world)
        self.numbers = [number["sid"] for number in self.world.simulator.phone_numbers]
        self.log = log.Log()
        self.bundles_vanished = 0
        self.version = 10  # above any that an edit draws

    # What the person at the keyboard does.

    @initialize(death=st.none() | DEATHS, runs=st.integers(0, 3))
    def begin(self, death: Death | None, runs: int) -> None:
        """Nothing yet, what a killed run has left, or a registration that has come so far."""
        if death:
            self.run("up", death)
        for _ in range(runs):
            self.run("up")
            self.cooperate()

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        declare(self.stack, data.draw(self.kind.edits(self.numbers), label="edit"))

    @rule()
    def up(self) -> None:
        self.run("up")

    @rule()
    def up_twice(self) -> None:
        """Whatever an `up` leaves undone waits for somebody; the next one has nothing to do."""
        if self.run("up").ok:
            self.run("up")
            assert self.written == [], "the second of two runs writes"

    @rule()
    def preview(self) -> None:
        self.run("preview")
        assert self.written == [], "a preview writes"

    @rule()
    def refresh(self) -> None:
        self.run("refresh")
        assert self.written == [], "a refresh writes"

    @rule(death=DEATHS)
    def die(self, death: Death) -> None:
        """An `up` is killed on its way."""
        self.run("up", death)

    # What others do.

    @rule(seconds=st.sampled_from((MINUTE, 60 * MINUTE, DAY + MINUTE, 5 * DAY, 40 * DAY)))
    def time_passes(self, seconds: int) -> None:
        self.world.advance(seconds)

    @rule()
    def customer_answers(self) -> None:
        self.outside.answer_yes()

    @rule(decision=st.sampled_from(DECISIONS))
    def somebody_decides(self, decision: tuple[str, ...]) -> None:
        """A reviewer, wherever a review is under way; reviewers of approved things may still suspend them."""
        what, *outcome = decision
        getattr(self.outside, f"decide_on_{what}")(*outcome)

    @rule(drift=st.sampled_from(DRIFTS))
    def twilio_drifts(self, drift: tuple[str, ...]) -> None:
        """Somebody edits or deletes at Twilio, behind the stack's back."""
        what, *arguments = drift
        if what == "delete_bundle" and self.bundles_vanished:
            return  # each costs a Brand; one shows as much as several
        vanished = getattr(self.outside, what)(*arguments)
        self.bundles_vanished += what == "delete_bundle" and bool(vanished)

    # How every run is judged.

    def run(self, command: str, *arguments: Any) -> Run:
        """One command, and all that has to hold whatever it was."""
        before = self.outside.campaign()
        approved = before is not None and before["campaign_status"] == "VERIFIED"
        self.world.control("DELETE", "/requests")
        run: Run = getattr(self.stack, command)(*arguments)
        calls = self.world.control("GET", "/requests")
        self.figures.runs += 1
        self.figures.deaths += run.died
        self.figures.calls += run.calls
        self.written = log.writes(calls)
        self.log.add(calls)
        brands = self.outside.brands()
        log.check_otps(calls, brands)
        made_of = [(b["customer_profile_bundle_sid"], b["a2p_profile_bundle_sid"]) for b in brands]
        assert len(made_of) == len(set(made_of)), "two Brands of the same bundles"
        assert self.log.brands_bought <= 1 + self.bundles_vanished, "a second Brand was bought"
        if approved and log.campaign_deleted(calls):
            assert self.stack.declared.get("allowTrafficLoss") == "true", "an approved Campaign was deleted"
        return run

    # How every story ends.

    def teardown(self) -> None:
        """Everybody cooperates: at most four runs, and there is nothing left to do."""
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv(Consent.RECREATION.value, "true")
            self.come_to_rest()

    def come_to_rest(self) -> None:
        """Run until there is nothing left to do, with the consents of a person who wants it so."""
        declare(self.stack, _CONSENTS)
        runs = []
        for _ in range(MOST_RUNS):
            self.correct()
            runs.append(self.run("up"))
            if self.needs_support() or self.rests(runs[-1]):
                break
            self.cooperate()
        if self.needs_support():
            return
        assert self.rests(runs[-1]), self.told(runs)
        assert self.run("up").ok
        assert self.written == [], f"at rest, and still it writes {self.written}"
        self.figures.rested += 1

    def correct(self) -> None:
        """What was rejected is said otherwise."""
        self.version += 1
        campaign, brand = self.outside.campaign(), self.outside.brand()
        profile, trust_bundle = self.outside.profile(), self.outside.trust_bundle()
        edit: Edit = {}
        if campaign and campaign["campaign_status"] == "FAILED":
            edit |= {"campaign.description": self.kind.text(self.version)}
        if brand and brand["status"] == "FAILED":
            edit |= self.kind.correct_brand(self.version)
        if profile and profile["status"] == "twilio-rejected":
            edit |= self.kind.correct_profile(self.version)
        if trust_bundle and trust_bundle["status"] == "twilio-rejected":
            edit |= self.kind.correct_trust_bundle(self.version)
        declare(self.stack, edit)

    def cooperate(self) -> None:
        """Every review ends well, and the customer answers; for an OTP that has expired, a day passes."""
        self.world.advance(2 * MINUTE)
        brand = self.outside.brand()
        if brand and brand["status"] == "IN_REVIEW":
            self.outside.decide("brands", brand["sid"], "APPROVED")
        self.outside.answer_yes()
        campaign = self.outside.campaign()
        if campaign and campaign["campaign_status"] in {"PENDING", "IN_PROGRESS"}:
            self.outside.decide("campaigns", campaign["messaging_service_sid"], "VERIFIED")

    def needs_support(self) -> bool:
        """Where no edit gets on: what is suspended, rejected for good, used up, or unanswered too long."""
        campaign, brand = self.outside.campaign(), self.outside.brand()
        if brand and (brand["status"] == "SUSPENDED" or _is_exhausted(brand) or self._is_too_late(brand)):
            return True
        if campaign is None:
            return False
        codes = {error["error_code"] for error in campaign["errors"]}
        final = campaign["campaign_status"] == "FAILED" and codes & set(FINAL_CODES)
        return campaign["campaign_status"] == "SUSPENDED" or bool(final)

    def _is_too_late(self, brand: dict[str, Any]) -> bool:
        """Nobody has said YES within the Brand's 30 days (O3): a person has to delete it in the Console."""
        age = self.world.now() - brand["date_created"]
        return age > TO_FINISH and (brand["status"], brand["identity_status"]) == ("APPROVED", "UNVERIFIED")

    def rests(self, run: Run) -> bool:
        return bool(run.ok and self.stack.outputs().get("stage") == "verified")

    def told(self, runs: list[Run]) -> str:
        """Why it does not rest: what each run has said and done."""
        told = [f"{index}. {run.failure or run.steps}" for index, run in enumerate(runs, start=1)]
        return "\n".join([f"not at rest after {len(runs)} runs: {self.stack.outputs().get('stage')}", *told])


def _is_exhausted(brand: dict[str, Any]) -> bool:
    return bool(brand["status"] == "FAILED" and brand["_updates"] >= FREE_BRAND_UPDATES)
