"""
What was agreed to before a run over many customers: it does that and nothing else.

The file that A2P_PLAN names has the verdicts of the preview that was shown. A change that is none of them,
because something has happened at Twilio since, ends the run before it is made.
"""

import functools
import os
from pathlib import Path

from a2p.errors import Blocked
from a2p.run_log import PLAN_ENV, Outcome, PlannedChange, VerdictRecord


def require_agreed(decided: VerdictRecord) -> None:
    """
    Go on only with what was shown, at its price; without a file everything is.

    Raises:
        Blocked: this change was not in the preview, or it costs more by now, or stops traffic by now.
    """
    file = os.environ.get(PLAN_ENV)
    if not file or not decided.is_change or decided.is_blocked or _is_free(decided):
        return
    if not PlannedChange.of(decided).is_within(_read(file)):
        raise Blocked(
            f"{decided.verdict.value}: {decided.sentence}; that was not so in the preview of this run, "
            "so it was not done",
            remedy="run the same command again, which shows it first",
            where=decided.label,
        )


def _is_free(decided: VerdictRecord) -> bool:
    """
    Whether it registers something that costs nothing.

    What was shown as waiting may have come to be possible in the run itself, and no preview foresees that.
    """
    return decided.verdict is Outcome.REGISTER and not decided.fees


@functools.cache
def _read(file: str) -> frozenset[PlannedChange]:
    return PlannedChange.read_all(Path(file).read_bytes())
