"""The inbox: what Twilio told, stored before it is acknowledged, each once, and kept to be replayed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fleet.events.payloads import Received
from fleet.storage.database import Database

_COLUMNS: Final = (
    "id, source, type, subject_sid, status, reason, coalesce(stack, ''), received_at, account_sid, handled_at"
)
_TOGETHER: Final = 500
# An event may come before the run has recorded the SID that it names: it is tried again for a while.
_TRIED_AGAIN: Final = (
    "(stack is null and handled_at < now() - interval '1 minute' and received_at > now() - interval '1 day')"
)


@dataclass(frozen=True)
class StoredEvent:
    """
    A row of the inbox.

    subject_sid: the SIDs it is about, with blanks between them. stack: "" while nobody is known for it.
    handled_at: when it was acted upon; None before.
    """

    id: int
    source: str
    type: str
    subject_sid: str
    status: str
    reason: str
    stack: str
    received_at: datetime
    account_sid: str = ""
    handled_at: datetime | None = None


class Inbox:
    """The table of events."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def store(self, events: Sequence[Received]) -> int:
        """Keep events, each once however often it comes; how many are new. Raises FleetError."""
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

    def list_unhandled(self, most: int = _TOGETHER) -> list[StoredEvent]:
        """What nobody has acted upon yet, and what is to be tried again, oldest first."""
        return self._list(f"handled_at is null or {_TRIED_AGAIN} order by id limit %s", most)

    def list_unmatched(self, most: int = 50) -> list[StoredEvent]:
        """What is about nobody known here, newest first."""
        return self._list("stack is null order by id desc limit %s", most)

    def list_since(self, since: datetime, until: datetime, most: int = 1000) -> list[StoredEvent]:
        """What came in a span of time, newest first."""
        return self._list("received_at between %s and %s order by id desc limit %s", since, until, most)

    def replay(self, since: datetime, until: datetime) -> int:
        """Have what came in a span of time acted upon again; how many events that are."""
        rows = self._database.execute(
            "update a2p_fleet_event set handled_at = null where received_at between %s and %s returning id",
            [since, until],
        )
        return len(rows)

    def mark_handled(self, event_ids: Iterable[int], stack: str) -> None:
        self._database.execute(
            "update a2p_fleet_event set handled_at = now(), stack = nullif(%s, '') where id = any(%s)",
            [stack, list(event_ids)],
        )

    def _list(self, condition: str, *values: Any) -> list[StoredEvent]:
        rows = self._database.execute(
            f"select {_COLUMNS} from a2p_fleet_event where {condition}",  # noqa: S608  # the conditions are ours
            values,
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
        count = 0
        while events := self._inbox.list_unhandled():
            self._match(events)
            count += len(events)
        return count

    def _match(self, events: Sequence[StoredEvent]) -> None:
        """A stack is pulled once for all its events, before these count as handled."""
        owners = self._read_owners()
        by_stack: dict[str, list[StoredEvent]] = {}
        for event in events:
            stack = next((owners[sid] for sid in event.subject_sid.split() if sid in owners), "")
            by_stack.setdefault(stack, []).append(event)
        for stack, theirs in by_stack.items():
            if stack:
                for event in theirs:
                    self._keep_reason(stack, event)
                self._pull(stack)
            self._inbox.mark_handled([event.id for event in theirs], stack)
