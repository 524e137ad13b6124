"""
Starting points: customers' stacks with the world they stand in, each built once a session and then copied.

A starting point is a folder: the project, its Pulumi state, and the simulator's database. It is made by the
real engine against a real simulator; a test gets a copy, and a simulator of its own that goes on with it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.support.simulator import SimulatorProcess
from tests.support.stack import DATABASE, Stack
from tests.support.subaccount import OF_SUBACCOUNT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest

    from tests.support.any_stack import AnyStack

SPEED = 100  # simulated seconds a second: the mandated waits pass in tenths of one
_DAY = 24 * 3600
_STACK = "customer"
_SOLE_PROPRIETOR, _STANDARD, _EXTERNAL = "example", "example-standard", "example-external"
_SEVERAL = "example-campaigns"
_SUBACCOUNT = "example-subaccount"
_ACCEPTED_ON = "2026-11-20"
_MOBILE = "+14155550124"  # as the sole proprietor's example declares it

_PUBLIC = {
    "company_type": "public",
    "stock_exchange": "NYSE",
    "stock_ticker": "ACME",
    "brand_contact_email": "legal@acmesandwich.com",
}


@dataclass(frozen=True)
class Point:
    """What has happened since the starting point before; without one, to a copy of the example."""

    example: str
    before: str = ""
    then: Callable[[AnyStack], None] = lambda _stack: None


def _up(stack: AnyStack) -> None:
    run = stack.up()
    assert run.status == 0, run.output


def _slow_brand(stack: AnyStack) -> None:
    """The first `up` of a customer whose Brand is in review for two hours."""
    customer = {"match": {"brand_name": "Acme Sandwich Company LLC"}, "brand": {"after": 7200}}
    stack.simulator.control("POST", "/scenarios", {"customers": [customer]})
    _up(stack)


def _answered(stack: AnyStack) -> None:
    """The customer says YES, and the next `up` registers the Campaign."""
    stack.simulator.control("POST", "/otp/reply", {"mobile_phone_number": _MOBILE})
    _up(stack)


def _public(stack: AnyStack) -> None:
    """The first `up` of a public company: its contact has not opened the link of Authentication+."""
    stack.edit(lambda config: config["trust_bundle"].update(_PUBLIC))
    _up(stack)


def _authenticated(stack: AnyStack) -> None:
    """The contact opens the link, and the next `up` registers the Campaign."""
    stack.simulator.control("POST", "/email/click", {"to": _PUBLIC["brand_contact_email"]})
    _up(stack)


def _approved(stack: AnyStack) -> None:
    """The Campaign's review ends well, as it does when nobody says otherwise. No run has seen it yet."""
    stack.simulator.advance(11 * _DAY)


def _rejected(stack: AnyStack) -> None:
    """The reviewers did not like the second sample. No run has seen it yet."""
    service = stack.recorded_outputs()["resources"]["messaging_service"]["sid"]
    error = {"error_code": 30893, "fields": ["SAMPLE_MESSAGE_2"]}
    stack.simulator.control("POST", f"/campaigns/{service}/decide", {"status": "FAILED", "errors": [error]})


def _at_the_registry(stack: AnyStack) -> None:
    """The ISV registers the campaign at The Campaign Registry, and declares its id."""
    registered = stack.simulator.control("POST", "/tcr/campaigns")
    stack.edit(lambda config: config["external_campaign"].update(campaign_id=registered["campaign_id"]))


def _shared(stack: AnyStack) -> None:
    """The ISV shares it, Twilio accepts it, and the next `up` associates it."""
    (campaign,) = stack.simulator.control("GET", "/state")["tcr_campaign"]
    stack.simulator.control("POST", f"/tcr/campaigns/{campaign['campaign_id']}/share")
    stack.simulator.control("POST", f"/tcr/campaigns/{campaign['campaign_id']}/decide", {"status": "accept"})
    _accepted(stack)


def _accepted(stack: AnyStack) -> None:
    """The ISV declares that Twilio has accepted it, as is true after `_shared` only."""
    stack.edit(lambda config: config["external_campaign"].update(share_accepted_on=_ACCEPTED_ON))
    _up(stack)


def _too_early(stack: AnyStack) -> None:
    """It is associated before it was shared, which fails minutes later. No run has seen it yet."""
    _accepted(stack)
    stack.simulator.advance(200)


def _consented(stack: AnyStack) -> None:
    """The customer is to be taken down, and the last run before it was told so."""
    stack.edit(lambda config: config.update(allowTrafficLoss="true"))
    _up(stack)


def _state_lost(stack: AnyStack) -> None:
    """All that the engine knew of an approved customer is gone; at Twilio everything is there."""
    _up(stack)
    stack.lose_state()


def _to_be_associated(stack: AnyStack) -> None:
    """Twilio has accepted the share, and the stack file says when. No run has associated it yet."""
    (campaign,) = stack.simulator.control("GET", "/state")["tcr_campaign"]
    stack.simulator.control("POST", f"/tcr/campaigns/{campaign['campaign_id']}/share")
    stack.simulator.control("POST", f"/tcr/campaigns/{campaign['campaign_id']}/decide", {"status": "accept"})
    stack.edit(lambda config: config["external_campaign"].update(share_accepted_on=_ACCEPTED_ON))


POINTS = {
    "sp_nothing": Point(_SOLE_PROPRIETOR),
    "sp_waiting_for_otp": Point(_SOLE_PROPRIETOR, "sp_nothing", _up),
    "sp_campaign_in_review": Point(_SOLE_PROPRIETOR, "sp_waiting_for_otp", _answered),
    "sp_verified": Point(_SOLE_PROPRIETOR, "sp_campaign_in_review", _approved),
    "sp_failed": Point(_SOLE_PROPRIETOR, "sp_campaign_in_review", _rejected),
    "standard_nothing": Point(_STANDARD),
    "standard_waiting_for_brand": Point(_STANDARD, "standard_nothing", _slow_brand),
    "standard_campaign_in_review": Point(_STANDARD, "standard_nothing", _up),
    "standard_verified": Point(_STANDARD, "standard_campaign_in_review", _approved),
    "standard_consented": Point(_STANDARD, "standard_verified", _consented),
    "standard_state_lost": Point(_STANDARD, "standard_verified", _state_lost),
    "standard_failed": Point(_STANDARD, "standard_campaign_in_review", _rejected),
    "several_nothing": Point(_SEVERAL),
    "subaccount_nothing": Point(_SUBACCOUNT),
    "several_in_review": Point(_SEVERAL, "several_nothing", _up),
    "several_verified": Point(_SEVERAL, "several_in_review", _approved),
    "public_waiting_for_authentication": Point(_STANDARD, "standard_nothing", _public),
    "public_campaign_in_review": Point(_STANDARD, "public_waiting_for_authentication", _authenticated),
    "public_verified": Point(_STANDARD, "public_campaign_in_review", _approved),
    "external_nothing": Point(_EXTERNAL, then=_at_the_registry),
    "external_shared": Point(_EXTERNAL, "external_nothing", _to_be_associated),
    "external_waiting_for_share": Point(_EXTERNAL, "external_nothing", _up),
    "external_in_review": Point(_EXTERNAL, "external_waiting_for_share", _shared),
    "external_verified": Point(_EXTERNAL, "external_in_review", _approved),
    "external_failed": Point(_EXTERNAL, "external_waiting_for_share", _too_early),
}


def way_to(point: str) -> Iterator[Point]:
    """The points on the way to one, itself the last."""
    if POINTS[point].before:
        yield from way_to(POINTS[point].before)
    yield POINTS[point]


@dataclass(frozen=True)
class StartingPoints:
    """The starting points of one test session, shared by its workers."""

    folder: Path

    @classmethod
    def of_session(cls, factory: pytest.TempPathFactory) -> StartingPoints:
        """The workers of a session have folders of their own beside each other; what they share is above."""
        own = factory.getbasetemp()
        folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "starting-points"
        folder.mkdir(exist_ok=True)
        return cls(folder)

    @contextmanager
    def stack(self, point: str, folder: Path, *, speed: float = SPEED) -> Iterator[Stack]:
        """A stack of one's own at a starting point; its simulator runs for as long as the block."""
        shutil.copytree(self.made(point), folder, symlinks=True, dirs_exist_ok=True)
        with SimulatorProcess.start(speed, folder / DATABASE) as simulator:
            yield Stack(_STACK, folder / "project", simulator)

    def made(self, point: str) -> Path:
        """The folder of a starting point, built if no worker has yet."""
        folder = self.folder / point
        with self.locked(point):
            if not folder.exists():
                unfinished = self.folder / f"{point}.unfinished"
                shutil.rmtree(unfinished, ignore_errors=True)
                self._make(POINTS[point], unfinished)
                unfinished.rename(folder)
        return folder

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """One worker at a time."""
        with (self.folder / f"{name}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _make(self, point: Point, folder: Path) -> None:
        if point.before:
            with self.stack(point.before, folder) as stack:
                point.then(stack)
        else:
            folder.mkdir()
            options = OF_SUBACCOUNT if point.example == _SUBACCOUNT else ()
            with SimulatorProcess.start(SPEED, folder / DATABASE, 0.0, *options) as simulator:
                point.then(Stack.of_example(point.example, folder, simulator, name=_STACK))
        for log in (folder / "calls.log", folder / "verdicts.jsonl"):
            log.unlink(missing_ok=True)
