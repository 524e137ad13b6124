"""The problems of a declaration as values, and the text of one."""

from typing import Any, NamedTuple

Location = tuple[int | str, ...]

# Sections whose values are personal: a finding there names the rule, never the value.
_PERSONAL = frozenset({"profile", "trust_bundle"})
_SHOWN = 60  # characters of what somebody wrote
_NOTHING: Any = object()


class DeclarationProblem(NamedTuple):
    """A rule that the declaration breaks: where, what it says, and by which value if that tells anything."""

    location: Location
    rule: str
    value: Any = _NOTHING

    @property
    def text(self) -> str:
        """The line for the person who wrote the file; without the value where that is personal."""
        line = f"{format_location(self.location)}: {self.rule}"
        hidden = self.value is _NOTHING or (
            is_personal(self.location) and not isinstance(self.value, list | dict)
        )
        return line if hidden else f"{line}, not {format_value(self.value)}"


def is_personal(location: Location) -> bool:
    """Whether what stands there may appear in no message."""
    return bool(location) and location[0] in _PERSONAL


def format_location(location: Location) -> str:
    """`("campaign", "message_samples", 1)` as `campaign.message_samples[1]`."""
    key = ""
    for part in location:
        key += f"[{part}]" if isinstance(part, int) else f".{part}" if key else str(part)
    return key


def format_value(value: object) -> str:
    """A value as a message shows it: in YAML's words, and cut where it is long."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping of keys"
    if isinstance(value, bool):
        return "true" if value else "false"
    return shorten(repr(value))


def shorten(text: str) -> str:
    """The first 60 characters."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
