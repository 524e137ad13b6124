"""All states: our stages, and Twilio's statuses. PENDING is two of them: a Brand's and a Campaign's."""

from a2p.catalogue.entry_types import CatalogueState
from a2p.catalogue.states import stages, statuses

STATES: tuple[CatalogueState, ...] = (*stages.ROWS, *statuses.ROWS)
