"""How the run of one customer ended, for people and for programs."""

from dataclasses import dataclass, field
from typing import Any

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.outcomes import list_reportable
from a2p.engine.commands import EngineRun
from a2p.run_log import VerdictRecord
from a2p.state.standing_tables import RecordedStatus


@dataclass(frozen=True)
class CustomerRun:
    """
    The run of one customer.

    problem: why nothing was run, or what stopped it; "" if it ended well. given_up: what a destruction
    makes of the numbers that the stack has bought, as it was told before.
    """

    stack: str
    exit: Exit
    run: EngineRun | None = None
    recorded: RecordedStatus | None = None
    problem: str = ""
    recovered: list[str] = field(default_factory=list)
    given_up: tuple[VerdictRecord, ...] = ()

    def data(self) -> dict[str, Any]:
        """The same, for a program."""
        recorded = self.recorded
        outputs = recorded.outputs if recorded else None
        return {
            "stack": self.stack,
            "outcome": self.exit.name.lower(),
            "exit": int(self.exit),
            "engine_exit": self.run.status if self.run else None,
            "problem": self.problem or None,
            "recovered": self.recovered,
            "since": recorded.since.isoformat() if recorded and recorded.since else None,
            **(outputs.to_json() if outputs else {}),
            "again_after": self._find_delay(),
            "verdicts": [verdict.to_json() for verdict in self._list_verdicts()],
        }

    def _list_verdicts(self) -> list[VerdictRecord]:
        return [*self.given_up, *(list_reportable(self.run) if self.run else ())]

    def _find_delay(self) -> int | None:
        """After how many seconds the same command may go on; None where nothing says."""
        failures = self.run.log.failures if self.run and self.run.status else ()
        return max((each.again_after for each in failures if each.again_after is not None), default=None)
