"""A report of real previews, an edit that costs, a new customer and a wrong file; and a brake before `up`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

_DAY = 24 * 3600


def test_a_report_tells_fees_traffic_and_deletions_and_begins_nothing(tmp_path: Path) -> None:
    with SimulatorProcess.start(100) as simulator:
        stack = Stack.of_example("example-standard", tmp_path, simulator)
        new, wrong = stack.file.with_name("Pulumi.new.yaml"), stack.file.with_name("Pulumi.wrong.yaml")
        as_written = stack.file.read_text().partition("encryptionsalt:")[0]
        new.write_text(as_written)
        wrong.write_text(as_written.replace("business_name: ", "busines_name: "))
        assert stack.up().status == 0
        simulator.advance(11 * _DAY)
        stack.edit(_another_name_and_no_numbers)
        before = stack.calls()

        said = a2p(
            stack,
            *("preview", "customer", "new", "wrong", "--report", "json", "--max-cost", "20"),
            "--forbid-traffic-loss",
        )

        assert said.status == Exit.ERROR, "a preview that failed is worse than a brake that holds"
        edited, begun, refused = said.data["stacks"]
        assert said.data["fees_usd"] == "34.00"
        assert [each.partition(":")[0] for each in said.data["held"]] == ["fees", "traffic"]
        assert _what(edited) == {
            ("Profile", "amend", 1),
            ("Brand", "amend", 1),
            ("Campaign", "cascade", 1),
            ("PhoneNumberAssociation", "delete", 2),
        }
        assert edited["loses_traffic"]
        assert (begun["begun"], begun["fees_usd"]) == (False, "19.00")
        assert ("PhoneNumberAssociation", "register", 2) in _what(begun)
        assert "busines_name" in refused["problem"]
        for personal in ("Gonzalez", "Acme Sandwich Company LLC", "acmesandwich.com", "12-3456789"):
            assert personal not in said.out + said.err
        assert new.read_text() == as_written, "a preview begins nothing"
        assert [call for call in stack.calls()[len(before) :] if not call.startswith("GET")] == []

        held = a2p(stack, "up", "customer", "--yes", "--max-cost", "10", "--", "--skip-preview")

        assert held.status == Exit.BLOCKED
        assert "held, so nothing was done: fees: $15.00 for 1 of 1 customer, $5.00 over the $10" in held.err


def _another_name_and_no_numbers(config: dict[str, Any]) -> None:
    config["profile"]["business"]["business_name"] += " and Sons"
    config["phone_numbers"] = []
    config["allowTrafficLoss"] = "true"


def _what(stack: dict[str, Any]) -> set[tuple[str, str, int]]:
    return {(each["resource"], each["verdict"], each["count"]) for each in stack["changes"]}
