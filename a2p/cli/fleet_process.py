"""How `a2p serve` and `a2p worker` start a process of the fleet."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.event_subscriptions import read_events_url
from a2p.cli.runs.preview_report import parse_cost
from a2p.cli.worker_options import WorkerOptions
from a2p.engine.errors import EngineError
from a2p.engine.project import EngineProject

if TYPE_CHECKING:
    from fleet.runner import Runner
    from fleet.service import Options

_CACHE = "A2P_FLEET_CACHE"
_FEES = (
    "level continue: what waited is registered, for the fees that the plan of a person's a2p up has shown; "
    "nothing else that costs is done"
)


@contextmanager
def require_extra() -> Iterator[None]:
    """Say what to install where the fleet's libraries are missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] in {"a2p", "fleet"}:
            raise
        raise EngineError(
            f"The fleet needs {error.name}, which is not installed", remedy="pip install 'a2p[fleet]'"
        ) from error


def serve_fleet(  # noqa: PLR0913  # the options of the verb
    database_url: str | None,
    chosen: WorkerOptions,
    *,
    host: str,
    port: int,
    public_url: str,
    every: float,
) -> Exit:
    """Run a worker, the declarations' scanner and the receiver of events until a signal comes."""
    with require_extra():
        from fleet import server, service
        from fleet.storage.embedded import run_embedded
    project, options = _begin(chosen)
    if chosen.level == "continue":
        print(f"a2p: {_FEES}", file=sys.stderr, flush=True)
    stop = service.stop_on_signals()

    def run(url: str) -> None:
        listening = server.Listening(host, port, public_url or read_events_url(project))
        runner = _make_runner(project, url, chosen)
        server.run_server(url, project, runner, replace(options, every=every), stop, listening)

    if database_url:
        run(database_url)
    else:
        with run_embedded(project.folder / ".a2p" / "fleet") as url:
            run(url)
    return Exit.DONE


def work_for_fleet(database_url: str, chosen: WorkerOptions) -> Exit:
    """Run a worker until a signal comes."""
    with require_extra():
        from fleet import service
    project, options = _begin(chosen)
    runner = _make_runner(project, database_url, chosen)
    service.run_worker(database_url, runner, options, service.stop_on_signals())
    return Exit.DONE


def _begin(chosen: WorkerOptions) -> "tuple[EngineProject, Options]":
    """What every process of the fleet begins with: its secrets, the project, its logs."""
    with require_extra():
        from fleet import service
        from fleet.decisions.policy import Level
        from fleet.run_secrets import load_secrets
        from fleet.telemetry.log_lines import configure_logs
    load_secrets()
    project = EngineProject.find()
    configure_logs()
    return project, service.Options(
        *(chosen.name or service.make_name(), Level(chosen.level), chosen.at_once),
        scale=chosen.pace,
        most_a_day=parse_cost(chosen.max_cost),
    )


def _make_runner(project: EngineProject, url: str, chosen: WorkerOptions) -> "Runner":
    """What runs the declarations: of the project's folder, or of a branch of a repository."""
    from fleet.runner import CommandRunner

    if not chosen.repository:
        return CommandRunner(project)
    from fleet.jobs.tables import create_tables
    from fleet.sources.git_source import RepositoryRunner, TakenCommit
    from fleet.sources.repository import Repository
    from fleet.storage.database import Database

    given = project.env.get(_CACHE)
    cache = Path(given) if given else project.folder / ".a2p" / "fleet-repository"
    repository = Repository(chosen.repository, chosen.branch, cache, path=chosen.repository_path)
    database = Database(url)
    create_tables(database)
    return RepositoryRunner(
        repository, TakenCommit(database), lambda folder: EngineProject.find(folder, project.env)
    )
