"""PhoneNumber: a number that the stack buys."""

from dataclasses import dataclass

from a2p.specs.digest import digest

_LONGEST_NAME = 64  # of Twilio's friendly names
_BOUGHT, _RELEASED = "bought:", "/release"


@dataclass(frozen=True, kw_only=True)
class PhoneNumberSpec:
    """
    A local number of the United States, and what to look for when it is bought.

    friendly_name: our mark and the entry's name, by which the number is found again. release: whether it is
    given back to Twilio when the stack does not declare it any more.
    """

    friendly_name: str
    area_code: str | None = None
    contains: str | None = None
    capabilities: tuple[str, ...] = ("sms",)
    release: bool = False


def make_entry(name: str, *, release: bool) -> str:
    """How a Campaign records a number that its stack buys: `bought:<name>`, and whether it is given back."""
    return f"{_BOUGHT}{name}{_RELEASED if release else ''}"


def is_bought(entry: str) -> bool:
    """Whether an entry of phone_numbers is one to buy, and neither a SID nor a number."""
    return entry.startswith(_BOUGHT)


def is_released(entry: str) -> bool:
    """Whether its number is given back to Twilio when it is not declared any more."""
    return entry.endswith(_RELEASED)


def read_name(entry: str) -> str:
    """The name of an entry to buy."""
    return entry.removeprefix(_BOUGHT).removesuffix(_RELEASED)


def format_mark(mark: str, name: str) -> str:
    """
    The friendly name of a bought number: the stack's mark and the entry's name, 64 characters at most.

    Two long names of stacks may begin alike, so the rest of such a one is told by a digest.
    """
    room = _LONGEST_NAME - len(name) - 1
    whole = mark if len(mark) <= room else f"{mark[: room - 9]}~{digest(mark)[:8]}"
    return f"{whole}#{name}"
