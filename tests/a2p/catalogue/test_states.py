"""The states: every stage a stack can export has a row, and so has every status Twilio gives."""

from __future__ import annotations

import ast
import itertools
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import a2p.plan
from a2p.catalogue.entry_types import StateSubject
from a2p.catalogue.states import STATES
from a2p.observed import Problem
from a2p.plan import Gate, Registration, stage_of
from a2p.plan.authentication import Authentication
from tests.support.observations import DONE

if TYPE_CHECKING:
    from collections.abc import Iterator

STAGES = {row.word for row in STATES if row.of is StateSubject.STAGE}


def words(of: StateSubject) -> list[str]:
    return [row.word for row in STATES if row.of is of]


def variants(registration: Registration) -> Iterator[Registration]:
    """A registration in every combination of statuses."""
    bundles = [replace(registration.profile, status=status) for status in words(StateSubject.BUNDLE)]
    brands = [
        replace(registration.brand, status=status, identity_status=identity, brand_type=brand_type)
        for status in words(StateSubject.BRAND)
        for identity in (*words(StateSubject.IDENTITY), None)
        for brand_type in ("SOLE_PROPRIETOR", "STANDARD")
    ]
    assert registration.campaign
    campaigns = [
        None,
        *(replace(registration.campaign, status=status) for status in words(StateSubject.CAMPAIGN)),
    ]
    for profile, trust_bundle, brand, campaign, associated in itertools.product(
        bundles, bundles, brands, campaigns, (True, False)
    ):
        yield replace(
            registration,
            profile=profile,
            trust_bundle=trust_bundle,
            brand=brand,
            campaign=campaign,
            numbers_associated=associated,
        )


def unauthenticated(registration: Registration) -> Iterator[Registration]:
    """A public company's registration whose e-mail is out, is dead, or was refused (U8)."""
    sent = Authentication(status="PENDING", sent_at=1.0, count=1, now=2.0)
    dead = replace(sent, status="FAILED", failed_at=2.0)
    refused = replace(dead, problems=(Problem(21740, (), "free mail"),))
    yield from (replace(registration, authentication=each) for each in (sent, dead, refused))


def reachable() -> set[str]:
    return {str(stage_of(each).stage) for each in (*variants(DONE), *unauthenticated(DONE))}


def written() -> set[str]:
    """The stages the planner's code spells out as the first argument of a Stage."""
    calls = [
        node
        for file in Path(a2p.plan.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Stage"
    ]
    assert len(calls) > 5
    first: list[Any] = [
        call.args[0] if call.args else next(k.value for k in call.keywords if k.arg == "stage")
        for call in calls
    ]
    return {str(each.value) for each in first if isinstance(each, ast.Constant)}


def test_every_stage_that_any_statuses_lead_to_is_explained() -> None:
    assert reachable() - STAGES == set()


def test_every_stage_the_planner_spells_out_is_explained() -> None:
    assert written() - STAGES == set()
    assert {str(gate) for gate in Gate} - STAGES == set()


def test_no_stage_is_explained_that_no_stack_exports() -> None:
    assert STAGES - reachable() - written() == set()


def test_no_state_is_explained_twice() -> None:
    told = [(row.of, row.word) for row in STATES]

    assert len(told) == len(set(told))


def test_every_status_in_twilios_lists_is_explained() -> None:
    assert set(words(StateSubject.BUNDLE)) == {
        "draft",
        "pending-review",
        "in-review",
        "twilio-rejected",
        "twilio-approved",
    }
    assert {"UNVERIFIED", "VERIFIED", "SELF_DECLARED", "VETTED_VERIFIED"} == set(words(StateSubject.IDENTITY))
    assert {"PENDING", "IN_PROGRESS", "VERIFIED", "FAILED", "SUSPENDED"} == set(words(StateSubject.CAMPAIGN))
    assert {"PENDING", "APPROVED", "FAILED", "IN_REVIEW", "SUSPENDED"} <= set(words(StateSubject.BRAND))
    assert {"DELETION_PENDING", "DELETION_FAILED", "DELETED"} <= set(words(StateSubject.BRAND))
