"""A sole proprietor who answers late: an OTP expires, and one `up` has another one sent, once (O2, O4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess

MOBILE = "+14155550124"
DUE = "Brand: amend: the OTP has expired, so another one is sent (number 2 of 3) (otp)"


def test_an_expired_otp_is_shown_sent_again_once_and_answered(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)

    def sent() -> int:
        return sum(call.startswith("POST") and call.endswith("/SmsOtp") for call in stack.calls())

    assert stack.up().status == 0
    first = stack.recorded_outputs()["resources"]["brand"]
    simulator.advance(25 * 3600)

    preview = stack.preview("--expect-no-changes")
    assert preview.status == 7, preview.output
    assert DUE in preview.output
    assert sent() == 0

    again = stack.up()
    assert again.status == 0, again.output
    assert sent() == 1
    second = stack.recorded_outputs()
    assert second["stage"] == "waiting_for_otp"
    assert second["who_must_act"].startswith("the customer: reply YES")
    assert second["resources"]["brand"]["otp_count"] == "2"
    assert second["resources"]["brand"]["otp_valid_until"] > first["otp_valid_until"]
    assert second["resources"]["brand"]["finish_by"] == first["finish_by"]

    before = len(stack.calls())
    assert "unchanged" in stack.up().output
    assert sent() == 1
    assert len(stack.calls()) - before <= 6

    simulator.control("POST", "/otp/reply", {"mobile_phone_number": MOBILE})
    assert stack.up().status == 0
    done = stack.recorded_outputs()
    assert done["stage"] == "campaign_in_review"
    assert "otp_valid_until" not in done["resources"]["brand"]
    assert MOBILE not in str(done)
