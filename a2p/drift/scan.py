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
from a2p.run_log import StackOutputs
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


@dataclass(frozen=True)
class Compared:
    """
    A comparison by the engine that has found nothing.

    basis: what it went by besides Twilio, as Scan.digest_basis had it before. reads: the file of what it has
    read. outputs: where the registration stands, as it has read it.
    """

    basis: str
    reads: Path
    outputs: StackOutputs | None


@dataclass
class Scan:
    """
    One look at all accounts of some stacks.

    is_refreshed: it stands for looks that read all of Twilio anew; those are good for others, too. few: as
    AccountReader has it. problems: why an account could not be read, by its SID.
    """

    project: EngineProject
    state: StoredState
    connect: Connect
    is_refreshed: bool
    few: int = FEW
    problems: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._basis = Basis(self.project)
        self._entries: dict[str, Entry] = {}

    def list_unchanged(self, stacks: Sequence[str]) -> set[str]:
        """
        The stacks that the engine would say the same of as last time: that nothing differs.

        Raises:
            StateError: the state cannot be read.
        """
        self._entries |= self.state.find_checkpoints(stacks)
        traces = {
            stack: trace
            for stack, trace in load_traces(self.state, stacks).items()
            if (trace.is_refreshed or not self.is_refreshed) and trace.basis == self.digest_basis(stack)
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

    def digest_basis(self, stack: str) -> str:
        """What a comparison goes by that is made from now on; "" of a stack without a checkpoint."""
        entry = self._entries.get(stack) or self.state.find_checkpoint(stack)
        return self._basis.digest(stack, entry) if entry else ""

    def keep(self, compared: Mapping[str, Compared]) -> None:
        """Keep the traces of comparisons that have found nothing, by stack."""
        save_traces(self.state, {stack: self._make_trace(stack, each) for stack, each in compared.items()})

    def _make_trace(self, stack: str, compared: Compared) -> Trace | None:
        """None of a stack where time alone changes something, or of which a run has something to record."""
        checkpoint = self.state.read_checkpoint(stack)
        if checkpoint is None or not compared.basis or checkpoint.outputs.get("stage") not in _AT_REST:
            return None
        if compared.outputs != StackOutputs.from_json(checkpoint.outputs):
            return None
        resources = checkpoint.outputs.get("resources") or {}
        services = [
            str(facts.get("sid") or "")
            for key, facts in resources.items()
            if key.partition(".")[0] == "messaging_service"
        ]
        reads = {path: each for path, each in read_log(compared.reads).items() if _is_own(path, services)}
        return Trace(
            basis=compared.basis,
            is_refreshed=self.is_refreshed,
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
