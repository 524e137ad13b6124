"""What a check of `a2p doctor` has found: fine, worth a look, or in the way; and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class CheckLevel(StrEnum):
    """How bad it is. A warning does not keep a run from working."""

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
