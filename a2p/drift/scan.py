"""Which stacks have nothing new to judge: nothing they were compared by is another than it was then."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from a2p.drift.account_reader import FEW, UNREADABLE, AccountReader, find_service_of_campaign
from a2p.drift.basis import Basis
from a2p.drift.traces import Trace, load_traces, read_log, save_traces
from a2p.engine.project import EngineProject
from a2p.errors import A2PError
from a2p.state.checkpoints import Checkpoint
from a2p.state.errors import StateError
from a2p.state.state import StoredState
from a2p.twilio.client.session import Session

if TYPE_CHECKING:
    from a2p.state.store import Entry

_AT_REST = frozenset(
    {"verified", "numbers_missing"}
)  # in every other stage time alone can change what is to be said
_OF_THE_ACCOUNT = "/v1/Services?"  # a list that changes with every other customer

# How to sign in as a stack's last run did.
Connect = Callable[[EngineProject, Checkpoint], Session]


@dataclass
class Scan:
    """
    One look at all accounts of some stacks.

    few: as AccountReader has it. problems: why an account could not be read, by its SID.
    """

    project: EngineProject
    state: StoredState
    connect: Connect
    few: int = FEW
    problems: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._basis = Basis(self.project)
        self._entries: Mapping[str, Entry] = self.state.list_checkpoints()

    def list_unchanged(self, stacks: Sequence[str]) -> set[str]:
        """
        The stacks that the engine would say the same of as last time: that there is no drift.

        Raises:
            StateError: the state cannot be read.
        """
        asked = set(stacks)
        traces = {
            stack: trace
            for stack, trace in load_traces(self.state).items()
            if stack in asked
            and stack in self._entries
            and trace.basis == self._basis.digest(stack, self._entries[stack])
        }
        by_account: dict[str, dict[str, Trace]] = defaultdict(dict)
        for stack, trace in traces.items():
            by_account[trace.account][stack] = trace
        return {stack for mine in by_account.values() for stack in self._list_unchanged_of_account(mine)}

    def _list_unchanged_of_account(self, traces: Mapping[str, Trace]) -> Iterable[str]:
        try:
            checkpoint = self.state.read_checkpoint(next(iter(traces)))
            if checkpoint is None:
                return []
            reader = AccountReader(self.connect(self.project, checkpoint), self.few)
            reader.read(path for trace in traces.values() for path in trace.reads)
            reader.read_other_campaigns(each for trace in traces.values() for each in trace.services)
            return [stack for stack, trace in traces.items() if _is_unchanged(trace, reader)]
        except (A2PError, StateError) as error:  # the engine says what is wrong of each customer
            self.problems[next(iter(traces.values())).account] = str(error)
            return []

    def keep(self, compared: Mapping[str, Path]) -> None:
        """Keep the traces of comparisons that have found nothing: by stack, the file of what was read."""
        save_traces(self.state, {stack: self._make_trace(stack, file) for stack, file in compared.items()})

    def _make_trace(self, stack: str, file: Path) -> Trace | None:
        checkpoint = self.state.read_checkpoint(stack)
        entry = self._entries.get(stack)
        if checkpoint is None or entry is None or checkpoint.outputs.get("stage") not in _AT_REST:
            return None
        resources = checkpoint.outputs.get("resources") or {}
        services = [
            str(facts.get("sid") or "")
            for key, facts in resources.items()
            if key.partition(".")[0] == "messaging_service"
        ]
        reads = {path: each for path, each in read_log(file).items() if _is_own(path, services)}
        return Trace(
            basis=self._basis.digest(stack, entry),
            account=str(checkpoint.account.get("account_sid") or ""),
            brand=str((resources.get("brand") or {}).get("sid") or ""),
            services=services,
            reads=reads,
        )


def _is_unchanged(trace: Trace, reader: AccountReader) -> bool:
    """Nothing that was read is another, and no service of somebody else's has a Campaign of this Brand."""
    suspect = {trace.brand, UNREADABLE} if reader.has_few_services else {trace.brand}
    others = [service for service, brand in reader.campaigns.items() if brand in suspect]
    return not reader.find_changed(trace.reads) and not set(others) - set(trace.services)


def _is_own(path: str, services: Sequence[str]) -> bool:
    """Whether an answer is about one stack: neither a list of all nor the Campaign of another customer."""
    if path.startswith(_OF_THE_ACCOUNT):
        return False
    service = find_service_of_campaign(path)
    return not service or service in services or not all(services)
