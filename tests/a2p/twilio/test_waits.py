"""The mandated waits, against a server whose clock is not ours."""

from __future__ import annotations

import time

import pytest

from a2p.twilio import waits
from tests.support.sessions import open_session

NOWHERE = "http://127.0.0.1:9"  # a wait makes no call


@pytest.mark.parametrize(
    ("ago", "waited", "why"),
    [
        (0, 30, "submitted this moment"),
        (20, 11, "two thirds are over, and the time told may be a second too early"),
        (30, 1, "over by the time told, which is cut off"),
        (31, 0, "just over"),
        (86400, 0, "yesterday"),
        (-3600, 30, "Twilio's clock is an hour ahead of ours: never longer than the rule"),
    ],
)
def test_what_another_process_submitted_is_30_s_old_after_the_wait(
    ago: float, waited: float, why: str
) -> None:
    with open_session(NOWHERE) as session:
        session.clock.follow(shown=1_000_000.0, speed=300.0)
        before = session.clock.now()

        look_again = waits.wait_after_submission(session, "BU1", otherwise=before - ago)

        passed = session.clock.now() - before
    assert waited <= passed < waited + 300, why
    assert look_again is (waited > 0)


def test_what_failed_in_passing_is_30_s_old_after_the_wait() -> None:
    with open_session(NOWHERE) as session:
        session.clock.follow(shown=1_000_000.0, speed=300.0)
        before = session.clock.now()

        waits.wait_after_passing_failure(session, before - 10)

        assert 20 <= session.clock.now() - before < 320


def test_what_this_process_submitted_is_looked_at_again_exactly_once() -> None:
    with open_session(NOWHERE) as session:
        session.clock.follow(shown=0.0, speed=10_000.0)
        session.note_submission("BU1")
        time.sleep(0.01)  # a hundred seconds there

        assert [waits.wait_after_submission(session, "BU1", otherwise=0.0) for _ in range(3)] == [
            True,
            False,
            False,
        ]


def test_a_new_submission_is_a_new_wait() -> None:
    with open_session(NOWHERE) as session:
        session.clock.follow(shown=0.0, speed=300.0)
        for _ in range(2):
            session.note_submission("BU1")
            began = session.clock.now()

            assert waits.wait_after_submission(session, "BU1", otherwise=0.0)

            assert session.clock.now() - began >= 29


def test_after_a_deletion_5_s_pass() -> None:
    with open_session(NOWHERE) as session:
        session.clock.follow(shown=0.0, speed=300.0)

        waits.wait_after_deletion(session)

        assert session.clock.now() >= 5
