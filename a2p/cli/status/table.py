"""The table of `a2p status` on a terminal; loaded only there."""

import time
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from a2p.cli.exit_codes import Exit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from a2p.cli.status.customer import CustomerStatus

_STYLES = {
    Exit.DONE: "green",
    Exit.WAITING: "cyan",
    Exit.DRIFT: "yellow",
    Exit.PERSON: "yellow",
    Exit.ERROR: "red",
}
_MANY = 8  # customers; of more only what fits into a line each


def print_table(rows: "Sequence[CustomerStatus]") -> None:
    """Write it once."""
    Console().print(_build_table(rows))


def live_table(look: "Callable[[], Sequence[CustomerStatus]]", every: float) -> None:
    """Keep it up to date until Ctrl-C."""
    try:
        with Live(_build_table(look()), console=Console(), auto_refresh=False) as live:
            while True:
                time.sleep(every)
                live.update(_build_table(look()), refresh=True)
    except KeyboardInterrupt:
        return


def _build_table(rows: "Sequence[CustomerStatus]") -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    short = len(rows) > _MANY
    for heading in ("customer", "stage", "who must act", "next", "as of"):
        table.add_column(heading, no_wrap=short or heading != "who must act", overflow="ellipsis")
    for row in rows:
        stage = Text(f"{row.stage}, drift" if row.drift else row.stage, style=_STYLES.get(row.exit, ""))
        who = row.waits_for if row.working else row.next_step.for_a2p()
        table.add_row(*(Text(row.stack), stage, Text(who), Text(row.next_command), Text(row.age)))
    return table
