"""What `a2p fleet` does, on the fleet's database."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from a2p.cli.exit_codes import Exit
from a2p.cli.fleet_process import require_extra
from a2p.engine.errors import NoSuchStack
from a2p.engine.project import EngineProject

if TYPE_CHECKING:
    from fleet.steering import Steering


def show_status(url: str | None, *, as_json: bool) -> Exit:
    """Print where the fleet is; PERSON if a customer is stopped."""
    with _open(url) as steering:
        found = steering.read_status()
    if as_json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        print("\n".join(_format(found)))
    return Exit.PERSON if any(row["status"] == "stopped" for row in found["stacks"]) else Exit.DONE


def pause_customers(url: str | None, customers: Sequence[str]) -> Exit:
    """Pause some."""
    return _steer(url, customers, lambda steering: steering.pause, "paused")


def resume_customers(url: str | None, customers: Sequence[str]) -> Exit:
    """Have some looked at now."""
    return _steer(url, customers, lambda steering: steering.resume, "is looked at now")


def cancel_customers(url: str | None, customers: Sequence[str]) -> Exit:
    """Take some out."""
    outcome = "out of the fleet; a2p fleet retry {} takes it back"
    return _steer(url, customers, lambda steering: steering.cancel, outcome)


def _steer(
    url: str | None,
    customers: Sequence[str],
    choose: Callable[["Steering"], Callable[[str], object]],
    outcome: str,
) -> Exit:
    """Do one thing to each customer, and print what came of it; {} in `outcome` is the customer."""
    with _open(url) as steering:
        for customer in _require(steering, customers):
            choose(steering)(customer)
            print(f"{customer}: {outcome.format(customer)}")
    return Exit.DONE


@contextmanager
def _open(url: str | None) -> Iterator["Steering"]:
    with require_extra():
        from fleet.embedded import run_embedded
        from fleet.steering import open_steering
    if url:
        with open_steering(url) as steering:
            yield steering
        return
    with (
        run_embedded(EngineProject.find().folder / ".a2p" / "fleet") as own,
        open_steering(own) as steering,
    ):
        yield steering


def _require(steering: "Steering", customers: Sequence[str]) -> Sequence[str]:
    known = steering.list_names()
    unknown = [customer for customer in customers if customer not in known]
    if unknown or not customers:
        raise NoSuchStack(
            f"Which customer? The fleet has: {', '.join(known) or 'none yet'}", remedy="a2p fleet status"
        )
    return customers


def _format(found: dict[str, list[dict[str, str]]]) -> Iterator[str]:
    for row in found["stacks"]:
        following = row["next_look_at"] or "now"
        yield f"{row['stack']}: {row['status']}, stage {row['stage'] or 'unknown'}, next look {following}"
        if row["reason"]:
            yield f"  last: {row['action'] or row['status']}: {row['reason']}"
    if not found["stacks"]:
        yield "The fleet has no customers yet: a2p serve"
    for event in found["unmatched"]:
        what = f"{event['type']} {event['subject_sid']} {event['status']}"
        yield f"event about nobody known here: {what}, {event['received_at']}"
