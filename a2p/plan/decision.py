"""One decision for one resource: compare, look up the rows, take the gravest."""

from dataclasses import replace

from a2p.plan.consents import Consent
from a2p.plan.consequences import Traffic, derive_consequences
from a2p.plan.field_rules import ChangeRule, FieldRule, Limit, Policy
from a2p.plan.situation import Existence, Review, Situation, Stop, VerdictKind
from a2p.plan.stops.built_on_gone import find_gone_base, judge_built_on_gone
from a2p.plan.stops.gone import find_alarm, judge_gone
from a2p.plan.stops.needed_urls import require_urls
from a2p.plan.verdict import Action, Verdict

_TRAFFIC = (
    "it is approved, and this change would delete it and register another one; its numbers could not send\n"
    "  until that is approved, after days or weeks."
)
_REPEATED = (
    "Twilio overwrote these fields when it was sent declared ones, and a new registration would most likely\n"
    "  end in the same way, and cost its fee."
)
_WAS_APPROVED = (
    "it was approved once, and its status is {status} now; this change would delete it and register another\n"
    "  one; what its numbers still send would stop until that is approved, after days or weeks."
)
_TAKE_BACK = "take the change back"
_DECLARE_LESS = "take the entry out of the stack file"
_SENT_AGAIN = "submitted again as it is"

# Rules by which a difference makes something happen, and of these the ones that replace.
_REPLACING = frozenset({ChangeRule.REPLACE, ChangeRule.CASCADE})
_GRAVE = _REPLACING | {ChangeRule.AMEND}


def decide(policy: Policy, situation: Situation) -> Verdict:
    """The verdict for one resource, with its consequences."""
    verdict = require_urls(policy, _judge(policy, situation), situation)
    derived = derive_consequences(policy.resource, verdict.kind, situation)
    if verdict.kind is VerdictKind.GONE and find_alarm(policy.resource, situation):
        derived = replace(derived, traffic=Traffic.LOST)
    notes = () if verdict.action is Action.STOP else situation.notes
    if policy.edit_note and verdict.kind is VerdictKind.AMEND and situation.review is Review.PASSED:
        notes = (*notes, policy.edit_note)
    return replace(verdict, consequences=derived, notes=notes)


def decide_conversion(policy: Policy, situation: Situation) -> Verdict:
    """What becomes of a Campaign of the other kind, in whose place this one comes: it is deleted first."""
    because = (
        FieldRule(
            "messaging_service_sid",
            ChangeRule.REPLACE,
            "A service holds one Campaign (C21), and one that is registered at Twilio never becomes an\n"
            "    external one, nor the other way round: it is deleted, and the other one registered.",
        ),
    )
    if (stop := situation.stopped) and stop.consent not in situation.consents:
        return _decide_stop(stop, because, situation)
    verdict = require_urls(policy, _decide_replacement(policy, because, situation), situation)
    if verdict.action is Action.STOP:
        return verdict
    return replace(verdict, consequences=derive_consequences(policy.resource, verdict.kind, situation))


def _judge(policy: Policy, situation: Situation) -> Verdict:  # noqa: PLR0911 - the order of the questions is the rule
    if situation.existence is Existence.NEW:
        return _decide_new(policy, situation)
    if situation.existence is Existence.LEFTOVER:
        return Verdict(
            VerdictKind.ADOPT, Action.CREATE, sentence="an earlier run left it, so it is taken over"
        )
    rows = (policy.row(name) for name in situation.declared if situation.has_change(name))
    differing = [(row, _effective_rule(row, situation)) for row in rows]
    because = _prefer_changed(tuple(row for row, rule in differing if rule in _GRAVE))
    if situation.existence is Existence.GONE:
        return _require_creation_consent(policy, judge_gone(policy, because, situation), situation)
    # What is being registered in this very run opens the gate; a preview knows only that it will change.
    gates = {row.field for row, rule in differing if rule is ChangeRule.GATE}
    gate_open = situation.gate_open or (situation.may_open and bool(gates & situation.unknown))
    if situation.existence is Existence.WAITING and policy.is_renamed_when_registered:
        return _decide_waiting_anew(policy, because, gate_open=gate_open)
    if situation.existence is Existence.WAITING and policy.identity:
        return _decide_waiting(policy, because, situation, gate_open=gate_open)
    if because and (stop := situation.stopped) and stop.consent not in situation.consents:
        return _decide_stop(stop, because, situation)
    if replaced := tuple(row for row, rule in differing if rule in _REPLACING):
        return _decide_replacement(policy, replaced, situation)
    if situation.existence is Existence.WAITING:
        return _decide_waiting(policy, because, situation, gate_open=gate_open)
    postponed = tuple(row for row, rule in differing if rule is ChangeRule.UNTIL_SUBMITTED)
    return _decide_in_place(policy, because, postponed, situation)


def _decide_in_place(
    policy: Policy, because: tuple[FieldRule, ...], postponed: tuple[FieldRule, ...], situation: Situation
) -> Verdict:
    resubmitted = any(row.rule is not ChangeRule.DUE for row in because)
    if resubmitted and policy.limit and _is_over(policy.limit, situation):
        return _refuse_over_limit(policy.limit, because, situation)
    if because:
        due = [situation.due[row.field] for row in because if row.field in situation.due]
        is_same = all(row.rule is ChangeRule.RAISE for row in because)
        sentence = _SENT_AGAIN if is_same else "; ".join(due) or "amended in place"
        return Verdict(VerdictKind.AMEND, Action.UPDATE, because, sentence)
    if postponed:
        return Verdict(VerdictKind.WAIT, Action.NONE, postponed, "not changed now")
    return Verdict(VerdictKind.NOOP, Action.NONE)


def _is_over(limit: Limit, situation: Situation) -> bool:
    allowed = limit.payable and Consent.PAID_RESUBMISSION in situation.consents
    return situation.is_resubmission and situation.resubmissions >= limit.times and not allowed


def _refuse_over_limit(limit: Limit, because: tuple[FieldRule, ...], situation: Situation) -> Verdict:
    if not limit.payable:
        return Verdict(VerdictKind.BLOCKED, Action.STOP, because, limit.sentence, limit.remedy)
    return _block(because, limit.sentence, limit.remedy, situation, Consent.PAID_RESUBMISSION)


def _block(
    because: tuple[FieldRule, ...], sentence: str, first: str, situation: Situation, *missing: Consent
) -> Verdict:
    """Nothing is done until somebody agrees to it for this run."""
    return Verdict.refuse(
        sentence, first, missing, stack=situation.stack, given=situation.consents, because=because
    )


def _would_repeat(because: tuple[FieldRule, ...], situation: Situation) -> bool:
    """Whether a replacement is for nothing but fields that Twilio would overwrite again."""
    agreed = Consent.REPEATED_REPLACEMENT in situation.consents
    return not agreed and all(row.field in situation.overwritten for row in because)


def _decide_new(policy: Policy, situation: Situation) -> Verdict:
    if (stop := situation.stopped) and stop.consent not in situation.consents:
        return _decide_stop(stop, (), situation)
    if situation.gate_open:
        verdict = Verdict(VerdictKind.REGISTER, Action.CREATE, sentence=policy.creation)
        return _require_creation_consent(policy, verdict, situation)
    return Verdict(VerdictKind.WAIT, Action.CREATE, sentence=policy.waiting)


def _require_creation_consent(policy: Policy, verdict: Verdict, situation: Situation) -> Verdict:
    """The verdict that creates something, or a refusal where that needs a consent that is not given."""
    consent = policy.creation_consent
    if consent is None or consent in situation.consents:
        return verdict
    before = f"{verdict.sentence}; " if verdict.because else ""
    sentence = f"{before}{policy.creation_refusal}"
    return _block(verdict.because, sentence, _DECLARE_LESS, situation, *verdict.needs, consent)


def _decide_stop(stop: Stop, because: tuple[FieldRule, ...], situation: Situation) -> Verdict:
    if stop.consent is None:
        return Verdict(VerdictKind.BLOCKED, Action.STOP, because, stop.sentence, stop.remedy)
    return _block(because, stop.sentence, stop.remedy, situation, stop.consent)


def _decide_replacement(policy: Policy, because: tuple[FieldRule, ...], situation: Situation) -> Verdict:
    if base := find_gone_base(policy.resource, because, situation):
        return judge_built_on_gone(policy, because, base, situation)
    # Only a Campaign is `approved`: its deletion stops traffic until another one is (C20).
    costs_traffic = situation.approved and Consent.TRAFFIC_LOSS not in situation.consents
    if _would_repeat(because, situation):
        missing = (Consent.REPEATED_REPLACEMENT, *([Consent.TRAFFIC_LOSS] if costs_traffic else []))
        return _block(because, _REPEATED, _TAKE_BACK, situation, *missing)
    if costs_traffic:
        # Where nobody tells the status, `approved` was read from it.
        was_approved = situation.status not in {"", "VERIFIED"}
        sentence = _WAS_APPROVED.format(status=situation.status) if was_approved else _TRAFFIC
        return _block(because, sentence, _TAKE_BACK, situation, Consent.TRAFFIC_LOSS)
    if all(row.rule is ChangeRule.CASCADE for row in because):
        sentence = "it is deleted before its Brand is edited, then registered again"
        return Verdict(VerdictKind.CASCADE, Action.REPLACE, because, sentence)
    return Verdict(VerdictKind.REPLACE, Action.REPLACE, because, policy.replacement)


def _decide_waiting(
    policy: Policy, because: tuple[FieldRule, ...], situation: Situation, *, gate_open: bool
) -> Verdict:
    # What is named by what it belongs to has another name in the stack where that is another by now.
    moved = any(row.field in policy.identity for row in because)
    action = Action.REPLACE if moved else Action.UPDATE
    if gate_open:
        sentence = "what it waited for has happened, so it is registered now"
        return Verdict(VerdictKind.REGISTER, action, because, sentence)
    # Nothing is at Twilio yet, so there is nothing that would have to make way for an edit of the Brand. But
    # the gate may open by it.
    if any(row.rule is ChangeRule.CASCADE for row in because):
        if situation.may_open:
            return Verdict(VerdictKind.REGISTER, action, because, policy.creation)
        return Verdict(VerdictKind.WAIT, action, because, policy.waiting)
    # A changed text is only recorded, for the registration to come.
    if because:
        return Verdict(VerdictKind.AMEND, action, because, "recorded for the registration to come")
    return Verdict(VerdictKind.WAIT, Action.NONE, because, "still waiting")


def _decide_waiting_anew(policy: Policy, because: tuple[FieldRule, ...], *, gate_open: bool) -> Verdict:
    """Of a Brand: it is tried again when what stopped it has passed, or is corrected in this run."""
    named = because or (policy.rows[0],)
    if gate_open:
        sentence = "what it waited for has happened, so it is registered now"
        return Verdict(VerdictKind.REGISTER, Action.REPLACE, named, sentence)
    if because:
        sentence = "what Twilio sent back is corrected, so it is registered if Twilio takes that"
        return Verdict(VerdictKind.REGISTER, Action.REPLACE, named, sentence)
    return Verdict(
        VerdictKind.WAIT, Action.NONE, (), "still waiting for the correction of what it is made of"
    )


def _prefer_changed(because: tuple[FieldRule, ...]) -> tuple[FieldRule, ...]:
    """What was changed begins a new review, after which something else may be due, or nothing."""
    return tuple(row for row in because if row.rule is not ChangeRule.DUE) or because


def _effective_rule(row: FieldRule, situation: Situation) -> ChangeRule:
    """What a rule comes to in this situation."""
    if row.rule is ChangeRule.LOCKED:
        return ChangeRule.REPLACE if situation.approved else ChangeRule.AMEND
    if row.rule is ChangeRule.UNTIL_SUBMITTED and (not situation.submitted or row.field in situation.due):
        return ChangeRule.AMEND
    if row.rule is ChangeRule.NAME:
        return ChangeRule.REPLACE if situation.names_another else ChangeRule.AMEND
    if row.rule is ChangeRule.RAISE and _is_raised(row.field, situation):
        return ChangeRule.AMEND
    if row.rule is ChangeRule.DUE and row.field in situation.due:
        return ChangeRule.AMEND
    return row.rule


def _is_raised(field: str, situation: Situation) -> bool:
    """Whether a number is higher than the recorded one; none is the first."""
    return int(situation.declared[field] or 1) > int(situation.baseline.get(field) or 1)
