"""
The inbox: what Twilio told, stored before it is acknowledged, each once.

Only what is needed is kept: type, SIDs, status, and the reason in words, redacted. No body: it may hold
personal data.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import parse_qs

from a2p.redaction import redact
from fleet.database import Database

CALLBACK: Final = "status_callback"
EVENT: Final = "event_stream"
# In the order of what says most about whose it is.
_SUBJECTS: Final = (
    *("campaignsid", "messagingservicesid", "brandsid", "bundlesid", "phonenumbersid", "customerprofilesid"),
)
_LONGEST: Final = 1000
_SAME_FOR: Final = 3600  # seconds


@dataclass(frozen=True)
class Received:
    """One event. subjects: the SIDs it is about, the most telling first."""

    source: str
    event_id: str
    account_sid: str
    type: str
    subjects: tuple[str, ...]
    status: str = ""
    reason: str = ""


@dataclass(frozen=True)
class StoredEvent:
    """A row of the inbox. stack: "" while nobody is known for it."""

    id: int
    source: str
    type: str
    subject_sid: str
    status: str
    reason: str
    stack: str
    received_at: datetime


def parse_callback(body: bytes, at: float) -> Received:
    """
    The form of a bundle's status callback, and when it came, in seconds.

    Twilio gives it no id. The body's digest is one for an hour: a bundle that is corrected and rejected again
    for the same reason has the same body, and is news.
    """
    form = {name: values[-1] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
    return Received(
        CALLBACK,
        f"{hashlib.sha256(body).hexdigest()}.{int(at // _SAME_FOR)}",
        form.get("AccountSid", ""),
        "bundle.status",
        (form.get("BundleSid", ""),),
        form.get("Status", ""),
        redact(form.get("FailureReason", ""))[:_LONGEST],
    )


def parse_events(content: Any) -> list[Received]:
    """
    The events of an Event Streams request: an array of CloudEvents, one at least.

    Raises:
        ValueError: it is something else.
    """
    if not isinstance(content, list) or not all(isinstance(each, dict) for each in content):
        raise ValueError("not an array of events")
    return [_parse_event(each) for each in content]


def _parse_event(event: Mapping[str, Any]) -> Received:
    data = event.get("data")
    found = {str(key).lower(): value for key, value in data.items()} if isinstance(data, dict) else {}
    event_id, type_ = event.get("id"), event.get("type")
    if not (isinstance(event_id, str) and event_id and isinstance(type_, str)):
        raise ValueError("an event without id or type")
    status = next(
        (
            str(found[key])
            for key in ("campaignregistrationstatus", "brandstatus", "identitystatus")
            if found.get(key)
        ),
        "",
    )
    return Received(
        EVENT,
        event_id,
        str(found.get("accountsid", "")),
        type_,
        tuple(str(found[key]) for key in _SUBJECTS if found.get(key)),
        status,
    )


class Inbox:
    """The table of events."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def store(self, events: Sequence[Received]) -> int:
        """Keep events, each once however often it comes; how many are new."""
        rows = self._database.execute(
            "insert into a2p_fleet_event (source, event_id, account_sid, type, subject_sid, status, reason) "
            "select * from unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], "
            "%s::text[]) on conflict (source, event_id) do nothing returning id",
            [
                [each.source for each in events],
                [each.event_id for each in events],
                [each.account_sid for each in events],
                [each.type for each in events],
                [" ".join(each.subjects) for each in events],
                [each.status for each in events],
                [each.reason for each in events],
            ],
        )
        return len(rows)

    def list_unhandled(self, most: int = 500) -> list[StoredEvent]:
        """What nobody has acted upon yet, oldest first."""
        return self._list("handled_at is null order by id limit %s", most)

    def list_unmatched(self, most: int = 50) -> list[StoredEvent]:
        """What is about nobody known here, newest first."""
        return self._list("stack is null order by id desc limit %s", most)

    def mark_handled(self, event_id: int, stack: str) -> None:
        self._database.execute(
            "update a2p_fleet_event set handled_at = now(), stack = nullif(%s, '') where id = %s",
            [stack, event_id],
        )

    def _list(self, condition: str, most: int) -> list[StoredEvent]:
        rows = self._database.execute(
            "select id, source, type, subject_sid, status, reason, coalesce(stack, ''), received_at "  # noqa: S608
            f"from a2p_fleet_event where {condition}",  # the conditions are ours
            [most],
        )
        return [StoredEvent(*row) for row in rows]


class EventMatcher:
    """Hands events to the stacks they are about, and pulls their looks forward."""

    def __init__(
        self,
        inbox: Inbox,
        read_owners: Callable[[], Mapping[str, str]],
        pull: Callable[[str], None],
        keep_reason: Callable[[str, StoredEvent], None],
    ) -> None:
        self._inbox = inbox
        self._read_owners = read_owners
        self._pull = pull
        self._keep_reason = keep_reason

    def match(self) -> int:
        """Act upon what is new; how many events that were."""
        events = self._inbox.list_unhandled()
        owners = self._read_owners() if events else {}
        for event in events:
            stack = next((owners[sid] for sid in event.subject_sid.split() if sid in owners), "")
            if stack:
                if event.reason:
                    self._keep_reason(stack, event)
                self._pull(stack)
            self._inbox.mark_handled(event.id, stack)
        return len(events)
