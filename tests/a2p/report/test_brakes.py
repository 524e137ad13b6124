"""When a brake holds, and what it says: how many of how many, and what to do."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from a2p.cli.brake_options import BrakeOptions
from a2p.cli.runs.preview_report import parse_brakes
from a2p.errors import A2PError
from a2p.report.brakes import Brakes, check_brakes
from tests.a2p.report.customers import amended, replaced, resubmitted, unchanged

if TYPE_CHECKING:
    from a2p.report.changes import CustomerPreview


def test_fees_may_reach_the_limit_and_not_exceed_it() -> None:
    stacks = [replaced("acme"), replaced("bolt"), unchanged("cove")]

    assert check_brakes(stacks, Brakes(max_cost=Decimal(30))) == []
    (said,) = check_brakes(stacks, Brakes(max_cost=Decimal(20)))
    assert said == (
        "fees: $30.00 for 2 of 3 customers, $10.00 over the $20 of --max-cost: acme, bolt\n"
        "  do: take some of the changes back, or, if they are worth it: --max-cost 30.00"
    )


def test_lost_traffic_holds_only_where_it_is_forbidden() -> None:
    stacks = [replaced("acme"), amended("bolt")]

    assert check_brakes(stacks, Brakes()) == []
    (said,) = check_brakes(stacks, Brakes(forbid_traffic_loss=True))
    assert said == (
        "traffic: 1 of 2 customers could not send until a new Campaign is approved, after days or weeks: "
        "acme\n"
        "  do: take the changes back, or, if it has to be, run it for these without --forbid-traffic-loss"
    )
    assert check_brakes([amended("bolt")], Brakes(forbid_traffic_loss=True)) == []


def test_a_large_share_of_deletions_needs_force() -> None:
    stacks = [replaced(f"r{number}") for number in range(7)] + [unchanged("u")]
    brakes = Brakes(max_replaced=Decimal(25))

    (said,) = check_brakes(stacks, brakes)
    assert said == (
        "deletions: something is deleted or replaced for 7 of 8 customers, which is 88%, over the 25% of "
        "--max-replaced: r0, r1, r2, r3, r4 and 2 more\n"
        "  do: look at each of them; if that is meant, run it again with --force"
    )
    assert check_brakes(stacks, Brakes(max_replaced=Decimal(25), force=True)) == []


@pytest.mark.parametrize(
    ("stacks", "holds", "why"),
    [
        ([replaced("a"), replaced("b"), replaced("c")], False, "of three customers a share says nothing"),
        ([replaced("a"), *map(unchanged, "bcd")], False, "a quarter is not more than a quarter"),
        ([replaced("a"), replaced("b"), *map(unchanged, "cd")], True, "half is"),
        ([*map(amended, "abcd")], False, "an amendment deletes nothing"),
    ],
)
def test_the_share_counts_from_four_customers_on(
    stacks: list[CustomerPreview],
    holds: bool,  # noqa: FBT001  # a row
    why: str,
) -> None:
    assert bool(check_brakes(stacks, Brakes(max_replaced=Decimal(25)))) is holds, why


def test_brakes_are_read_as_people_type_them() -> None:
    read = parse_brakes(BrakeOptions(max_cost="$19.50", forbid_traffic_loss=True, max_replaced="25%"))

    assert read == Brakes(Decimal("19.50"), forbid_traffic_loss=True, max_replaced=Decimal(25))
    for wrong in ("much", "-1", "NaN"):
        with pytest.raises(A2PError, match="--max-cost: a sum in US dollars"):
            parse_brakes(BrakeOptions(max_cost=wrong))


def test_free_resubmissions_count_as_paid_on_request() -> None:
    """U6: reports differ, so whoever wants to be sure counts them."""
    stacks = [resubmitted("acme"), amended("bolt")]

    assert check_brakes(stacks, Brakes(max_cost=Decimal(10))) == []
    (said,) = check_brakes(stacks, Brakes(max_cost=Decimal(10), count_resubmissions=True))
    assert said.startswith("fees: $15.00 for 1 of 2 customers, $5.00 over the $10 of --max-cost: acme")
