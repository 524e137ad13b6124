"""The result of one check of `a2p doctor`: ok, warning or failure, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class CheckLevel(StrEnum):
    """How serious a result is. A run works in spite of a warning."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class CheckResult:
    """One line. what: what was looked at; remedy: empty where nothing has to be done."""

    what: str
    level: CheckLevel
    text: str
    remedy: str = ""

    def data(self) -> dict[str, str]:
        """The same, for a program."""
        return {"check": self.what, "level": self.level.value, "text": self.text, "do": self.remedy}


def ok(what: str, text: str) -> CheckResult:
    return CheckResult(what, CheckLevel.OK, text)


def warn(what: str, text: str, remedy: str) -> CheckResult:
    return CheckResult(what, CheckLevel.WARN, text, remedy)


def fail(what: str, text: str, remedy: str) -> CheckResult:
    return CheckResult(what, CheckLevel.FAIL, text, remedy)
