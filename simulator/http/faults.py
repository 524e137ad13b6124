"""
Faults on demand: what a network and a busy service do to a client, for calls of one's choice.

A fault fits requests by method and path, and strikes the next of them, the n-th, or each with a
seeded probability. Stale reads are no single answer but a mode; see `staleness`.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any

from simulator.core.errors import bad_request

RATE_LIMITED = "rate_limited"
ERROR = "error"
RESET_BEFORE = "reset_before"
RESET_AFTER = "reset_after"
SLOW = "slow"
SLOW_AFTER = "slow_after"
STALE_READS = "stale_reads"
KINDS = (RATE_LIMITED, ERROR, RESET_BEFORE, RESET_AFTER, SLOW, SLOW_AFTER, STALE_READS)
DEFAULTS: dict[str, Any] = {
    "kind": None,
    "method": "",
    "path": "",
    "nth": 1,
    "times": 1,
    "probability": None,
    "status": 503,
    "code": None,
    "retry_after": 1.0,
    "seconds": 1.0,
}


@dataclass
class Fault:
    """One fault; `seen` counts the requests that fit it."""

    kind: str
    method: str
    path: re.Pattern[str]
    nth: int
    times: int
    probability: float | None
    status: int
    code: int | None  # of an error: Twilio's own, such as 21725
    retry_after: float | None  # none: a 429 says nothing of when
    seconds: float
    seen: int = 0
    struck: int = 0

    def describe(self) -> dict[str, Any]:
        """As the control API shows it."""
        return {**vars(self), "path": self.path.pattern}


@dataclass
class Faults:
    """The faults that are set, in order; the first that strikes wins."""

    seed: int
    active: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311  # repeatable, not secret

    def add(self, body: dict[str, Any]) -> Fault:
        """Set a fault from a JSON object."""
        fault = _parse(body)
        self.active.append(fault)
        return fault

    def clear(self) -> None:
        """Back to a healthy service; the seeded series starts again."""
        self.active.clear()
        self._random.seed(self.seed)

    def strike(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets, if any."""
        for fault in self.active:
            if fault.method in {"", method} and fault.path.search(path) and self._hits(fault):
                fault.struck += 1
                return fault
        return None

    def stale_seconds(self) -> float:
        """For how long reads do not show a write."""
        return max((f.seconds for f in self.active if f.kind == STALE_READS), default=0.0)

    def _hits(self, fault: Fault) -> bool:
        if fault.kind == STALE_READS:
            return False
        fault.seen += 1
        if fault.probability is not None:
            return self._random.random() < fault.probability
        return fault.nth <= fault.seen < fault.nth + fault.times


def _parse(body: dict[str, Any]) -> Fault:
    if unknown := body.keys() - DEFAULTS.keys():
        raise bad_request(f"Unknown key in a fault: {', '.join(sorted(unknown))}")
    values = DEFAULTS | body
    if values["kind"] not in KINDS:
        raise bad_request(f"kind: one of {', '.join(KINDS)} is needed")
    for name in ("nth", "times", "status", "retry_after", "seconds"):
        if name == "retry_after" and values[name] is None:
            continue
        if not isinstance(values[name], int | float) or values[name] < 0:
            raise bad_request(f"{name}: a number that is not negative is needed")
    try:
        values["path"] = re.compile(str(values["path"]))
    except re.error as error:
        raise bad_request(f"path: no regular expression: {error}") from None
    values["method"] = str(values["method"]).upper()
    values["status"] = int(values["status"])
    if values["code"] is not None and not isinstance(values["code"], int):
        raise bad_request("code: one of Twilio's error codes is needed, such as 21725")
    if not 400 <= values["status"] <= 599:
        raise bad_request("status: 400 to 599 is needed")
    if values["probability"] is not None:
        values["probability"] = float(values["probability"])
    return Fault(**values)
