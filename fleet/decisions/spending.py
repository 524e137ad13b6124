"""The brake on money: what all workers together may spend on a day without a person."""

from decimal import Decimal
from typing import Final

from fleet.storage.database import Database

NO_LIMIT: Final = None


class Spending:
    """What was set aside for runs, by the database's day in UTC. most: US dollars a day, or NO_LIMIT."""

    def __init__(self, database: Database, most: Decimal | None) -> None:
        self._database = database
        self._most = most

    def reserve(self, usd: Decimal) -> str:
        """
        Set money aside for a run that is about to begin; why not, or "".

        It stays set aside whatever becomes of the run: of one that was cut off nobody knows what it has paid.
        One statement, whose row lock holds all workers apart.
        """
        if self._most is None or not usd:
            return ""
        rows = self._database.execute(
            "insert into a2p_fleet_spending as spent (day, usd) "
            "select (now() at time zone 'utc')::date, %s::numeric where %s::numeric <= %s "
            "on conflict (day) do update set usd = spent.usd + excluded.usd "
            "where spent.usd + excluded.usd <= %s returning usd",
            [usd, usd, self._most, self._most],
        )
        if rows:
            return ""
        over = f"over the ${self._most} a day of --max-cost"
        return f"it costs ${usd}, and with what was spent today that is {over}"
