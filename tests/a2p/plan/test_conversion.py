"""What waits, what comes in another's place, and what would only be overwritten again."""

from __future__ import annotations

import dataclasses

import pytest

from a2p.plan import (
    Action,
    ChangeRule,
    Consent,
    Existence,
    FieldRule,
    Policy,
    Review,
    Situation,
    Traffic,
    VerdictKind,
    decide,
)
from a2p.plan.decision import decide_conversion
from a2p.plan.fees import CAMPAIGN_REVIEW
from a2p.plan.policies import BRAND, CAMPAIGN, EXTERNAL_CAMPAIGN, TRUST_BUNDLE
from a2p.plan.situation import Stop
from a2p.plan.waits import AFTER_DELETION

NAME = FieldRule("sid", ChangeRule.NAME, "Its name.")
TEXT = FieldRule("text", ChangeRule.AMEND, "Amended.")
USE = FieldRule("use", ChangeRule.REPLACE, "Replaced.")
REVISION = FieldRule("revision", ChangeRule.CASCADE, "Makes way.")
RAISED = FieldRule("submission", ChangeRule.RAISE, "Raised.")
POLICY = Policy("Thing", (NAME, TEXT, USE, REVISION, RAISED))
SAME = {"sid": "MG1", "text": "old", "use": "old", "revision": "1", "submission": None}
URLS = {"privacy_policy_url": "https://a.com/p", "terms_and_conditions_url": "https://a.com/t"}
LOSS = frozenset({Consent.TRAFFIC_LOSS})


def changed(**fields: object) -> Situation:
    return Situation(declared={**SAME, **fields}, baseline=SAME, stack="acme")


def test_a_name_of_another_object_replaces_and_another_spelling_amends() -> None:
    moved = changed(sid="MG2")

    assert decide(POLICY, moved).kind is VerdictKind.AMEND
    assert decide(POLICY, dataclasses.replace(moved, names_another=True)).kind is VerdictKind.REPLACE


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, 2, VerdictKind.AMEND),
        (2, 3, VerdictKind.AMEND),
        (3, 2, VerdictKind.NOOP),
        (1, None, VerdictKind.NOOP),
        (None, 1, VerdictKind.NOOP),
    ],
)
def test_only_a_raised_number_is_submitted_again(
    before: int | None, after: int | None, kind: VerdictKind
) -> None:
    situation = Situation(declared={**SAME, "submission": after}, baseline={**SAME, "submission": before})

    verdict = decide(POLICY, situation)

    assert verdict.kind is kind
    if kind is VerdictKind.AMEND:
        assert verdict.sentence == "submitted again as it is"


def test_an_edit_of_what_has_passed_its_review_carries_the_resources_note() -> None:
    policy = dataclasses.replace(POLICY, edit_note="Editing is a beta.")
    passed = dataclasses.replace(changed(text="new"), review=Review.PASSED)

    assert decide(policy, passed).notes == ("Editing is a beta.",)
    assert decide(policy, changed(text="new")).notes == ()


def test_what_twilio_would_overwrite_again_is_not_replaced_without_a_consent_of_its_own() -> None:
    again = dataclasses.replace(changed(use="new"), overwritten=frozenset({"use"}))

    assert decide(POLICY, again).needs == (Consent.REPEATED_REPLACEMENT,)
    approved = dataclasses.replace(again, approved=True)
    assert decide(POLICY, approved).needs == (Consent.REPEATED_REPLACEMENT, Consent.TRAFFIC_LOSS)
    agreed = dataclasses.replace(again, consents=frozenset({Consent.REPEATED_REPLACEMENT}))
    assert decide(POLICY, agreed).kind is VerdictKind.REPLACE


def test_another_field_beside_an_overwritten_one_is_a_reason_to_replace() -> None:
    both = dataclasses.replace(changed(use="new", revision="2"), overwritten=frozenset({"use"}))

    assert decide(POLICY, both).kind is VerdictKind.REPLACE


@pytest.mark.parametrize(
    ("may_open", "kind", "sentence"),
    [(True, VerdictKind.REGISTER, POLICY.creation), (False, VerdictKind.WAIT, POLICY.waiting)],
)
def test_what_waits_for_a_brand_that_is_edited_now_is_registered_if_that_may_open_its_gate(
    may_open: bool,  # noqa: FBT001  # a row of a table
    kind: VerdictKind,
    sentence: str,
) -> None:
    waiting = dataclasses.replace(
        changed(revision="2"), existence=Existence.WAITING, gate_open=False, may_open=may_open
    )
    policy = dataclasses.replace(POLICY, identity=frozenset({"sid"}))

    verdict = decide(policy, waiting)

    assert (verdict.kind, verdict.action, verdict.sentence) == (kind, Action.UPDATE, sentence)


def waiting_brand(**more: object) -> Situation:
    same = {row.field: "old" for row in BRAND.rows}
    changes = more.pop("changes", {})
    assert isinstance(changes, dict)
    base = Situation(declared={**same, **changes}, baseline=same, existence=Existence.WAITING)
    return dataclasses.replace(base, **more)  # type: ignore[arg-type]


def test_a_brand_that_waits_is_registered_when_its_gate_is_open_or_its_parts_are_corrected() -> None:
    assert BRAND.is_renamed_when_registered
    opened = decide(BRAND, waiting_brand(gate_open=True))
    corrected = decide(BRAND, waiting_brand(gate_open=False, changes={"profile_sid": "new"}))
    closed = decide(BRAND, waiting_brand(gate_open=False))

    assert (opened.kind, opened.action) == (VerdictKind.REGISTER, Action.REPLACE)
    assert (corrected.kind, corrected.action) == (VerdictKind.REGISTER, Action.REPLACE)
    assert corrected.replaced_fields == ["profile_sid"]
    assert (closed.kind, closed.action) == (VerdictKind.WAIT, Action.NONE)


def other_kind(**more: object) -> Situation:
    return dataclasses.replace(
        Situation(declared=dict(URLS), baseline={}, stack="acme"),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("policy", [CAMPAIGN, EXTERNAL_CAMPAIGN], ids=lambda policy: policy.resource)
def test_a_campaign_of_the_other_kind_makes_way_and_its_traffic_is_asked_for(policy: Policy) -> None:
    verdict = decide_conversion(policy, other_kind())
    assert (verdict.kind, verdict.replaced_fields) == (VerdictKind.REPLACE, ["messaging_service_sid"])
    assert AFTER_DELETION in verdict.consequences.waits
    assert (CAMPAIGN_REVIEW in verdict.consequences.fees) is (policy is CAMPAIGN)

    approved = other_kind(approved=True)
    assert decide_conversion(policy, approved).needs == (Consent.TRAFFIC_LOSS,)
    agreed = decide_conversion(policy, dataclasses.replace(approved, consents=LOSS))
    assert agreed.consequences.traffic is Traffic.LOST


def test_a_campaign_that_takes_no_change_does_not_make_way() -> None:
    suspended = other_kind(stopped=Stop("it is suspended"), consents=LOSS)
    rejected = other_kind(stopped=Stop("it was rejected", consent=Consent.FINAL_REJECTION))

    assert decide_conversion(CAMPAIGN, suspended).action is Action.STOP
    assert decide_conversion(CAMPAIGN, rejected).needs == (Consent.FINAL_REJECTION,)


def test_no_campaign_makes_way_for_one_that_twilio_would_not_take() -> None:
    without = dataclasses.replace(other_kind(), declared={**URLS, "privacy_policy_url": ""})

    verdict = decide_conversion(CAMPAIGN, without)

    assert verdict.action is Action.STOP
    assert "privacy_policy_url" in verdict.sentence


def test_a_bundles_new_name_alone_is_reviewed_by_nobody() -> None:
    same = {row.field: "old" for row in TRUST_BUNDLE.rows}
    renamed = Situation(declared=same, baseline=same, due={"friendly_name": "the stack was renamed"})

    verdict = decide(TRUST_BUNDLE, renamed)

    assert verdict.kind is VerdictKind.AMEND
    assert verdict.consequences.review == ""
    assert verdict.consequences.waits == ()
