"""The clock: the machine's own, until it is told to follow another."""

from __future__ import annotations

import threading
import time

import pytest

from a2p.clock import Clock


def test_it_starts_as_the_machines_clock() -> None:
    assert abs(Clock().now() - time.time()) < 10


def test_it_follows_another_clock_and_its_speed() -> None:
    clock = Clock()

    clock.follow(shown=1000.0, speed=3600.0)
    time.sleep(0.02)

    assert 1000.0 + 0.02 * 3600 <= clock.now() < 1000.0 + 10 * 3600


def test_thirty_seconds_at_a_speed_of_600_are_a_twentieth_of_a_second() -> None:
    clock = Clock()
    clock.follow(shown=0.0, speed=600.0)
    began = time.monotonic()

    clock.sleep(30)

    assert clock.now() >= 30
    assert 0.05 <= time.monotonic() - began < 5


@pytest.mark.parametrize("seconds", [0, -30])
def test_a_moment_that_is_over_is_not_waited_for(seconds: float) -> None:
    clock = Clock()
    began = time.monotonic()

    clock.sleep(seconds)

    assert time.monotonic() - began < 5


def test_a_sleep_is_never_too_short_though_the_clock_slows_down_meanwhile() -> None:
    """What another thread learns of the simulator's clock counts for the one that sleeps."""
    clock = Clock()
    clock.follow(shown=0.0, speed=300.0)
    slowed = threading.Timer(0.02, lambda: clock.follow(shown=clock.now(), speed=150.0))
    slowed.start()

    clock.sleep_until(30.0)

    assert clock.now() >= 30.0
    slowed.join()
