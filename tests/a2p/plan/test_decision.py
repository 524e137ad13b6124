"""Every verdict: what changed, what is there, and what is to be done about it."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a2p.plan import (
    Action,
    ChangeRule,
    Consent,
    Existence,
    FieldRule,
    Limit,
    Policy,
    Review,
    Situation,
    VerdictKind,
    decide,
    policies,
)
from a2p.plan.situation import Stop

AMENDED = FieldRule("amended", ChangeRule.AMEND, "Amended.")
LOCKED = FieldRule("locked", ChangeRule.LOCKED, "Locked.")
REPLACED = FieldRule("replaced", ChangeRule.REPLACE, "Replaced.")
OPEN_ONLY = FieldRule("open_only", ChangeRule.UNTIL_SUBMITTED, "Open only.")
ORDERED = FieldRule("ordered", ChangeRule.ORDER, "Ordered.")
GATED = FieldRule("gated", ChangeRule.GATE, "Gated.")
POLICY = Policy("Thing", (AMENDED, LOCKED, REPLACED, OPEN_ONLY, ORDERED, GATED))
IN_PLACE = dataclasses.replace(POLICY, gone_is_replaced=False)
SAME = {row.field: "old" for row in POLICY.rows}


def situation(*changed: str, **more: Any) -> Situation:
    """Everything as it was, but for these fields."""
    return Situation(declared=SAME | dict.fromkeys(changed, "new"), baseline=SAME, **more)


LOSS = {"consents": frozenset({Consent.TRAFFIC_LOSS})}

# (changed fields, the rest of the situation, verdict, the rows that are named, why)
TABLE: list[tuple[tuple[str, ...], dict[str, Any], VerdictKind, tuple[FieldRule, ...], str]] = [
    ((), {}, VerdictKind.NOOP, (), "nothing differs"),
    (("ordered",), {}, VerdictKind.NOOP, (), "order alone is no difference"),
    (("gated",), {}, VerdictKind.NOOP, (), "a gate means nothing once registered"),
    (("ordered", "gated"), {"approved": True}, VerdictKind.NOOP, (), "nor when approved"),
    (("amended",), {}, VerdictKind.AMEND, (AMENDED,), "amended in place"),
    (("amended", "ordered"), {}, VerdictKind.AMEND, (AMENDED,), "what only orders is not named"),
    (("locked",), {}, VerdictKind.AMEND, (LOCKED,), "C11: not approved yet"),
    (
        ("locked",),
        {"approved": True},
        VerdictKind.BLOCKED,
        (LOCKED,),
        "C11, C20: approved, traffic would stop",
    ),
    (("locked",), {"approved": True} | LOSS, VerdictKind.REPLACE, (LOCKED,), "C11: approved, and allowed"),
    (("replaced",), {"approved": True}, VerdictKind.BLOCKED, (REPLACED,), "C20: traffic would stop"),
    (("replaced",), {"approved": True} | LOSS, VerdictKind.REPLACE, (REPLACED,), "C20: allowed"),
    (("replaced",), LOSS, VerdictKind.REPLACE, (REPLACED,), "nothing approved to lose"),
    (
        (),
        {"approved": True, "existence": Existence.GONE},
        VerdictKind.BLOCKED,
        (AMENDED,),
        "an alarm: test_gone",
    ),
    (("open_only",), {}, VerdictKind.AMEND, (OPEN_ONLY,), "a draft is still open"),
    (("open_only",), {"submitted": True}, VerdictKind.WAIT, (OPEN_ONLY,), "closed while under review"),
    (
        ("open_only", "amended"),
        {"submitted": True},
        VerdictKind.AMEND,
        (AMENDED,),
        "what is closed does not keep the rest",
    ),
    (("amended",), {"approved": True}, VerdictKind.AMEND, (AMENDED,), "a text is amended after approval too"),
    (
        ("amended", "locked"),
        {"approved": True} | LOSS,
        VerdictKind.REPLACE,
        (LOCKED,),
        "only the grave one is the reason",
    ),
    (("amended", "locked"), {}, VerdictKind.AMEND, (AMENDED, LOCKED), "both go in one call"),
    (("replaced",), {}, VerdictKind.REPLACE, (REPLACED,), "replaced"),
    (("amended", "replaced"), {}, VerdictKind.REPLACE, (REPLACED,), "the gravest wins"),
    (
        ("locked", "replaced"),
        {"approved": True} | LOSS,
        VerdictKind.REPLACE,
        (LOCKED, REPLACED),
        "both are reasons",
    ),
    ((), {"existence": Existence.WAITING, "gate_open": False}, VerdictKind.WAIT, (), "still waiting"),
    ((), {"existence": Existence.WAITING}, VerdictKind.REGISTER, (), "the gate has opened"),
    (
        ("amended",),
        {"existence": Existence.WAITING, "gate_open": False},
        VerdictKind.AMEND,
        (AMENDED,),
        "recorded for later",
    ),
    (
        ("amended",),
        {"existence": Existence.WAITING},
        VerdictKind.REGISTER,
        (AMENDED,),
        "registered with the new text",
    ),
    (
        ("locked",),
        {"existence": Existence.WAITING, "gate_open": False},
        VerdictKind.AMEND,
        (LOCKED,),
        "recorded",
    ),
    (
        ("replaced",),
        {"existence": Existence.WAITING, "gate_open": False},
        VerdictKind.REPLACE,
        (REPLACED,),
        "what its id is made of has changed",
    ),
    (
        ("gated",),
        {"existence": Existence.WAITING, "gate_open": False},
        VerdictKind.WAIT,
        (),
        "the gate moved, and is shut all the same",
    ),
    (
        ("gated",),
        {"existence": Existence.WAITING, "gate_open": False, "unknown": frozenset({"gated"})},
        VerdictKind.REGISTER,
        (),
        "what is registered in this very run opens it",
    ),
    (
        ("gated",),
        {"existence": Existence.WAITING, "gate_open": False, "unknown": frozenset({"ordered"})},
        VerdictKind.WAIT,
        (),
        "another unknown does not open it",
    ),
    ((), {"existence": Existence.GONE}, VerdictKind.GONE, (AMENDED,), "gone: the engine wants a field named"),
    (("locked",), {"existence": Existence.GONE}, VerdictKind.GONE, (LOCKED,), "gone, and changed besides"),
    (("ordered",), {"existence": Existence.GONE}, VerdictKind.GONE, (AMENDED,), "order is no reason"),
]


@pytest.mark.parametrize(
    ("changed", "more", "kind", "rows", "why"), TABLE, ids=[row[-1].replace(" ", "-") for row in TABLE]
)
def test_a_situation_has_one_verdict(
    changed: tuple[str, ...], more: dict[str, Any], kind: VerdictKind, rows: tuple[FieldRule, ...], why: str
) -> None:
    verdict = decide(POLICY, situation(*changed, **more))

    assert (verdict.kind, verdict.because) == (kind, rows), why
    replaced = kind in {VerdictKind.REPLACE, VerdictKind.GONE}
    assert verdict.replaced_fields == ([row.field for row in rows] if replaced else [])


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, "amended in place"),
        ({"existence": Existence.WAITING, "gate_open": False}, "recorded for the registration to come"),
        ({"existence": Existence.WAITING}, "what it waited for has happened, so it is registered now"),
        ({"existence": Existence.GONE}, "it is gone at Twilio, so it is registered again"),
    ],
)
def test_a_verdict_says_in_a_sentence_what_happens(more: dict[str, Any], sentence: str) -> None:
    assert decide(POLICY, situation("amended", **more)).sentence == sentence


def test_what_has_no_sid_of_its_own_is_registered_again_in_place() -> None:
    verdict = decide(IN_PLACE, situation(existence=Existence.GONE))

    assert (verdict.kind, verdict.action, verdict.because) == (VerdictKind.GONE, Action.UPDATE, (AMENDED,))


def test_what_is_gone_with_what_it_belonged_to_gets_the_name_of_its_successor() -> None:
    verdict = decide(IN_PLACE, situation("amended", "replaced", existence=Existence.GONE))

    assert (verdict.kind, verdict.action) == (VerdictKind.GONE, Action.REPLACE)
    assert "replaced" in verdict.replaced_fields


def test_an_unknown_value_counts_as_a_change() -> None:
    verdict = decide(POLICY, situation(unknown=frozenset({"replaced"})))

    assert (verdict.kind, verdict.because) == (VerdictKind.REPLACE, (REPLACED,))


def test_a_field_that_was_never_recorded_counts_as_a_change_unless_it_is_none() -> None:
    declared = {"amended": None}

    assert decide(POLICY, Situation(declared=declared, baseline={})).kind is VerdictKind.NOOP
    assert decide(POLICY, Situation(declared={"amended": ""}, baseline={})).kind is VerdictKind.AMEND


def test_what_is_live_but_not_declared_is_no_drift() -> None:
    baseline = {"amended": "x", "locked": "server-filled"}

    assert decide(POLICY, Situation(declared={"amended": "x"}, baseline=baseline)).kind is VerdictKind.NOOP


@pytest.mark.parametrize("field", ["has_embedded_links", "has_embedded_phone", "age_gated", "direct_lending"])
@pytest.mark.parametrize(("approved", "kind"), [(False, VerdictKind.AMEND), (True, VerdictKind.REPLACE)])
def test_a_locked_boolean_changed_after_approval_replaces_the_campaign(
    field: str, *, approved: bool, kind: VerdictKind
) -> None:
    declared, baseline = {field: True, "description": "d"}, {field: False, "description": "d"}

    verdict = decide(
        policies.CAMPAIGN,
        Situation(
            declared=declared,
            baseline=baseline,
            approved=approved,
            consents=frozenset({Consent.TRAFFIC_LOSS}),
        ),
    )

    assert verdict.kind is kind
    assert verdict.because == (policies.CAMPAIGN.row(field),)


@pytest.mark.parametrize("status", ["FAILED", "IN_PROGRESS", "SUSPENDED"])
def test_what_was_approved_once_is_refused_with_the_status_it_has_now(status: str) -> None:
    approved = Situation(
        declared={"age_gated": True}, baseline={"age_gated": False}, approved=True, status="VERIFIED"
    )

    now, once = (decide(policies.CAMPAIGN, each) for each in (approved, replace(approved, status=status)))

    assert now.sentence.startswith("it is approved, and this change would delete it")
    assert once.sentence.startswith(f"it was approved once, and its status is {status} now")
    assert once.needs == now.needs == (Consent.TRAFFIC_LOSS,)


def test_a_new_brand_revision_replaces_the_campaign_amends_the_brand_and_leaves_the_bundles() -> None:
    change = Situation(declared={"brand_revision": "2"}, baseline={"brand_revision": "1"})

    kinds = {
        policy.resource: decide(policy, change).kind
        for policy in (policies.PROFILE, policies.TRUST_BUNDLE, policies.BRAND, policies.CAMPAIGN)
    }

    assert kinds == {
        "Profile": VerdictKind.NOOP,
        "TrustBundle": VerdictKind.NOOP,
        "Brand": VerdictKind.AMEND,
        "Campaign": VerdictKind.CASCADE,
    }


@pytest.mark.parametrize(
    ("existence", "kind"), [(Existence.NEW, VerdictKind.REGISTER), (Existence.LEFTOVER, VerdictKind.ADOPT)]
)
def test_what_the_stack_does_not_have_is_registered_or_taken_over(
    existence: Existence, kind: VerdictKind
) -> None:
    verdict = decide(POLICY, Situation(declared=SAME, baseline={}, existence=existence))

    assert (verdict.kind, verdict.action, verdict.because) == (kind, Action.CREATE, ())


def test_what_twilio_takes_no_change_of_is_blocked_with_its_reason() -> None:
    verdict = decide(POLICY, situation("amended", stopped=Stop("it is SUSPENDED.")))

    assert (verdict.kind, verdict.action, verdict.sentence) == (
        VerdictKind.BLOCKED,
        Action.STOP,
        "it is SUSPENDED.",
    )
    assert decide(POLICY, situation(stopped=Stop("it is SUSPENDED."))).kind is VerdictKind.NOOP


PAYABLE = Limit(3, "its free ones are used up", "allow it", payable=True)
FINAL = Limit(3, "there is no fourth", "ask Twilio Support", payable=False)


@pytest.mark.parametrize(
    ("limit", "more", "kind"),
    [
        (None, {"resubmissions": 9}, VerdictKind.AMEND),
        (PAYABLE, {"resubmissions": 2}, VerdictKind.AMEND),
        (PAYABLE, {"resubmissions": 3}, VerdictKind.BLOCKED),
        (
            PAYABLE,
            {"resubmissions": 3, "consents": frozenset({Consent.PAID_RESUBMISSION})},
            VerdictKind.AMEND,
        ),
        (PAYABLE, {"resubmissions": 2, "review": Review.UNDER_WAY}, VerdictKind.AMEND),
        (PAYABLE, {"resubmissions": 3, "review": Review.UNDER_WAY}, VerdictKind.BLOCKED),
        (PAYABLE, {"resubmissions": 3, "review": Review.NONE}, VerdictKind.AMEND),
        (PAYABLE, {"resubmissions": 3, "review": Review.PASSED}, VerdictKind.BLOCKED),
        (
            FINAL,
            {"resubmissions": 3, "consents": frozenset({Consent.PAID_RESUBMISSION})},
            VerdictKind.BLOCKED,
        ),
    ],
)
def test_a_resubmission_beyond_the_limit_is_blocked_unless_it_may_be_paid_for(
    limit: Limit | None, more: dict[str, Any], kind: VerdictKind
) -> None:
    policy = dataclasses.replace(POLICY, limit=limit)

    verdict = decide(policy, situation("amended", **({"review": Review.REJECTED} | more)))

    assert verdict.kind is kind
    if limit and kind is VerdictKind.BLOCKED:
        assert verdict.sentence == limit.sentence
        assert verdict.remedy.startswith(limit.remedy)
        assert verdict.needs == ((Consent.PAID_RESUBMISSION,) if limit.payable else ())


def test_a_limit_does_not_keep_a_resource_from_being_replaced_or_left_alone() -> None:
    policy = dataclasses.replace(POLICY, limit=FINAL)
    used_up: dict[str, Any] = {"review": Review.REJECTED, "resubmissions": 3}

    assert decide(policy, situation("replaced", **used_up)).kind is VerdictKind.REPLACE
    assert decide(policy, situation(**used_up)).kind is VerdictKind.NOOP


def test_only_what_its_brand_needs_makes_a_cascade_of_a_replacement() -> None:
    both = {"brand_revision": "2", "help_message": "b"}
    before = {"brand_revision": "1", "help_message": "a"}

    kinds = {
        name: decide(policies.CAMPAIGN, Situation(declared=declared, baseline=before)).kind
        for name, declared in {
            "revision alone": before | {"brand_revision": "2"},
            "revision and a fixed text": both,
            "a fixed text alone": before | {"help_message": "b"},
        }.items()
    }

    assert kinds == {
        "revision alone": VerdictKind.CASCADE,
        "revision and a fixed text": VerdictKind.REPLACE,
        "a fixed text alone": VerdictKind.REPLACE,
    }


FIELDS = [row.field for row in POLICY.rows]


@given(
    changed=st.sets(st.sampled_from(FIELDS)),
    unknown=st.sets(st.sampled_from(FIELDS)),
    existence=st.sampled_from(Existence),
    review=st.sampled_from(Review),
    resubmissions=st.integers(0, 5),
    flags=st.fixed_dictionaries({name: st.booleans() for name in ("gate_open", "approved", "submitted")}),
    consents=st.frozensets(st.sampled_from(Consent)),
)
def test_no_situation_at_all_loses_traffic_or_pays_unasked(
    changed: set[str],
    unknown: set[str],
    existence: Existence,
    review: Review,
    resubmissions: int,
    flags: dict[str, bool],
    consents: frozenset[Consent],
) -> None:
    policy = dataclasses.replace(POLICY, limit=PAYABLE)
    more: dict[str, Any] = {
        "review": review,
        "existence": existence,
        "resubmissions": resubmissions,
        "consents": consents,
    }

    verdict = decide(policy, situation(*changed, unknown=frozenset(unknown), **more, **flags))

    replaces_what_is_there = verdict.action is Action.REPLACE and existence is not Existence.GONE
    assert not (replaces_what_is_there and flags["approved"] and Consent.TRAFFIC_LOSS not in consents)
    ended = review in {Review.PASSED, Review.REJECTED}
    submits_again = verdict.kind is VerdictKind.AMEND and existence is Existence.REGISTERED and ended
    assert not (submits_again and resubmissions >= 3 and Consent.PAID_RESUBMISSION not in consents)
    assert (verdict.action is Action.STOP) == bool(verdict.remedy)
    assert set(verdict.because) <= set(POLICY.rows)
