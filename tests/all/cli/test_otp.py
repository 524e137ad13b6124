"""`a2p otp` and `a2p sim`: one sole proprietor, who answers late, by the customer's name instead of SIDs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from a2p.cli.exit_codes import Exit
from tests.support.command import CommandOutput, a2p
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path


_HOUR = 3600.0
_UP = ("up", "customer", "--yes", "--", "--skip-preview")


def sent(stack: Stack) -> int:
    return len([call for call in stack.calls() if call.endswith("/SmsOtp")])


def resend(stack: Stack) -> CommandOutput:
    return a2p(stack, "otp", "resend", "customer")


def test_a_late_answer_is_asked_for_again_once_and_not_before_it_is_due(tmp_path: Path) -> None:
    with SimulatorProcess.start(100) as simulator:
        stack = Stack.of_example("example", tmp_path, simulator)
        too_soon = a2p(stack, "sim", "decide", "campaign", "customer", "VERIFIED")
        assert (too_soon.status, too_soon.err) == (
            Exit.ERROR,
            "a2p: customer has no messaging service yet\n  do: a2p up customer\n",
        )
        assert a2p(stack, *_UP).status == Exit.PERSON

        told = a2p(stack, "otp", "status", "customer", "--json")
        assert (told.status, told.data["otp_count"], told.data["otp_expired"]) == (Exit.PERSON, "1", False)
        early = resend(stack)
        assert (early.status, sent(stack)) == (Exit.PERSON, 0)
        assert "no other text message is sent now" in early.err
        assert "the customer: reply YES" in early.err
        told = a2p(stack, "otp", "resend", "customer", "--json")
        assert (told.status, told.data["sent"], told.data["unanswered"]) == (Exit.PERSON, False, True)

        assert a2p(stack, "sim", "advance", str(25 * _HOUR)).status == Exit.DONE
        expired = a2p(stack, "otp", "status", "customer")
        assert "the text message has expired" in expired.out
        assert "next a2p otp resend customer" in " ".join(expired.out.split())
        assert a2p(stack, "otp", "status", "customer", "--json").data["otp_expired"] is True
        due = resend(stack)
        assert (due.status, sent(stack)) == (Exit.PERSON, 1), due
        assert "number 2 of 3" in due.err
        assert a2p(stack, "otp", "status", "customer", "--json").data["otp_count"] == "2"
        again = resend(stack)
        assert (again.status, sent(stack)) == (Exit.PERSON, 1), again

        reply = a2p(stack, "sim", "otp-reply", "customer")
        assert (reply.status, len(json.loads(reply.out)["verified"])) == (Exit.DONE, 1)
        assert "nothing to answer" in resend(stack).out
        assert a2p(stack, *_UP).status == Exit.WAITING
        decided = a2p(stack, "sim", "decide", "campaign", "customer", "VERIFIED")
        assert decided.status == Exit.DONE, decided
        assert a2p(stack, *_UP).status == Exit.DONE

        refused = a2p(stack, "destroy", "customer", "--yes", "--", "--skip-preview")
        assert refused.status == Exit.BLOCKED
        assert "A2P_ALLOW_TRAFFIC_LOSS=true a2p destroy customer" in refused.err
        assert simulator.control("GET", "/state")["campaign"][0]["campaign_status"] == "VERIFIED"
