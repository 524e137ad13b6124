"""What is said of a Brand that leaves a stack: no API deletes it, so it stays at Twilio (B1)."""

from typing import Final

_LEFT: Final = "Another run of `up` for this stack takes all three over."
_REPLACED: Final = (
    "Another Brand has taken its place; this stack takes it over only where it is declared as before."
)
_INCOMPLETE: Final = "No run of this stack takes it over, because a bundle that it was made of is gone."
_MADE_OF: Final = 2  # a profile and a trust bundle


def describe_left_brand(sid: str, bundles: list[str], *, is_replaced: bool) -> str:
    """What stays of the Brand, and what comes of it. bundles: those at Twilio, as `the profile BU…`."""
    parts = f"What it is made of stays with it: {' and '.join(bundles)}. " if bundles else ""
    later = _INCOMPLETE if len(bundles) < _MADE_OF else _REPLACED if is_replaced else _LEFT
    return (
        f"Brand {sid} stays at Twilio: no API deletes a Brand. {parts}{later} "
        "To remove them, use the Twilio Console."
    )
