"""The addresses without which Twilio takes neither a registration nor an edit (U1)."""

from a2p.plan.field_rules import Policy
from a2p.plan.situation import Situation, VerdictKind
from a2p.plan.verdict import Action, Verdict
from a2p.specs.campaign import is_policy_url

_DECLARE_IT = "declare it, or take the change back"
_UNASKED = "https://"  # of a situation that is about other fields
_SENDING = frozenset({Action.CREATE, Action.UPDATE, Action.REPLACE})


def require_urls(policy: Policy, verdict: Verdict, situation: Situation) -> Verdict:
    """
    The verdict; blocked where Twilio would be sent something without an address that it needs.

    What is only taken over, or stays as it is, does without.
    """
    if verdict.action not in _SENDING or verdict.kind is VerdictKind.ADOPT:
        return verdict
    missing = [name for name in policy.needed_urls if _is_missing(name, situation)]
    if not missing:
        return verdict
    because = tuple(policy.row(name) for name in missing)
    sentence = "\n  ".join(policy.needed_urls[name] for name in missing)
    return Verdict(VerdictKind.BLOCKED, Action.STOP, because, sentence, _DECLARE_IT)


def _is_missing(name: str, situation: Situation) -> bool:
    return name not in situation.unknown and not is_policy_url(situation.declared.get(name, _UNASKED))
