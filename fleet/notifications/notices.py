"""
Which customers a person must act on, and what was said of them already: at most once a day for each stage.

A notice is claimed in the database before it is sent, so that of several `a2p serve` one sends it, and let go
of where it could not be sent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from a2p.actor import Actor
from a2p.redaction import redact
from a2p.state.standing_tables import RecordedStatus
from fleet.decisions.policy import Action
from fleet.storage.database import Database
from fleet.storage.stacks import ACTIVE, STOPPED, UNDECLARED, FleetStack

_LONGEST: Final = 500


@dataclass(frozen=True)
class Notice:
    """What a person is told. actor: you, or the customer whom you ask. what: who must act, and how."""

    stack: str
    stage: str
    actor: str
    what: str
    reason: str
    next_command: str

    def to_json(self) -> dict[str, Any]:
        return vars(self)

    @property
    def text(self) -> str:
        """For a chat, in a few lines."""
        lines = [f"{self.stack}: {self.stage}", self.what, self.reason, self.next_command]
        return "\n".join(filter(None, lines))


def find_notices(
    stacks: list[FleetStack], actions: Mapping[str, str], recorded: Mapping[str, RecordedStatus]
) -> Iterator[Notice]:
    """
    What is to be told now of customers that are neither paused nor cancelled.

    actions: what the last look at each has come to. recorded: where each stands.
    """
    for row in stacks:
        outputs = recorded[row.stack].outputs if row.stack in recorded else None
        if row.status == STOPPED:
            what = "you: correct what stops the looks at this customer"
            yield _make(row, "stopped", Actor.YOU, what, f"a2p fleet retry {row.stack}")
        elif row.status == UNDECLARED:
            what = "you: put the stack file back, or end the registration"
            yield _make(row, UNDECLARED, Actor.YOU, what, f"a2p status {row.stack}")
        elif row.status == ACTIVE and outputs and outputs.next_step.actor is not Actor.NOBODY:
            command = outputs.next_command.for_a2p() if outputs.next_command else ""
            yield _make(row, outputs.stage, outputs.next_step.actor, outputs.next_step.for_a2p(), command)
        elif row.status == ACTIVE and actions.get(row.stack) == Action.LEAVE:
            what = "you: decide what the fleet leaves to a person"
            yield _make(row, row.stage or "not begun", Actor.YOU, what, f"a2p preview {row.stack}")


def _make(row: FleetStack, stage: str, actor: Actor, what: str, command: str) -> Notice:
    return Notice(
        row.stack, stage, actor.value, redact(what)[:_LONGEST], redact(row.reason)[:_LONGEST], command
    )


class SentNotices:
    """The table of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, notice: Notice, channel: str) -> bool:
        """Take it upon us to send a notice; False if it was sent within a day, or another process does it."""
        rows = self._database.execute(
            "insert into a2p_fleet_notice as sent (stack, stage, channel) values (%s, %s, %s) "
            "on conflict (stack, stage, channel) do update set sent_at = now() "
            "where sent.sent_at <= now() - interval '1 day' returning stack",
            [notice.stack, notice.stage, channel],
        )
        return bool(rows)

    def release(self, notice: Notice, channel: str) -> None:
        """Say that it was not sent after all."""
        self._database.execute(
            "delete from a2p_fleet_notice where stack = %s and stage = %s and channel = %s",
            [notice.stack, notice.stage, channel],
        )

    def read_last_actions(self) -> dict[str, str]:
        """What the last look at each customer has come to."""
        return dict(
            self._database.execute(
                "select distinct on (stack) stack, action from a2p_fleet_action order by stack, id desc"
            )
        )
