"""The exit codes of every verb, stable for scripts. 7 is the engine's own code for changes."""

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    ERROR = 1  # wrong usage included
    WAITING = 2  # a reviewer or the registry is at it; later is soon enough
    PERSON = 3  # a person must act: edit, answer a text message, open a ticket
    BLOCKED = 4  # it could be done, and is refused until somebody agrees to the harm
    DRIFT = 7  # what is live is not what is declared
