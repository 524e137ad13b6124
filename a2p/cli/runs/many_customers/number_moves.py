"""
Numbers that move from one customer to another in one command: who takes one out of a service goes first.

Twilio has a number in one service at a time, and refuses it to a second one (21712).
"""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from a2p.declared.phone_numbers import list_written
from a2p.engine.project import EngineProject
from a2p.report.changes import CustomerPreview
from a2p.stackfile.reader import read_stack_file

_NUMBER = "PhoneNumberAssociation"
_SID, _WRITTEN = "phone_number_sid", "declared_as"


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
    giving = {
        name: stack
        for stack in givers
        for number in _list_recorded(project, stack)
        if not number & declared[stack]
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


def _list_recorded(project: EngineProject, stack: str) -> list[frozenset[str]]:
    """Of each number the names that a file may declare it by: its SID, and the number as it is written."""
    checkpoint = project.state.read_checkpoint(stack)
    resources = checkpoint.list_of_type(_NUMBER) if checkpoint else ()
    inputs = (each.get("inputs") or {} for each in resources)
    return [frozenset(str(each[name]) for name in (_SID, _WRITTEN) if each.get(name)) for each in inputs]


def _list_declared(project: EngineProject, stack: str) -> frozenset[str]:
    config = read_stack_file(project.stack_file(stack), project.name).config
    return frozenset(each for each in list_written(config) if isinstance(each, str))
