"""Values without quotes in a stack file, and what Pulumi makes of each."""

from __future__ import annotations

from typing import Any

READ: dict[str, Any] = {
    "yes": "yes",
    "on": "on",
    "12:30": "12:30",
    "True": True,
    "false": False,
    "~": None,
    "null": None,
    "02139": 2139,
    "01234": 668,
    "0o17": 15,
    "0x1F": 31,
    "0b101": 5,
    "1_000": 1000,
    "1.50": 1.5,
    "1e3": 1000,
    "-7": -7,
    "+14155550123": 14155550123,
    "2026-11-20": "2026-11-20 00:00:00 +0000 UTC",
    "2026-1-2": "2026-01-02 00:00:00 +0000 UTC",
    "2026-13-01": "2026-13-01",
    "12-3456789": "12-3456789",
    "1.2.3": "1.2.3",
    "-x": "-x",
    "NO": "NO",
}
