"""`a2p serve`: goes on by itself with what a person's `up` began, and takes Twilio's events."""

from typing import Annotated, Literal

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit


def serve(  # noqa: PLR0913  # one for each option
    *,
    database_url: Annotated[str | None, Parameter(env_var="A2P_FLEET_DATABASE")] = None,
    level: Literal["watch", "continue", "apply"] = "continue",
    name: str | None = None,
    at_once: int = 1,
    host: str = "127.0.0.1",
    port: int = 8020,
    public_url: Annotated[str, Parameter(env_var="A2P_EVENTS_URL")] = "",
    every: float = 15.0,
    pace: float = 1.0,
    max_cost: str | None = None,
    repository: Annotated[str, Parameter(env_var="A2P_FLEET_REPOSITORY")] = "",
    branch: str = "main",
    repository_path: str = "",
) -> Exit:
    """
    Look at each customer when it is time or when Twilio tells of something, and do what the level allows.

    Parameters
    ----------
    database_url:
        Address of a PostgreSQL server's database; without it one of its own, in .a2p/fleet.
    level:
        What is done alone. watch: nothing. continue: what a person's `a2p up` began, as it is declared there;
        no edit, replacement or deletion, and no fee that its plan has not shown. apply: all of a new
        declaration, but nothing that stops approved traffic.
    name:
        Name of this worker, the same after a restart; that of the machine if left out.
    at_once:
        Runs at the same time.
    host:
        Address to listen on for events, /healthz, /readyz and /metrics.
    port:
        Port to listen on.
    public_url:
        What Twilio calls, such as https://a2p.example.com; signatures are checked against it.
    every:
        Seconds between two looks at what is declared.
    pace:
        Factor on the pauses between looks; 0.001 with a simulator that is fast.
    max_cost:
        US dollars that all workers together may spend on a day (UTC); what costs more is left to a person.
    repository:
        A git repository to take declarations from, as `git fetch` takes its address; without it, the folder.
    branch:
        The branch of it.
    repository_path:
        The project's folder below the repository's, if it is another one.
    """
    from a2p.cli.fleet_process import Source, serve_fleet  # the extra, which only this needs

    return serve_fleet(
        database_url,
        level,
        name,
        at_once=at_once,
        host=host,
        port=port,
        public_url=public_url,
        every=every,
        pace=pace,
        max_cost=max_cost,
        source=Source(repository, branch, repository_path),
    )
