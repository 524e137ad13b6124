"""Which customers a verb is about: by name, or by what is known of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

if TYPE_CHECKING:
    from a2p.engine.project import EngineProject


@Parameter(name="*")
@dataclass(frozen=True)
class Selection:
    """
    Options that choose customers, and how many of them are worked on at once.

    Parameters
    ----------
    all_customers:
        All customers.
    stage:
        Those that are in this stage, as a2p status has it: campaign_failed, not_begun, unfinished.
    changed_since:
        Those that have changed since a commit, branch or tag, as a2p changed tells them.
    account:
        Those that are registered in this Twilio account, or are to be.
    jobs:
        How many are worked on at once; as many as memory allows if left out.
    """

    all_customers: Annotated[bool, Parameter(name="--all", negative="", show_default=False)] = False
    stage: str | None = None
    changed_since: str | None = None
    account: str | None = None
    jobs: int | None = None

    @property
    def is_given(self) -> bool:
        """Whether any of the options was."""
        return self != Selection()

    @property
    def is_filter(self) -> bool:
        """Whether customers are chosen otherwise than by name."""
        return self.all_customers or any((self.stage, self.changed_since, self.account))

    def choose(self, project: "EngineProject", named: Iterable[str]) -> list[str]:
        """
        The customers that are named, or all where none is, and that each of the options holds for.

        Raises:
            NoSuchStack: it holds for none; of a stage, with those that there are.
            A2PError: git cannot compare.
            StateError: the state cannot be read.
        """
        from a2p.engine.errors import NoSuchStack  # help and TAB load no engine

        chosen = list(named) or project.list_customers()
        if self.changed_since:
            chosen = _keep(chosen, _list_changed(project, self.changed_since))
        if self.stage:
            chosen = _list_in_stage(project, chosen, self.stage)
        if self.account:
            chosen = [stack for stack in chosen if _find_account(project, stack) == self.account]
        if not chosen:
            raise NoSuchStack("No customer is meant by these options.", remedy="a2p status")
        return chosen


NO_SELECTION = Selection()


def _list_changed(project: "EngineProject", since: str) -> list[str]:
    from a2p.cli.changed import list_changed  # git; few runs are chosen by it

    return list_changed(project, since)


def _list_in_stage(project: "EngineProject", stacks: list[str], stage: str) -> list[str]:
    from a2p.cli.status import read_statuses  # as above
    from a2p.engine.errors import NoSuchStack  # as above

    stages = {row.stack: row.stage for row in read_statuses(project, stacks)}
    found = [stack for stack in stacks if stages.get(stack) == stage]
    if not found:
        others = ", ".join(sorted(set(stages.values()))) or "none"
        raise NoSuchStack(f"No customer is in the stage {stage}; there are: {others}.", remedy="a2p status")
    return found


def _keep(stacks: Iterable[str], wanted: Iterable[str]) -> list[str]:
    kept = frozenset(wanted)
    return [stack for stack in stacks if stack in kept]


def _find_account(project: "EngineProject", stack: str) -> str:
    """The account that the state records; of who was not begun the one that the stack file names, or ""."""
    checkpoint = project.state.read_checkpoint(stack)
    recorded = str(checkpoint.account.get("account_sid") or "") if checkpoint else ""
    return recorded or _read_declared_account(project, stack)


def _read_declared_account(project: "EngineProject", stack: str) -> str:
    from a2p.stackfile.reader import read_stack_file  # YAML; few runs are chosen by it

    config = read_stack_file(project.stack_file(stack), project.name).config
    account = config.get("account")
    sid = account.get("sid") if isinstance(account, dict) else config.get("accountSid")
    return sid if isinstance(sid, str) else ""
