"""
What Twilio's codes, statuses and SIDs mean, and what to do about them: data, and nothing but.

Every preview imports this package, so only what the planner asks for is here at once (final_codes.py). The
prose is loaded when somebody asks for it.
"""

from typing import TYPE_CHECKING

from a2p.catalogue.final_codes import FINAL, MENDABLE_ON_PAGE, PASSING

if TYPE_CHECKING:
    from a2p.catalogue.entry_types import CatalogueCode

__all__ = [
    "FINAL",
    "MENDABLE_ON_PAGE",
    "PASSING",
    "find_keys",
    "find_remedy",
    "find_row",
    "is_known",
    "is_on_page",
]


def find_row(code: int | None) -> "CatalogueCode | None":
    """What the catalogue knows of a code of Twilio's; None where there is no code, or no row of it."""
    from a2p.catalogue.codes import CODES  # noqa: PLC0415  # a preview without errors does without the prose

    return CODES.get(code) if code else None


def find_remedy(code: int | None) -> str:
    """What to do about a code of Twilio's, in one line; empty where the catalogue does not know it."""
    row = find_row(code)
    return row.remedy if row else ""


def find_keys(code: int | None) -> tuple[str, ...]:
    """The stack file's keys that a code is about; none where the catalogue does not know the code, or any."""
    row = find_row(code)
    return row.keys if row else ()


def is_known(code: int | None) -> bool:
    """Whether the catalogue has a row for a code; without a code there is nothing to know."""
    return code is None or find_row(code) is not None


def is_on_page(code: int | None) -> bool:
    """Whether a code is about a web page of the customer, so that the registered text may stay as it is."""
    from a2p.catalogue.entry_types import Remediation  # noqa: PLC0415  # with the prose

    row = find_row(code)
    return row is not None and row.mends is Remediation.PAGE
