"""A customer is destroyed and comes back with what was corrected meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess
# What the walkthrough itself makes of a first run (G2, G3; P2 to P8, T1 to T4, B1, M1): nine calls for the
# profile, six for the trust bundle, the Brand, the service, and a look after each of the three waits.
LEAST_CALLS = 9 + 6 + 1 + 1 + 3
MOBILE = "+14155550124"


def test_a_destroyed_stack_that_comes_back_takes_its_brand_over_with_what_was_corrected(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example-standard", tmp_path, simulator)
    assert stack.up().status == 0
    before = stack.outputs()["resources"]
    assert stack.destroy().status == 0

    preview = stack.preview()
    stack.edit(lambda config: config["profile"]["business"].update(business_name="Acme Sandwiches LLC"))
    run = stack.up()

    assert "Brand: adopt: an earlier run left it, so it is taken over" in preview.output
    assert "this costs $4.00" not in preview.output
    assert run.status == 0, run.output
    after = stack.outputs()["resources"]
    for kept in ("profile", "trust_bundle", "brand"):
        assert after[kept]["sid"] == before[kept]["sid"], kept
    writes = [call for call in stack.calls() if not call.startswith("GET ")]
    assert len([call for call in writes if call.endswith("/BrandRegistrations")]) == 1
    assert any(call.endswith(f"/BrandRegistrations/{after['brand']['sid']}") for call in writes), (
        "submitted again"
    )
    assert stack.preview("--refresh", "--expect-no-changes").status == 0
