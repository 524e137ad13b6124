"""
What Twilio's codes, statuses and SIDs mean, and what to do about them: data, and nothing but.

Every preview imports this package, so only what the planner asks for is here at once (final_codes.py). The
prose is loaded when somebody asks for it.
"""

from a2p.catalogue.final_codes import FINAL, PASSING

__all__ = ["FINAL", "PASSING", "find_keys", "find_remedy"]


def find_remedy(code: int | None) -> str:
    """What to do about a code of Twilio's, in one line; empty where the catalogue does not know it."""
    from a2p.catalogue.codes import CODES  # noqa: PLC0415  # a preview without errors does without the prose

    known = CODES.get(code) if code else None
    return known.remedy if known else ""


def find_keys(code: int | None) -> tuple[str, ...]:
    """The stack file's keys that a code is about; none where the catalogue does not know the code, or any."""
    from a2p.catalogue.codes import CODES  # noqa: PLC0415  # as above

    known = CODES.get(code) if code else None
    return known.keys if known else ()
