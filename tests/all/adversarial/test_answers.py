"""Answers that are not Twilio's, or not whole: every operation ends with an error of ours, and converges."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from a2p.errors import A2PError, Unexpected
from a2p.twilio.client import deadlines
from tests.adversarial.life import Life
from tests.support.proxy import SPOILS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.customers import UniqueCustomer
    from tests.support.proxy import Proxy

SECONDS = 8.0  # of one operation here, retries of a GET included; no mandated wait takes a tenth of one
SLOW = "a byte at a time"
# For these, every single answer of every operation is spoiled in its turn; for the others, the first.
EACH_ANSWER = frozenset({"wrong types", "another sid", "truncated json", "html 502"})


def converges(
    proxy: Proxy, spoil: str, step: Callable[[], object], *, most: int
) -> tuple[int, list[A2PError]]:
    """
    Run one operation again and again, a later answer spoiled each time, until it has met no spoiled one.

    Returns how many answers were spoiled, and the errors.
    """
    spoiled = 0
    errors: list[A2PError] = []
    for nth in range(1, most + 1):
        proxy.spoil(spoil, nth=nth)
        began = time.monotonic()
        try:
            step()
            ended = True
        except A2PError as error:
            ended = False
            errors.append(error)
        assert time.monotonic() - began < SECONDS
        spoiled += proxy.spoiled
        if ended and not proxy.spoiled:
            return spoiled, errors
    proxy.heal()
    step()
    return spoiled, errors


@pytest.mark.parametrize("spoil", [each for each in SPOILS if each != SLOW])
def test_every_operation_survives_every_answer_it_waits_for(
    spoil: str, proxy: Proxy, customer: UniqueCustomer
) -> None:
    spoiled = 0
    errors: list[A2PError] = []
    for name, step in Life(customer, proxy.url).steps():
        met, raised = converges(proxy, spoil, step, most=30 if spoil in EACH_ANSWER else 1)
        spoiled, errors = spoiled + met, errors + raised
        owned = customer.owned()
        assert all(count <= _ONCE.get(kind, 0) for kind, count in owned.items()), (owned, name)

    proxy.heal()
    assert spoiled > 20
    assert errors
    assert not [each for each in errors if isinstance(each, Unexpected)]
    assert customer.owned() == {"brand": 1} or "service" not in customer.owned()


@pytest.mark.parametrize("spoil", SPOILS)
def test_whatever_answers_when_asked_which_simulator_it_is_the_call_goes_on_in_time(
    spoil: str, proxy: Proxy, customer: UniqueCustomer
) -> None:
    life = Life(customer, proxy.url)
    proxy.spoil(spoil, ever=True, control=True)
    began = time.monotonic()

    _, create = next(life.steps())
    create()

    assert proxy.spoiled
    assert time.monotonic() - began < SECONDS


# What one customer may own of each kind: a profile and a trust bundle, each with an end user of its own.
_ONCE = {"bundle": 2, "end_user": 2, "address": 1, "supporting_document": 1, "brand": 1, "service": 1}


def test_an_answer_that_comes_a_byte_at_a_time_is_broken_off_in_time(
    proxy: Proxy, customer: UniqueCustomer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines, "CALL", 0.6)
    met: list[A2PError] = []
    for _name, step in Life(customer, proxy.url).steps():
        met += converges(proxy, SLOW, step, most=1)[1]

    assert len(met) > 20
    assert all("was broken off" in str(each) for each in met)
    assert "service" not in customer.owned()
