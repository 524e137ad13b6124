"""
A server that refuses connections counts as one that is away: DBOS waits for it, and goes on.

DBOS goes by the words of psycopg, and newer ones ("connection is bad") are not among those that it knows: the
job at work would break off, and stay for ever with a worker that is alive.
"""

from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import Engine, event

if TYPE_CHECKING:
    from sqlalchemy.engine import ExceptionContext


def note_as_away() -> None:
    """Have it so for every engine of SQLAlchemy in this process, all of which are DBOS'."""
    if not event.contains(Engine, "handle_error", _note):
        event.listen(Engine, "handle_error", _note)


def _note(context: "ExceptionContext") -> None:
    is_connecting = context.connection is None
    if is_connecting and isinstance(context.original_exception, psycopg.OperationalError):
        context.is_disconnect = True
