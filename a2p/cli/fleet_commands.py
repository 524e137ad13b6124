"""What `a2p fleet` does, on the fleet's database."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from a2p.cli.exit_codes import Exit
from a2p.cli.fleet_process import require_extra
from a2p.cli.runs.event_subscriptions import read_events_url
from a2p.engine.errors import EngineError, NoSuchStack
from a2p.engine.project import EngineProject

if TYPE_CHECKING:
    from fleet.steering import Steering

_UNITS: Final = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


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


def show_events(url: str | None, since: str, until: str | None, *, unmatched: bool, as_json: bool) -> Exit:
    """Print what Twilio told."""
    span = _parse_span(since, until)
    with _open(url) as steering:
        found = steering.list_events(*span, unmatched=unmatched)
    if as_json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        print("\n".join(map(_format_event, found)) or "No events.")
    return Exit.DONE


def replay_events(url: str | None, since: str, until: str | None) -> Exit:
    """Have events acted upon again."""
    span = _parse_span(since, until)
    with _open(url) as steering:
        count = steering.replay(*span)
    print(f"{count} events are acted upon again by a2p serve")
    return Exit.DONE


def subscribe_events(public_url: str) -> Exit:
    """Have Twilio send the events of each account; ERROR if one does not."""
    with require_extra():
        from fleet.events.event_accounts import subscribe_accounts
        from fleet.events.webhook_secrets import WebhookSecrets
    project = EngineProject.find()
    if not (public_url := public_url or read_events_url(project)):
        raise EngineError(
            "Nothing says where events are to be sent.",
            remedy="declare a2p:events_url in Pulumi.yaml for all customers, or give --public-url",
        )
    lines = list(subscribe_accounts(project, WebhookSecrets(project.env), public_url))
    print("\n".join(lines) or "No customer was begun yet, so no account is known: a2p up")
    return Exit.ERROR if any("not subscribed" in line for line in lines) else Exit.DONE


def _parse_span(since: str, until: str | None) -> tuple[datetime, datetime]:
    """A span of time from two texts, ISO 8601 or such as `2h` before now; UTC where no zone is named."""
    now = datetime.now(UTC)
    return _parse_moment(since, now), _parse_moment(until, now) if until else now


def _parse_moment(text: str, now: datetime) -> datetime:
    if text[-1:] in _UNITS and text[:-1].isdigit():
        return now - int(text[:-1]) * _UNITS[text[-1]]
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise EngineError(
            f"{text!r} is no time", remedy="write such as 2026-11-25T08:00:00Z, 90m, 2h or 3d"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _format_event(event: dict[str, str]) -> str:
    whose = event["stack"] or "nobody known here"
    words = " ".join(filter(None, [event["type"], event["subject_sid"], event["status"]]))
    return f"{event['received_at']} {whose}: {words}{': ' + event['reason'] if event['reason'] else ''}"


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
        from fleet.steering import open_steering
        from fleet.storage.embedded import run_embedded
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
        following = (row["next_look_at"] or "now") if row["status"] == "active" else "none"
        yield f"{row['stack']}: {row['status']}, stage {row['stage'] or 'unknown'}, next look {following}"
        if row["reason"]:
            yield f"  last: {row['action'] or row['status']}: {row['reason']}"
        if row["status"] == "stopped":
            yield f"  do: a2p fleet retry {row['stack']}"
    if not found["stacks"]:
        yield "The fleet has no customers yet: a2p serve"
    for event in found["unmatched"]:
        what = f"{event['type']} {event['subject_sid']} {event['status']}"
        yield f"event about nobody known here: {what}, {event['received_at']}"
