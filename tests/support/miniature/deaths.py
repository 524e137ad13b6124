"""
Deaths of a run at one of its HTTP calls, and the count of those calls.

A death is what a killed process sees: nothing. It is no exception that a provider could handle, and the step
it strikes is not in the state.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from requests.adapters import HTTPAdapter

if TYPE_CHECKING:
    from collections.abc import Iterator


class Moment(Enum):
    """Where in a call the process dies."""

    BEFORE_SENDING = "before the request is sent"
    BEFORE_THE_ANSWER = "after Twilio has done it, before the answer is read"
    BEFORE_SAVING = "after the answer, before the engine has saved what came of it"


class Died(BaseException):
    """The process is gone. Not an Exception: nothing may handle it."""


@dataclass(frozen=True)
class Death:
    """
    Dies at the n-th HTTP call of a run, counted from 1.

    engine_alone: its plugin lives on and finishes the operation that makes this call; nobody saves it.
    """

    call: int
    moment: Moment
    engine_alone: bool = False


# Asks which simulator answers. Twilio has no such call, and the simulator's log of calls does not either.
CONTROL = "/_sim/"


class Line:
    """The line to Twilio of one run; calls of the simulator's control API are none of Twilio's."""

    def __init__(self, death: Death | None) -> None:
        self._death = death
        self.calls = 0

    @contextmanager
    def open(self) -> Iterator[None]:
        """Below the SDK and our own client: everything above it is the real thing."""
        send = HTTPAdapter.send

        def watched(adapter: HTTPAdapter, request: Any, **options: Any) -> Any:
            if request.path_url.startswith(CONTROL):
                return send(adapter, request, **options)
            self._die_if(Moment.BEFORE_SAVING)
            self.calls += 1
            self._die_if(Moment.BEFORE_SENDING)
            answer = send(adapter, request, **options)
            self._die_if(Moment.BEFORE_THE_ANSWER)
            return answer

        with patch.object(HTTPAdapter, "send", watched):
            yield

    def die_before_saving(self) -> None:
        """
        To be called before a step is saved, too.

        Raises:
            Died: the n-th call has been answered.
        """
        self._die_if(Moment.BEFORE_SAVING)
        if self._death and self._death.engine_alone and self.calls >= self._death.call:
            raise Died

    def _die_if(self, moment: Moment) -> None:
        if self._death == Death(self.calls, moment):
            raise Died
