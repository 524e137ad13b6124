"""`a2p fleet`: what the fleet has done and waits for, and its switches."""

from pathlib import Path
from typing import Annotated

import cyclopts
from cyclopts import Parameter

from a2p.cli.exit_codes import Exit
from a2p.cli.terminal.help import HelpColumns

app = cyclopts.App(
    name="fleet",
    help="Show and steer what `a2p serve` does.",
    help_format="plaintext",
    help_formatter=HelpColumns(),
)
_Url = Annotated[str | None, Parameter(env_var="A2P_FLEET_DATABASE")]


@app.command
def status(
    *, database_url: _Url = None, as_json: Annotated[bool, Parameter(name="--json", negative="")] = False
) -> Exit:
    """
    Show each customer: its next look, what the last one did and why, and events about nobody known.

    Parameters
    ----------
    database_url:
        Address of the fleet's database; without it that of .a2p/fleet.
    as_json:
        Write one JSON object.
    """
    from a2p.cli.fleet_commands import show_status

    return show_status(database_url, as_json=as_json)


@app.command
def pause(*customers: str, database_url: _Url = None) -> Exit:
    """
    Look at customers no more until `a2p fleet resume`. A run at work ends.

    Parameters
    ----------
    customers:
        Names of stacks, one at least.
    database_url:
        Address of the fleet's database; without it that of .a2p/fleet.
    """
    from a2p.cli.fleet_commands import pause_customers

    return pause_customers(database_url, customers)


@app.command
def resume(*customers: str, database_url: _Url = None) -> Exit:
    """
    Look at paused customers again.

    Parameters
    ----------
    customers:
        Names of stacks, one at least.
    database_url:
        Address of the fleet's database; without it that of .a2p/fleet.
    """
    from a2p.cli.fleet_commands import resume_customers

    return resume_customers(database_url, customers)


@app.command
def retry(*customers: str, database_url: _Url = None) -> Exit:
    """
    Look at customers now, also at those that were stopped after too many failures.

    Parameters
    ----------
    customers:
        Names of stacks, one at least.
    database_url:
        Address of the fleet's database; without it that of .a2p/fleet.
    """
    from a2p.cli.fleet_commands import resume_customers

    return resume_customers(database_url, customers)


@app.command
def cancel(*customers: str, database_url: _Url = None) -> Exit:
    """
    Take customers out of the fleet until `a2p fleet retry`. Nothing at Twilio is changed.

    Parameters
    ----------
    customers:
        Names of stacks, one at least.
    database_url:
        Address of the fleet's database; without it that of .a2p/fleet.
    """
    from a2p.cli.fleet_commands import cancel_customers

    return cancel_customers(database_url, customers)


@app.command
def events(
    *,
    since: str = "1d",
    until: str | None = None,
    unmatched: Annotated[bool, Parameter(negative="")] = False,
    database_url: _Url = None,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> Exit:
    """
    Show what Twilio and the registry told, newest first: callbacks, events and webhooks.

    Parameters
    ----------
    since:
        From when on: ISO 8601, or such as 90m, 2h or 3d ago.
    until:
        Until when; now if left out.
    unmatched:
        Show only what is about nobody known here.
    database_url:
        Address of the fleet's database; without it that of .a2p/fleet.
    as_json:
        Write a JSON list.
    """
    from a2p.cli.fleet_commands import show_events

    return show_events(database_url, since, until, unmatched=unmatched, as_json=as_json)


@app.command
def replay(*, since: str, until: str | None = None, database_url: _Url = None) -> Exit:
    """
    Have `a2p serve` act once more upon what it was told in a span of time.

    Parameters
    ----------
    since:
        From when on: ISO 8601, or such as 90m, 2h or 3d ago.
    until:
        Until when; now if left out.
    database_url:
        Address of the fleet's database; without it that of .a2p/fleet.
    """
    from a2p.cli.fleet_commands import replay_events

    return replay_events(database_url, since, until)


@app.command
def subscribe(*, public_url: Annotated[str, Parameter(env_var="A2P_EVENTS_URL")] = "") -> Exit:
    """
    Have Twilio send registration events here: a sink and a subscription in each account that has none.

    `a2p serve` does it by itself, and so does `a2p up` where Pulumi.yaml has a2p:events_url.

    Parameters
    ----------
    public_url:
        What Twilio calls, such as https://a2p.example.com; a2p:events_url of Pulumi.yaml if left out.
    """
    from a2p.cli.fleet_commands import subscribe_events

    return subscribe_events(public_url)


@app.command
def backup(file: Path, *, database_url: _Url = None) -> Exit:
    """
    Write the fleet's database into a file, while it works or not; see `a2p fleet restore`.

    Parameters
    ----------
    file:
        Where to write; an older one is replaced when the new one is whole.
    database_url:
        Address of the fleet's database; without it that of .a2p/fleet.
    """
    from a2p.cli.fleet_copies import write_backup

    return write_backup(database_url, file)


@app.command
def restore(file: Path, *, database_url: _Url = None) -> Exit:
    """
    Read a backup into an empty database. Then start the workers, and `a2p fleet replay` what came since.

    Parameters
    ----------
    file:
        What `a2p fleet backup` has written.
    database_url:
        Address of an empty database; without it that of .a2p/fleet.
    """
    from a2p.cli.fleet_copies import read_backup

    return read_backup(database_url, file)


@app.command
def move(*, to: str, database_url: _Url = None) -> Exit:
    """
    Move the fleet to another PostgreSQL server: dump, restore, compare. Stop all its processes first.

    The old database stays as it is, but no worker starts with it any more.

    Parameters
    ----------
    to:
        Address of an empty database of the other server.
    database_url:
        Address of the fleet's database; without it that of .a2p/fleet.
    """
    from a2p.cli.fleet_copies import move_database

    return move_database(database_url, to)
