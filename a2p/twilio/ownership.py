"""
Which objects at Twilio belong to this stack: one that an interrupted run left is taken over; two stop a run.

An object of ours carries the stack's mark as its name. One that `a2p adopt` found keeps its own name, and its
SID is its mark.
"""

import re
from collections.abc import Iterable
from typing import Any

from a2p.errors import Ambiguous

_SID = re.compile("(BU|MG)[0-9a-fA-F]{32}")


def only_match(candidates: Iterable[Any], *, what: str, remedy: str) -> Any | None:
    """
    The only candidate, or None if there is none.

    Raises:
        Ambiguous: there are several; the text names each SID.
    """
    found = list(candidates)
    if len(found) > 1:
        sids = " and ".join(str(each.sid) for each in found)
        raise Ambiguous(
            f"There are {len(found)} {what}: {sids}. Which of them is this stack's cannot be told.",
            remedy=f"{remedy}, then run the same command again",
        )
    return found[0] if found else None


def is_sid(mark: str) -> bool:
    """Whether an object is found by this mark as its SID, and has a name that is not ours to change."""
    return _SID.fullmatch(mark) is not None


def comparable_name(mark: str, sid: str, name: str) -> str:
    """What an object's live name is to be compared as: one that is found by its SID has the right name."""
    return mark if mark == sid else name
