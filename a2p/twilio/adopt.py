"""Look before you buy: what an interrupted run left behind is taken over, and two candidates stop the run."""

from collections.abc import Iterable
from typing import Any

from a2p.errors import Ambiguous


def the_one(candidates: Iterable[Any], *, what: str, remedy: str) -> Any | None:
    """
    The only candidate, or None if there is none.

    Raises:
        Ambiguous: there are several; the text names each SID.
    """
    found = list(candidates)
    if len(found) > 1:
        sids = " and ".join(str(each.sid) for each in found)
        raise Ambiguous(
            f"There are {len(found)} {what}: {sids}. Which of them is this stack's cannot be told.\n"
            f"  do: {remedy}, then run the same command again"
        )
    return found[0] if found else None
