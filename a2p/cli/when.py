"""Times for people: how long ago, in one unit."""

from datetime import UTC, datetime

_UNITS = ((86400.0, "day"), (3600.0, "hour"), (60.0, "minute"), (1.0, "second"))


def ago(at: datetime, now: datetime | None = None) -> str:
    """`3 minutes`, from a time until now."""
    seconds = ((now or datetime.now(UTC)) - at).total_seconds()
    for length, unit in _UNITS:
        if seconds >= length:
            count = int(seconds // length)
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "a moment"


def clock(at: datetime) -> str:
    """`2026-11-22 10:58 UTC`."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
