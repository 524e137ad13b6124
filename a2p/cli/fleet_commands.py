"""What `a2p fleet` does, on the fleet's database."""

import json
from collections.abc import Iterator, Sequence
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
    with _open(url) as steering:
        for customer in _require(steering, customers):
            steering.pause(customer)
            print(f"{customer}: paused")
    return Exit.DONE


def resume_customers(url: str | None, customers: Sequence[str]) -> Exit:
    """Have some looked at now."""
    with _open(url) as steering:
        for customer in _require(steering, customers):
            steering.resume(customer)
            print(f"{customer}: is looked at now")
    return Exit.DONE


def cancel_customers(url: str | None, customers: Sequence[str]) -> Exit:
    """Take some out."""
    with _open(url) as steering:
        for customer in _require(steering, customers):
            steering.cancel(customer)
            print(f"{customer}: out of the fleet; a2p fleet retry {customer} takes it back")
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
