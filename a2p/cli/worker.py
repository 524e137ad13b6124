"""`a2p worker`: one more worker for the database of an `a2p serve`."""

from typing import Annotated, Literal

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit


def worker(  # noqa: PLR0913  # one for each option
    *,
    database_url: Annotated[str, Parameter(env_var="A2P_FLEET_DATABASE")],
    level: Literal["watch", "continue", "apply"] = "continue",
    name: str | None = None,
    at_once: int = 1,
    pace: float = 1.0,
    max_cost: str | None = None,
    repository: Annotated[str, Parameter(env_var="A2P_FLEET_REPOSITORY")] = "",
    branch: str = "main",
    repository_path: str = "",
) -> Exit:
    """
    Take looks from the queue of an `a2p serve`, on this machine or another.

    Parameters
    ----------
    database_url:
        Address of the database, a PostgreSQL server's.
    level:
        What is done alone, as in `a2p serve`.
    name:
        Name of this worker, the same after a restart; that of the machine if left out.
    at_once:
        Runs at the same time.
    pace:
        Factor on the pauses between looks.
    max_cost:
        US dollars that all workers together may spend on a day (UTC); what costs more is left to a person.
    repository:
        A git repository to take declarations from, as `git fetch` takes its address; without it, the folder.
    branch:
        The branch of it.
    repository_path:
        The project's folder below the repository's, if it is another one.
    """
    from a2p.cli.fleet_process import Source, work_for_fleet  # the extra, which only this needs

    source = Source(repository, branch, repository_path)
    return work_for_fleet(
        database_url, level, name, at_once=at_once, pace=pace, max_cost=max_cost, source=source
    )
