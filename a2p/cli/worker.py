"""`a2p worker`: one more worker for the database of an `a2p serve`."""

from typing import Annotated

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit
from a2p.cli.worker_options import DEFAULT_OPTIONS, WorkerOptions


def worker(
    *,
    database_url: Annotated[str, Parameter(env_var="A2P_FLEET_DATABASE")],
    options: WorkerOptions = DEFAULT_OPTIONS,
) -> Exit:
    """
    Take looks from the queue of an `a2p serve`, on this machine or another.

    Parameters
    ----------
    database_url:
        Address of the database, a PostgreSQL server's.
    options:
        How the worker works.
    """
    from a2p.cli.fleet_process import work_for_fleet  # the extra, which only this needs

    return work_for_fleet(database_url, options)
