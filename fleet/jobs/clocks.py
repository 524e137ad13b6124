"""
The clock of a worker and that of the database, which all workers share.

DBOS reckons by the worker's clock when a look is due. One that is ahead has looks made too soon, again and
again; one that is behind too late.
"""

import time
from typing import Final

from fleet.errors import FleetError
from fleet.storage.database import Database

_ALLOWED: Final = 30.0  # seconds; the shortest pause between two looks
CLOCK_REMEDY: Final = "have both set their clocks by NTP, then start a2p serve or a2p worker again"


def read_lead(database: Database) -> float:
    """By how many seconds at least this machine's clock is ahead of the database's; negative if behind."""
    before = time.time()
    moment = float(database.execute("select extract(epoch from clock_timestamp())")[0][0])
    after = time.time()  # the answer may have taken long
    return max(before - moment, 0.0) or min(after - moment, 0.0)


def require_same_time(database: Database) -> None:
    """Raise FleetError where the clocks are so far apart that looks would come at wrong times."""
    if objection := find_objection(read_lead(database)):
        raise FleetError(objection, remedy=CLOCK_REMEDY)


def find_objection(lead: float) -> str:
    """What is wrong with a clock that is so many seconds ahead, or ""."""
    if abs(lead) <= _ALLOWED:
        return ""
    side = "ahead of" if lead > 0 else "behind"
    return f"The clock of this machine is {abs(lead):.0f} s {side} the one of the fleet's database"
