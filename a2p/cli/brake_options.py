"""The options that hold a run back, which `a2p preview` and `a2p up` have in common."""

from dataclasses import dataclass
from typing import Annotated, Final

from cyclopts import Parameter


@Parameter(name="*")
@dataclass(frozen=True)
class BrakeOptions:
    """
    What may not come out of the preview of all customers.

    Parameters
    ----------
    max_cost:
        Do nothing, and end with exit code 4, if the fees come to more US dollars.
    count_resubmissions:
        Count each free resubmission of a Campaign as a paid review in --max-cost: reports differ.
    forbid_traffic_loss:
        The same, if an approved Campaign would be deleted.
    max_replaced:
        The same, if something is deleted or replaced for a larger share of four customers or more: 25%
    force:
        Go on however large that share is.
    """

    max_cost: str | None = None
    count_resubmissions: Annotated[bool, Parameter(negative="", show_default=False)] = False
    forbid_traffic_loss: Annotated[bool, Parameter(negative="", show_default=False)] = False
    max_replaced: str | None = None
    force: Annotated[bool, Parameter(negative="", show_default=False)] = False

    @property
    def has_any(self) -> bool:
        """Whether there is something to check; to go on regardless, or to count more, is none of it."""
        return bool(self.max_cost or self.forbid_traffic_loss or self.max_replaced)


NO_BRAKES: Final = BrakeOptions()
