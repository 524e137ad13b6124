"""An edit of the Brand of three Campaigns, killed at each write of its run: it converges."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from a2p.run_log import RunLog
from tests.support.miniature.deaths import Death, Moment
from tests.support.miniature.stack import MiniatureStack

if TYPE_CHECKING:
    from tests.support.miniature import World
    from tests.support.miniature.stack import Run

EXAMPLE = "example-campaigns"
MOST_RUNS = 3  # until a stack is at rest after a kill
_A_MOMENT = 120  # seconds: somebody has to notice that the run is dead


def begin(world: World) -> MiniatureStack:
    """Three Campaigns in review, and an edit of their Brand that no run has seen."""
    world.begin_again()
    stack = MiniatureStack.of_example(EXAMPLE, world)
    assert stack.up().ok
    world.advance(_A_MOMENT)
    stack.edit(lambda declared: declared["profile"]["address"].update(street="501 Howard St"))
    return stack


def list_writes(world: World) -> list[int]:
    """The numbers, among all calls of the whole run, of those that change something."""
    stack = begin(world)
    world.control("DELETE", "/requests")
    assert stack.up().ok
    calls = world.control("GET", "/requests")
    return [number for number, call in enumerate(calls, start=1) if call["method"] != "GET"]


def up_as_told(stack: MiniatureStack, world: World) -> Run:
    """
    An `up` that costs no more than it has told, and less only by what the dead have registered.

    What was registered by a run that died before it could save that is found again only when it is due.
    """
    verdicts = Path(os.environ["A2P_VERDICTS"])
    verdicts.unlink(missing_ok=True)
    world.control("DELETE", "/requests")
    run = stack.up()
    log = RunLog.from_lines(verdicts.read_bytes().splitlines(keepends=True))
    calls = world.control("GET", "/requests")
    registered = [call for call in calls if call["method"] == "POST" and call["path"].endswith("/Usa2p")]
    told = sum(fee.usd for each in log.verdicts for fee in each.fees)
    assert 0 <= told - 15 * len(registered) <= 15
    return run


def require_rest(stack: MiniatureStack, world: World) -> None:
    for _ in range(MOST_RUNS):
        world.advance(_A_MOMENT)
        run = up_as_told(stack, world)
        assert run.ok, run.failure
        if {operation for operation, _ in stack.preview().steps} <= {"same", "read"}:
            break
    else:
        raise AssertionError("not at rest")
    state = world.state()
    uses = sorted(each["us_app_to_person_usecase"] for each in state["campaign"])
    assert uses == ["2FA", "CUSTOMER_CARE", "MARKETING"]
    assert (len(state["brand"]), len(state["service"]), len(state["pool_number"])) == (1, 3, 3)
    assert state["address"][-1]["street"] == "501 Howard St"
    assert set(stack.outputs()["campaigns"]) == {"orders", "sign-in", "specials"}


def test_a_kill_at_any_write_of_a_cascade_of_three_ends_at_rest(world: World, tmp_path: Path) -> None:
    with patch.dict(os.environ, {"A2P_VERDICTS": str(tmp_path / "verdicts.jsonl")}):
        writes = list_writes(world)
        assert len(writes) >= 10, "three deletions, an edit in four calls, three registrations"
        for number in writes:
            stack = begin(world)
            assert stack.up(Death(number, Moment.BEFORE_THE_ANSWER)).died
            require_rest(stack, world)
