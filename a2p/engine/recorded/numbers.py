"""The phone numbers of a stack, as its checkpoint has them: each under all the names that a file may use."""

from a2p.declared.phone_numbers import normalise_entry
from a2p.engine.project import EngineProject
from a2p.errors import A2PError
from a2p.state.checkpoints import Checkpoint

_ASSOCIATION, _BOUGHT = "PhoneNumberAssociation", "PhoneNumber"
_SID, _WRITTEN = "phone_number_sid", "declared_as"


def list_recorded_numbers(checkpoint: Checkpoint | None) -> list[frozenset[str]]:
    """
    Of each number in the sender pools of the last run its names: its SID, and the number as it is written.

    The latter is recorded of a number that was declared by it, or bought.
    """
    if checkpoint is None:
        return []
    bought = {
        str(outputs["sid"]): str(outputs["number"])
        for each in checkpoint.list_of_type(_BOUGHT)
        if (outputs := each.get("outputs") or {}).get("number")
    }
    inputs = (each.get("inputs") or {} for each in checkpoint.list_of_type(_ASSOCIATION))
    found = []
    for each in inputs:
        names = {normalise_entry(str(each[name])) for name in (_SID, _WRITTEN) if each.get(name)}
        found.append(frozenset({*names, *(bought[sid] for sid in names & bought.keys())}))
    return found


def map_numbers_here(stack: str) -> dict[str, str]:
    """
    The SIDs of a stack's numbers, by the number as it is written, in the project around the current folder.

    Empty where there is none that is set up, or the state cannot be read.
    """
    try:
        recorded = list_recorded_numbers(EngineProject.find().state.read_checkpoint(stack))
    except A2PError:
        return {}
    return {
        written: sid
        for names in recorded
        for sid in names
        for written in names
        if sid.startswith("PN") and written.startswith("+")
    }
