"""Tells people that they must act: looks at where all customers stand, and sends what was not sent yet."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from a2p.state.standing_tables import RecordedStatus
from fleet.errors import FleetError
from fleet.notifications.notices import Notice, SentNotices, find_notices
from fleet.notifications.outgoing import Outgoing
from fleet.notifications.quiet_hours import QuietHours
from fleet.storage.database import Database
from fleet.storage.stacks import FleetStacks

logger = logging.getLogger(__name__)


class Notifier:
    """One turn of it is `notify`."""

    def __init__(
        self,
        database: Database,
        outgoing: Outgoing,
        quiet: QuietHours | None,
        read_recorded: Callable[[], Mapping[str, RecordedStatus]],
    ) -> None:
        self._stacks = FleetStacks(database)
        self._sent = SentNotices(database)
        self._outgoing = outgoing
        self._quiet = quiet
        self._read_recorded = read_recorded

    def notify(self, now: datetime | None = None) -> list[Notice]:
        """Send what is due, unless the hours are quiet: it is due after them, too. What was sent."""
        if self._quiet and self._quiet.hold(now or datetime.now(UTC)):
            return []
        found = find_notices(self._stacks.list_all(), self._sent.read_last_actions(), self._read_recorded())
        return [notice for notice in found if self._send_everywhere(notice)]

    def _send_everywhere(self, notice: Notice) -> bool:
        """Whether it was sent to anybody now; one who does not take it keeps it from no other."""
        return any(list(map(partial(self._send, notice), self._outgoing.channels)))

    def _send(self, notice: Notice, channel: str) -> bool:
        """Whether it was sent now."""
        if not self._sent.claim(notice, channel):
            return False
        try:
            self._outgoing.send(notice, channel)
        except FleetError as error:
            self._sent.release(notice, channel)
            logger.warning("not notified", extra={"stack": notice.stack, "why": error.summary})
            return False
        logger.info("notified", extra={"stack": notice.stack, "action": notice.stage})
        return True
