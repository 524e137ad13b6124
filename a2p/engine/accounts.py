"""The accounts in which the stacks of a project are registered, as their states record them."""

from collections.abc import Iterable

from a2p.engine.project import EngineProject
from a2p.state.checkpoints import Checkpoint
from a2p.state.errors import CheckpointUnreadable


def find_accounts(project: EngineProject, stacks: Iterable[str] | None = None) -> dict[str, Checkpoint]:
    """Each account of these stacks, or of all, with the checkpoint of one of its stacks."""
    found: dict[str, Checkpoint] = {}
    for stack in project.state.list_stacks() if stacks is None else stacks:
        try:
            checkpoint = project.state.read_checkpoint(stack)
        except CheckpointUnreadable:  # `a2p status` names it
            continue
        account = str(checkpoint.account.get("account_sid") or "") if checkpoint else ""
        if checkpoint and account:
            found.setdefault(account, checkpoint)
    return found
