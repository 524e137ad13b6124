"""A thread that does something again and again until the process stops."""

import logging
import threading
from collections.abc import Callable

from fleet.errors import FleetError

logger = logging.getLogger(__name__)


def repeat(
    do: Callable[[], object], every: float, stop: threading.Event, wake: threading.Event | None = None
) -> threading.Thread:
    """
    Do something at once, and again when it is woken or so many seconds have passed.

    What fails is logged and tried again. Whoever sets `stop` has to wake it, too.
    """

    def work() -> None:
        while not stop.is_set():
            try:
                do()
            except FleetError as error:  # the database is away for a while
                logger.warning("not now", extra={"why": error.summary, "do": error.remedy})
            except Exception:  # one turn's failure ends no thread
                logger.exception("failed, and is tried again")
            (wake or stop).wait(every)
            if wake:
                wake.clear()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread
