"""
What was agreed to before a run over many customers: it does that and nothing else.

The file that A2P_PLAN names has the verdicts of the preview that was shown. A change that is none of them,
because something has happened at Twilio since, ends the run before it is made.
"""

import functools
import os
from pathlib import Path

from a2p.campaign_names import label
from a2p.errors import Blocked
from a2p.plan import Verdict, VerdictKind
from a2p.run_log import PLAN_ENV, Outcome, PlannedChange

_NO_CHANGE = frozenset({VerdictKind.NOOP, VerdictKind.WAIT, VerdictKind.BLOCKED})


def require_agreed(resource: str, id_: str, verdict: Verdict, campaign: str = "") -> None:
    """
    Go on only with what was shown; without a file everything is.

    Raises:
        Blocked: this change was not in the preview.
    """
    file = os.environ.get(PLAN_ENV)
    if not file or verdict.kind in _NO_CHANGE:
        return
    if PlannedChange.of(resource, id_, Outcome[verdict.kind.name], campaign) not in _read(file):
        raise Blocked(
            f"{verdict.kind.value}: {verdict.sentence}; that was not so in the preview of this run, "
            "so it was not done",
            remedy="run the same command again, which shows it first",
            where=label(resource, campaign),
        )


@functools.cache
def _read(file: str) -> frozenset[PlannedChange]:
    return PlannedChange.read_all(Path(file).read_bytes())
