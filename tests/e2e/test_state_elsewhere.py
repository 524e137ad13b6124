"""A customer whose state is in PostgreSQL or in a bucket: every verb, and what a kill leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

from a2p.cli.exit_codes import Exit
from tests.support.backends import Backend, require_password
from tests.support.command import a2p
from tests.support.elsewhere import BACKENDS, declare_elsewhere, read_status
from tests.support.killed_up import (
    UP,
    brands,
    hold_at_the_brand,
    kill_at_the_brand,
    require_converged_by_one_up,
)
from tests.support.killing import session_of
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess


@pytest.fixture(params=BACKENDS)
def stack(request: pytest.FixtureRequest, tmp_path: Path, simulator: SimulatorProcess) -> Stack:
    """A customer that is declared and was never begun."""
    return declare_elsewhere(request, tmp_path, simulator)


def test_a_customer_is_begun_followed_and_taken_down(stack: Stack) -> None:
    declared = stack.file.read_bytes()
    preview = a2p(stack, "preview", "customer")
    assert preview.status == Exit.DONE, preview
    assert stack.file.read_bytes() == declared, "a preview writes nothing"
    assert read_status(stack)["stage"] == "not_begun"

    first = a2p(stack, *UP)
    assert first.status == Exit.PERSON, first
    assert f"a2p: customer: created its stack in {stack.state.address}" in first.err
    row = read_status(stack)
    assert (row["stage"], row["interrupted"], row["failed"], row["running_pid"]) == (
        "waiting_for_otp",
        False,
        False,
        None,
    )
    assert row["recorded_at"]
    assert a2p(stack, "otp", "status", "customer").status == Exit.PERSON
    resent = a2p(stack, "otp", "resend", "customer")
    assert "no other text message is sent now" in resent.err, resent

    assert a2p(stack, "sim", "otp-reply", "customer").status == Exit.DONE
    second = a2p(stack, *UP)
    assert second.status == Exit.WAITING, second
    assert a2p(stack, "sim", "decide", "campaign", "customer", "VERIFIED").status == Exit.DONE
    third = a2p(stack, *UP, "--json")
    assert third.status == Exit.DONE, third
    assert "customer: verified" in a2p(stack, "status").out

    drift = a2p(stack, "drift")
    assert (drift.status, drift.out) == (Exit.DONE, "customer: no drift\n"), drift
    doctor = a2p(stack, "doctor")
    assert f"ok    state: {stack.state.address}, 1 stacks" in doctor.out, doctor
    assert "ok    interrupted runs: none" in doctor.out

    refused = a2p(stack, "destroy", "customer", "--yes")
    assert refused.status == Exit.BLOCKED, refused
    assert "its Campaign is approved" in refused.err


def test_a_run_at_work_is_seen_and_keeps_a_second_one_out(stack: Stack) -> None:
    first = hold_at_the_brand(stack)
    asleep = list(session_of(first.pid))
    for process in asleep:  # however long the other two take
        process.suspend()
    try:
        seen = read_status(stack)
        second = a2p(stack, *UP)
    finally:
        for process in asleep:
            process.resume()
        first.wait(timeout=90)
    assert seen["running_pid"] is not None
    assert seen["waits_for"] == f"a run that is at work (pid {seen['running_pid']})"
    assert second.status == Exit.ERROR
    assert f"another run is at work: your pulumi, pid {seen['running_pid']}, since " in second.err
    assert first.returncode == Exit.PERSON
    assert len(brands(stack)) == 1


def test_a_killed_run_is_told_and_finished_by_one_further_up(stack: Stack) -> None:
    """F3, F4: the Brand is bought, and the state says so only in part."""
    kill_at_the_brand(stack, "all")

    assert read_status(stack)["interrupted"] is True
    require_converged_by_one_up(stack)
    assert read_status(stack)["interrupted"] is False


@pytest.mark.parametrize("spelling", ["before the @", "as a parameter"])
def test_the_engine_signs_in_with_a_password_that_it_cannot_quote(
    postgres_backend: Backend, tmp_path: Path, simulator: SimulatorProcess, spelling: str
) -> None:
    """F1: the password goes to the engine apart from the address, in each of the two spellings."""
    password = "Wr0ng p@ss/w?rd"
    backend = require_password(postgres_backend, password)
    if spelling == "as a parameter":
        parts = urlsplit(backend.url)
        query = f"user={parts.username}&password={quote(password, safe='')}&{parts.query}"
        backend = Backend(backend.kind, f"{parts.scheme}://{parts.path}?{query}")
    stack = Stack.of_example("example", tmp_path, simulator, backend=backend, begin=False)

    begun = a2p(stack, *UP)
    doctor = a2p(stack, "doctor")

    assert begun.status == Exit.PERSON, begun
    assert stack.state.list_stacks() == ["customer"]
    assert "1 stacks" in doctor.out
    for said in (begun, doctor):
        assert not [each for each in (password, quote(password, safe="")) if each in said.out + said.err]
