"""What a run needs of this machine: Python, the engine with its hosts, the state, the passphrase."""

import platform
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import requires, version
from pathlib import Path

from a2p.cli.doctor.result import CheckResult, fail, ok, warn
from a2p.engine.commands import capture_pulumi
from a2p.engine.jobs import choose_jobs
from a2p.engine.locks import find_active
from a2p.engine.processes import find_orphans
from a2p.engine.project import EngineProject
from a2p.engine.recorded.status import read_recorded_statuses
from a2p.engine.warm_process import find_obstacle
from a2p.state.call_times import describe_sharing
from a2p.state.errors import StateError
from a2p.state.standing_tables import RecordedStatus

_HOSTS = ("pulumi-language-python", "pulumi-resource-pulumi-python")
_SETUP = "make setup"


def check_machine(project: EngineProject) -> Iterator[CheckResult]:
    """Yields the result of each check as soon as it is known."""
    yield ok("python", f"{platform.python_version()} at {sys.executable}")
    yield _check_virtual_environment(project)
    yield _check_engine(project)
    yield _check_hosts(project)
    yield _check_runs(project)
    yield _check_backend(project)
    yield _check_limits(project)
    yield _check_passphrase(project)
    yield _check_interrupted_runs(project)


def _check_virtual_environment(project: EngineProject) -> CheckResult:
    what = "virtual environment"
    folder = project.folder / ".venv"
    if (folder / "bin" / "python").exists():
        return ok(what, str(folder))
    return fail(what, f"{folder} has no Python, and the plugin runs in it", _SETUP)


def _check_engine(project: EngineProject) -> CheckResult:
    what = "engine"
    answer = capture_pulumi(project, "version")
    number = re.search(r"v?(\d+)\.(\d+)\.(\d+)", answer.output)
    if answer.status or number is None:
        return fail(what, f"pulumi does not run: {answer.output.strip()[-200:]}", _SETUP)
    at = shutil.which("pulumi", path=project.env.get("PATH"))
    text = f"{number.group()} at {at}, SDK {version('pulumi')}"
    if tuple(map(int, number.groups()))[:2] < _find_oldest_engine():
        return fail(what, f"{text}: too old", _SETUP)
    return ok(what, text)


def _find_oldest_engine() -> tuple[int, ...]:
    """The oldest engine that this project is tested with: the lower bound it has for the SDK."""
    bounds = (re.match(r"pulumi\b[^;]*>=(\d+)\.(\d+)", requirement) for requirement in requires("a2p") or ())
    return next((tuple(map(int, bound.groups())) for bound in bounds if bound), (0,))


def _check_hosts(project: EngineProject) -> CheckResult:
    what = "language host"
    missing = [name for name in _HOSTS if shutil.which(name, path=project.env.get("PATH")) is None]
    if missing:
        return fail(what, f"not on PATH: {', '.join(missing)}", _SETUP)
    return ok(what, ", ".join(_HOSTS))


def _check_runs(project: EngineProject) -> CheckResult:
    """How runs over many customers are made; the slower way does the same."""
    what = "runs at once"
    if obstacle := find_obstacle(project):
        return warn(what, f"each starts a plugin and a language host of its own: {obstacle}", "")
    return ok(what, f"forked from one process, {choose_jobs()} at once by memory")


def _check_backend(project: EngineProject) -> CheckResult:
    what, state = "state", project.state
    try:
        state.require_writable()
        stacks = len(state.list_stacks())
    except StateError as error:
        return fail(what, error.summary, error.remedy)
    text = f"{project.backend}, {stacks} stacks"
    if not state.has_locks:
        return warn(what, f"{text}, read through the engine", "stale locks there are yours: pulumi cancel")
    return ok(what, text)


def _check_limits(project: EngineProject) -> CheckResult:
    """Over what the limits of an account are kept (E5)."""
    return ok("limits of an account", f"kept {describe_sharing(project.state.kind)}")


def _check_passphrase(project: EngineProject) -> CheckResult:
    what, customers = "passphrase", project.list_declared_customers()
    file = project.env.get("PULUMI_CONFIG_PASSPHRASE_FILE", "")
    if file and not Path(file).expanduser().is_file():
        return fail(
            what, f"PULUMI_CONFIG_PASSPHRASE_FILE names {file}, which is no file", "correct the variable"
        )
    if not file and "PULUMI_CONFIG_PASSPHRASE" not in project.env:
        return fail(what, "none is set", "export PULUMI_CONFIG_PASSPHRASE=… (or …_FILE)")
    if project.has_public_passphrase and customers:
        return warn(what, "it is the examples', which everybody knows", "export PULUMI_CONFIG_PASSPHRASE=…")
    return ok(what, "is set")


def _check_interrupted_runs(project: EngineProject) -> CheckResult:
    what, state = "interrupted runs", project.state
    left = [f"pid {process.pid}, whose engine is dead" for process in find_orphans(project.folder)]
    try:
        recorded = read_recorded_statuses(project)
        stacks = _find_interrupted(project, recorded)
    except StateError as error:
        return warn(what, "not looked at, for the state cannot be read", error.remedy)
    unreadable = [status for status in recorded.values() if status.problem]
    if unreadable:
        return fail(what, unreadable[0].problem, unreadable[0].remedy)
    left += [f"{stack} has a dead run's lock, or half-done creations" for stack in stacks]
    if not left:
        return ok(what, "none" if state.has_locks else "no process; locks are not seen in this kind of state")
    return warn(what, "; ".join(left), f"a2p up {stacks[0] if stacks else '<customer>'}, which puts it away")


def _find_interrupted(project: EngineProject, recorded: Mapping[str, RecordedStatus]) -> list[str]:
    """Stacks with a lock or half-done creations, and no run at work."""
    locks = project.state.list_all_locks()
    suspects = {*locks, *(stack for stack, status in recorded.items() if status.interrupted)}
    return sorted(stack for stack in suspects if not find_active(stack, locks.get(stack, [])))
