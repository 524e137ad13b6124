"""
Before a Campaign makes way for an edit of its Brand: what Twilio would refuse the Brand for afterwards (B5).

The Campaign is deleted first, and Twilio says only then whether it takes the edit. So everything that can be
known is looked at before, and what cannot be known is told as unknown.
"""

from collections.abc import Collection, Mapping
from typing import Final

from a2p.observed import LiveBrand
from a2p.plan.situation import Stop

_NAMED: Final = 3
_BY_THEN: Final = (
    "\n  By then the Campaign is deleted; if Twilio refuses, it is registered again on the Brand as it is."
)
_IN_REVIEW: Final = frozenset({"PENDING", "IN_REVIEW"})


def find_edit_stop(
    brand: LiveBrand,
    others: Mapping[str, str],
    *,
    has_own: bool,
    refused: str = "",
    own_names: Collection[str] = (),
) -> Stop | None:
    """
    Why the Brand cannot be edited now, although the stack's own Campaign would make way.

    others: the status of each further Campaign of the Brand, by the SID of its Messaging Service. has_own:
    whether the stack's Campaign is registered, and would be deleted for the edit. refused: the code by which
    Twilio has refused the last one. own_names: those of the stack's own services, by which they are known.
    """
    if others:
        is_own = f"name it {' or '.join(sorted(own_names))} again, if it is this stack's own;\n      or "
        return Stop(
            f"{brand.sid} cannot be edited: another Campaign hangs on it, in the Messaging Service\n"
            f"  {_name_services(others)}. Twilio edits no Brand that has a Campaign (B5), so this\n"
            "  stack's own would be deleted for nothing. Nothing was changed.",
            f"take the change back; or {is_own if own_names and not has_own else ''}"
            "have whoever looks after that\n"
            "      Messaging Service delete its Campaign, then run the same command again",
        )
    if has_own and brand.status in _IN_REVIEW:
        return Stop(
            f"{brand.sid} is under review ({brand.status}), and Twilio takes no other version of it before\n"
            "  that is over; the Campaign would be deleted for nothing. Nothing was changed.",
            "run the same command again in a few minutes",
        )
    if has_own and refused and brand.status == "APPROVED":
        return Stop(
            f"Twilio has refused the last update of {brand.sid} ({refused}), and the Brand is as it was\n"
            f"  then: {brand.status}. The Campaign would be deleted for nothing. Nothing was changed.",
            "have Twilio Support make the edit, or take the change back",
        )
    return None


def find_left_edit_stop(brand_sid: str, campaigns: Mapping[str, str]) -> Stop | None:
    """
    Why an edit of the Brand cannot go on that a run has begun, and that has cost the stack's Campaign by now.

    campaigns: the status of each Campaign that the Brand has nevertheless, by the SID of its service.
    """
    if not campaigns:
        return None
    return Stop(
        f"{brand_sid} cannot be edited: a Campaign hangs on it, in the Messaging Service\n"
        f"  {_name_services(campaigns)}. Twilio edits no Brand that has one (B5). An earlier run has begun\n"
        "  this edit, and by its order the stack's own Campaign was deleted before.",
        "if others have made that Campaign since, have them delete it, and run the same command again;\n"
        "      if it is this stack's own, as after `pulumi up --replace`, leave it, and raise\n"
        "      brand.submission by one: then it makes way in the right order",
    )


def _name_services(campaigns: Mapping[str, str]) -> str:
    names = [f"{service} ({status})" for service, status in sorted(campaigns.items())]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def list_edit_unknowns(brand: LiveBrand, resubmissions: int, *, has_own: bool) -> tuple[str, ...]:
    """What nobody can know of an edit before Twilio has answered it."""
    first = _BY_THEN if has_own else ""
    counted = (
        "it is not known whether Twilio takes this update of the Brand. It takes three of a Brand (21724);\n"
        f"  this stack has made {resubmissions}; others, in the Console or elsewhere, are not told.{first}"
    )
    if brand.status == "FAILED":
        return (counted,)
    approved = (
        f"it is not known whether Twilio takes an update of a Brand that is {brand.status}: its error 21725\n"
        "  says that only a FAILED one can be updated, its guide to Campaign edits describes this edit."
    )
    return counted, approved
