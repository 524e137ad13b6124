"""
Numbers that move from one customer to another in one command: who takes one out of a service goes first.

Twilio has a number in one service at a time, and refuses it to a second one (21712). One file may have its
SID and the other the number as it is written: the states know most pairs, and the account is asked for the
rest.
"""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from a2p.declared.phone_numbers import list_written, normalise_entry
from a2p.engine.project import EngineProject
from a2p.engine.recorded.numbers import list_recorded_numbers
from a2p.engine.twilio_session import session_for
from a2p.errors import A2PError
from a2p.report.changes import CustomerPreview
from a2p.stackfile.reader import read_stack_file
from a2p.state.checkpoints import Checkpoint

_NUMBER = "PhoneNumberAssociation"


def find_number_moves(
    project: EngineProject, previews: Sequence[CustomerPreview]
) -> dict[str, frozenset[str]]:
    """
    For each customer who gets a number that another one gives away in the same command: the others.

    Raises:
        StateError: the state of one who gives a number away cannot be read.
    """
    givers = [
        each.stack
        for each in previews
        if any(change.resource == _NUMBER and change.deletes for change in each.changes)
    ]
    if not givers:
        return {}
    declared = {each.stack: _list_declared(project, each.stack) for each in previews}
    has_written = any(entry.startswith("+") for entries in declared.values() for entry in entries)
    giving = {
        name: stack
        for stack in givers
        for number in _list_given(project, stack, declared[stack], may_be_written=has_written)
        for name in number
    }
    moves = {
        stack: frozenset(giving[number] for number in numbers if giving.get(number, stack) != stack)
        for stack, numbers in declared.items()
    }
    return {stack: others for stack, others in moves.items() if others}


def sort_by_moves(
    stacks: Sequence[str], moves: Mapping[str, frozenset[str]]
) -> tuple[list[str], frozenset[str]]:
    """
    The customers in an order in which each number is free before it is wanted; and those who have none.

    The latter exchange numbers with each other, which takes two runs.
    """
    stuck: set[str] = set()
    while True:
        graph = {stack: moves.get(stack, frozenset()) - stuck for stack in stacks if stack not in stuck}
        try:
            order = list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            stuck |= set(error.args[1])
        else:
            return order, frozenset(stuck)


def _list_given(
    project: EngineProject, stack: str, declared: frozenset[str], *, may_be_written: bool
) -> list[frozenset[str]]:
    """Of each number that a customer had and does not declare any more, in whichever form, all names."""
    checkpoint = project.state.read_checkpoint(stack)
    left = [names for names in list_recorded_numbers(checkpoint) if not names & declared]
    if checkpoint and left and may_be_written:
        written = _look_up(project, checkpoint, {name for names in left if len(names) == 1 for name in names})
        left = [names | {written[name] for name in names & written.keys()} for names in left]
    return [names for names in left if not names & declared]


def _look_up(project: EngineProject, checkpoint: Checkpoint, sids: Iterable[str]) -> dict[str, str]:
    """
    The numbers as they are written, by their SIDs, as the customer's account has them.

    Without those that it does not have, or does not tell: then Twilio's refusal names the other stack.
    """
    from a2p.twilio import phone_numbers  # the SDK; few commands move a number

    found = {}
    for sid in sorted(sids):
        try:
            found[sid] = phone_numbers.fetch(session_for(project, checkpoint), sid).phone_number
        except A2PError:
            continue
    return found


def _list_declared(project: EngineProject, stack: str) -> frozenset[str]:
    config = read_stack_file(project.stack_file(stack), project.name).config
    return frozenset(normalise_entry(each) for each in list_written(config) if isinstance(each, str))
