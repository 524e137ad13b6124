"""One decision for one resource: compare, look up the rows, take the gravest."""

from dataclasses import replace

from a2p.plan.consents import Consent, remedy
from a2p.plan.consequences import consequences
from a2p.plan.field_rules import Limit, Policy, Row, Rule
from a2p.plan.situation import Existence, Kind, Situation
from a2p.plan.verdict import Action, Verdict

_TRAFFIC = (
    "it is approved, and this change would delete it and register another one; its numbers could not send\n"
    "  until that is approved, after days or weeks."
)
_TAKE_BACK = "take the change back"
_ASK_SUPPORT = "take the change back, and ask Twilio Support"

# Rules by which a difference makes something happen, and of these the ones that replace.
_REPLACING = frozenset({Rule.REPLACE, Rule.CASCADE})
_GRAVE = _REPLACING | {Rule.AMEND}


def decide(policy: Policy, situation: Situation) -> Verdict:
    """The verdict for one resource, with its consequences."""
    verdict = _judge(policy, situation)
    return replace(verdict, consequences=consequences(policy.resource, verdict.kind, situation))


def _judge(policy: Policy, situation: Situation) -> Verdict:  # noqa: PLR0911 - the order of the questions is the rule
    if situation.existence is Existence.NEW:
        return Verdict(Kind.REGISTER, Action.CREATE, sentence="it is not at Twilio yet")
    if situation.existence is Existence.FOUND:
        return Verdict(Kind.ADOPT, Action.CREATE, sentence="an earlier run left it, so it is taken over")
    rows = (policy.row(name) for name in situation.declared if situation.differs(name))
    differing = [(row, _effective(row, situation)) for row in rows]
    because = _changed_before_due(tuple(row for row, rule in differing if rule in _GRAVE))
    if situation.existence is Existence.GONE:
        return _gone(policy, because)
    if situation.stopped and because:
        return Verdict(Kind.BLOCKED, Action.STOP, because, situation.stopped, _ASK_SUPPORT)
    if replaced := tuple(row for row, rule in differing if rule in _REPLACING):
        return _replaced(replaced, situation)
    if situation.existence is Existence.WAITING:
        # What is being registered in this very run opens the gate; a preview knows only that it will change.
        opening = any(row.field in situation.unknown for row, rule in differing if rule is Rule.GATE)
        return _waiting(because, gate_open=situation.gate_open or opening)
    postponed = tuple(row for row, rule in differing if rule is Rule.UNTIL_SUBMITTED)
    return _in_place(policy, because, postponed, situation)


def _in_place(
    policy: Policy, because: tuple[Row, ...], postponed: tuple[Row, ...], situation: Situation
) -> Verdict:
    resubmitted = any(row.rule is not Rule.DUE for row in because)
    if resubmitted and policy.limit and _is_over(policy.limit, situation):
        return _over(policy.limit, because, situation)
    if because:
        due = [situation.due[row.field] for row in because if row.field in situation.due]
        return Verdict(Kind.AMEND, Action.UPDATE, because, "; ".join(due) or "amended in place")
    if postponed:
        return Verdict(Kind.WAIT, Action.NONE, postponed, "not changed now")
    return Verdict(Kind.NOOP, Action.NONE)


def _is_over(limit: Limit, situation: Situation) -> bool:
    allowed = limit.payable and Consent.PAID_RESUBMISSION in situation.consents
    return situation.resubmits and situation.resubmissions >= limit.times and not allowed


def _over(limit: Limit, because: tuple[Row, ...], situation: Situation) -> Verdict:
    if not limit.payable:
        return Verdict(Kind.BLOCKED, Action.STOP, because, limit.sentence, limit.remedy)
    return _refused(because, limit.sentence, limit.remedy, situation, Consent.PAID_RESUBMISSION)


def _refused(
    because: tuple[Row, ...], sentence: str, first: str, situation: Situation, missing: Consent
) -> Verdict:
    """Nothing is done until somebody agrees to it for this run."""
    do = remedy(first, [missing], stack=situation.stack, given=situation.consents)
    return Verdict(Kind.BLOCKED, Action.STOP, because, sentence, do, (missing,))


def _replaced(because: tuple[Row, ...], situation: Situation) -> Verdict:
    # Only a Campaign is `approved`: its deletion stops traffic until another one is (C20).
    if situation.approved and Consent.TRAFFIC_LOSS not in situation.consents:
        return _refused(because, _TRAFFIC, _TAKE_BACK, situation, Consent.TRAFFIC_LOSS)
    if all(row.rule is Rule.CASCADE for row in because):
        sentence = "it makes way for the edit of its Brand, and is registered anew after it"
        return Verdict(Kind.CASCADE, Action.REPLACE, because, sentence)
    return Verdict(Kind.REPLACE, Action.REPLACE, because, "a new registration")


def _gone(policy: Policy, because: tuple[Row, ...]) -> Verdict:
    # What is named by what it belongs to has another name where that is another by now.
    moved = any(row.rule is Rule.REPLACE for row in because)
    action = Action.REPLACE if policy.gone_is_replaced or moved else Action.UPDATE
    fallback = because or (policy.rows[0],)
    return Verdict(Kind.GONE, action, fallback, "it is gone at Twilio, so it is registered again")


def _waiting(because: tuple[Row, ...], *, gate_open: bool) -> Verdict:
    if gate_open:
        sentence = "what it waited for has happened, so it is registered now"
        return Verdict(Kind.REGISTER, Action.UPDATE, because, sentence)
    # Nothing is at Twilio yet: a changed text is only recorded, for the registration to come.
    if because:
        return Verdict(Kind.AMEND, Action.UPDATE, because, "recorded for the registration to come")
    return Verdict(Kind.WAIT, Action.NONE, because, "still waiting")


def _changed_before_due(because: tuple[Row, ...]) -> tuple[Row, ...]:
    """What was changed begins a new review, after which something else may be due, or nothing."""
    return tuple(row for row in because if row.rule is not Rule.DUE) or because


def _effective(row: Row, situation: Situation) -> Rule:
    """What a rule comes to in this situation."""
    if row.rule is Rule.LOCKED:
        return Rule.REPLACE if situation.approved else Rule.AMEND
    if row.rule is Rule.UNTIL_SUBMITTED and not situation.submitted:
        return Rule.AMEND
    if row.rule is Rule.DUE and row.field in situation.due:
        return Rule.AMEND
    return row.rule
