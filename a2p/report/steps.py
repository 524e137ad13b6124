"""
What a run would do, step by step, in the order in which it would do it.

A replacement is two steps, and Twilio demands the order: what hangs on a Brand is deleted first, then the
business's data are amended from the profile on, and what was deleted is registered again at the end (B5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from a2p.run_log import Outcome, VerdictRecord

# Each is built on those before it.
_ORDER: Final = (
    "Profile",
    "TrustBundle",
    "Brand",
    "MessagingService",
    "PhoneNumber",
    "Campaign",
    "ExternalCampaign",
    "PhoneNumberAssociation",
)
_REPLACING: Final = frozenset({Outcome.REPLACE, Outcome.CASCADE})
_ACTIONS: Final = {
    Outcome.REGISTER: "register",
    Outcome.ADOPT: "take over",
    Outcome.AMEND: "amend",
    Outcome.REPLACE: "register again",
    Outcome.CASCADE: "register again",
    Outcome.GONE: "register again",
    Outcome.BLOCKED: "refused",
    Outcome.WAIT: "wait",
    Outcome.DELETE: "delete",
    Outcome.KEEP: "keep",
}
_DELETE: Final = "delete"
_GIVE_BACK: Final = "give back"  # what deleting a number is
_REMOVED: Final = frozenset({Outcome.DELETE, Outcome.KEEP})
# Fields that stand in no stack file.
_NAMES: Final = {"brand_revision": "an edit of the Brand's data"}
_TRAFFIC: Final = {"at risk": "may stop during the review", "lost": "stops until approved"}
_STOPS: Final = {"at risk": "may stop", "lost": "stops"}  # of what does not come back


@dataclass(frozen=True)
class Step:
    """
    One step.

    why: the fields that are the reason, or the sentence of the verdict. wait: pauses, and whether a
    review follows. fee: in US dollars. traffic: what becomes of approved traffic, or "". resource: with the
    name of its Campaign, where the customer has several; campaign: that name, or "".
    """

    resource: str
    action: str
    why: str
    wait: str = ""
    fee: Decimal = Decimal(0)
    traffic: str = ""
    campaign: str = ""


def list_steps(verdicts: Iterable[VerdictRecord]) -> list[Step]:
    """The steps of all verdicts that change something, and what is new and has to wait for a later run."""
    shown = [verdict for verdict in verdicts if verdict.resource in _ORDER and _is_step(verdict)]
    ordered = sorted(shown, key=lambda verdict: _ORDER.index(verdict.resource))
    replaced = [verdict for verdict in reversed(ordered) if verdict.verdict in _REPLACING]
    # The engine deletes what is declared no more after everything else.
    removed = [verdict for verdict in reversed(ordered) if verdict.verdict in _REMOVED]
    kept = [verdict for verdict in ordered if verdict.verdict not in _REMOVED]
    return [*map(_make_deletion, replaced), *map(_make_step, kept), *map(_make_deletion, removed)]


def _is_step(verdict: VerdictRecord) -> bool:
    is_new = not verdict.id
    return verdict.is_change or (is_new and verdict.verdict is Outcome.WAIT)


def _make_deletion(verdict: VerdictRecord) -> Step:
    effect = (_STOPS if verdict.verdict is Outcome.DELETE else _TRAFFIC).get(verdict.traffic, "")
    action = _ACTIONS[Outcome.KEEP] if verdict.verdict is Outcome.KEEP else _DELETE
    if verdict.resource == "PhoneNumber" and verdict.verdict is Outcome.DELETE:
        action = _GIVE_BACK
    return Step(verdict.label, action, _find_reason(verdict), traffic=effect, campaign=verdict.campaign)


def _make_step(verdict: VerdictRecord) -> Step:
    waits = [f"{wait.seconds:g} s" for wait in verdict.waits]
    waits += ["review"] if verdict.review else []
    return Step(
        resource=verdict.label,
        action=_ACTIONS[verdict.verdict],
        why=_find_reason(verdict),
        wait=", ".join(waits),
        fee=sum((fee.usd for fee in verdict.fees), Decimal(0)),
        traffic="" if verdict.verdict in _REPLACING else _TRAFFIC.get(verdict.traffic, ""),
        campaign=verdict.campaign,
    )


def _find_reason(verdict: VerdictRecord) -> str:
    if verdict.verdict is Outcome.WAIT:
        return verdict.sentence
    return ", ".join(_NAMES.get(row.field, row.field) for row in verdict.fields) or verdict.sentence
