"""How tests say that Twilio refuses something."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from twilio.base.exceptions import TwilioRestException

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def refused(status: int, code: int | None, text: str = "") -> Iterator[None]:
    """The block is refused with this HTTP status and this Twilio code."""
    with pytest.raises(TwilioRestException) as refusal:
        yield
    assert (refusal.value.status, refusal.value.code) == (status, code), refusal.value.msg
    assert text in refusal.value.msg
