"""All tables of the fleet in a new database: ours, and those of the queue's engine."""

from fleet.jobs.queue import create_queue_tables
from fleet.storage.database import Database


def create_tables(database: Database) -> None:
    """
    Make what is missing; several processes may begin at once.

    DBOS has a lock of its own for that. None of ours may be held: its indexes wait for every transaction.

    Raises:
        FleetError: the database cannot be used.
    """
    database.execute("select 1")  # DBOS would tell it in words of its own
    create_queue_tables(database.url)
    database.create_tables()
