"""The hours in which nobody is notified, such as `22:00-07:00 Europe/Berlin`. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from fleet.errors import FleetError

_FORM: Final = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)(?:\s+(\S+))?")


@dataclass(frozen=True)
class QuietHours:
    """From one time of day until another, over midnight where that is earlier; in a zone."""

    begin: time
    end: time
    zone: ZoneInfo

    @classmethod
    def parse(cls, text: str) -> "QuietHours | None":
        """
        The hours of a text; UTC where it names no zone. None of an empty one.

        Raises:
            FleetError: it has another form.
        """
        if not text.strip():
            return None
        try:
            begin, end, zone = _FORM.fullmatch(text.strip()).groups()  # type: ignore[union-attr]  # caught below
            return cls(time.fromisoformat(begin), time.fromisoformat(end), ZoneInfo(zone or "UTC"))
        except (AttributeError, ValueError, KeyError, OSError) as error:
            raise FleetError(
                f"A2P_NOTIFY_QUIET is {text!r}, which names no hours",
                remedy="write such as 22:00-07:00 Europe/Berlin",
            ) from error

    def hold(self, moment: datetime) -> bool:
        """Whether a moment is within them."""
        now = moment.astimezone(self.zone).time()
        if self.begin <= self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end
