"""`a2p serve`: goes on by itself with what a person's `up` began, and takes Twilio's events."""

from typing import Annotated

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit
from a2p.cli.worker_options import DEFAULT_OPTIONS, WorkerOptions


def serve(  # noqa: PLR0913  # one for each option
    *,
    database_url: Annotated[str | None, Parameter(env_var="A2P_FLEET_DATABASE")] = None,
    options: WorkerOptions = DEFAULT_OPTIONS,
    host: str = "127.0.0.1",
    port: int = 8020,
    public_url: Annotated[str, Parameter(env_var="A2P_EVENTS_URL")] = "",
    every: float = 15.0,
) -> Exit:
    """
    Look at each customer when it is time or when Twilio tells of something, and do what the level allows.

    Parameters
    ----------
    database_url:
        Address of a PostgreSQL server's database; without it one of its own, in .a2p/fleet.
    options:
        How its worker works.
    host:
        Address to listen on for events, /healthz, /readyz and /metrics.
    port:
        Port to listen on.
    public_url:
        What Twilio calls, such as https://a2p.example.com; signatures are checked against it. What
        a2p:events_url in Pulumi.yaml says if left out.
    every:
        Seconds between two looks at what is declared.
    """
    from a2p.cli.fleet_process import serve_fleet  # the extra, which only this needs

    return serve_fleet(database_url, options, host=host, port=port, public_url=public_url, every=every)
