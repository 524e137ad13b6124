"""The files that `a2p check` checks, and the sum of their findings."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from a2p.cli.check.credentials import check_credentials, environment_of_runs
from a2p.cli.check.formats import CheckSummary
from a2p.cli.terminal.text import shorten_path
from a2p.engine.recorded.campaigns import list_registered_campaigns_here
from a2p.engine.recorded.numbers import map_numbers_here
from a2p.errors import DeclarationError
from a2p.stackfile.checks import FileCheck, Note, check_stack_file
from a2p.stackfile.portfolio import RULE as PORTFOLIO
from a2p.stackfile.portfolio import check_portfolio
from a2p.stackfile.project import StackProject, find_project
from a2p.stackfile.reader import StackFile, read_stack_file

_MANY = 500  # files: for fewer, forks cost more than they save


def check_files(names: Sequence[str], *, with_pages: bool = False) -> CheckSummary:
    """
    Check them; all stack files of the project if none is named.

    with_pages: also fetch the pages that they name.

    Raises:
        DeclarationError: there is no such file, or no project.
    """
    env = environment_of_runs()
    chosen = _choose_files(names)
    checks = _check_each(partial(_check_one, env, with_pages), chosen)
    shared = [
        Note(warning.file, warning.place, "warning", PORTFOLIO, warning.text, warning.remedy)
        for warning in check_portfolio((check.member for check in checks if check.member), map_numbers_here)
    ]
    return _summarise(checks, shared)


def _check_one(env: Mapping[str, str], with_pages: bool, chosen: tuple[StackProject, Path]) -> FileCheck:  # noqa: FBT001  # applied in part
    project, file = chosen
    stack_file = read_stack_file(file, project.name)
    check = check_stack_file(file, stack_file, project, list_registered_campaigns_here)
    pages = _list_page_notes(file, stack_file, project) if with_pages else ()
    own = check_credentials(file, stack_file, project, env)
    return replace(check, notes=(*check.notes, *own, *pages))


def _check_each(
    check: Callable[[tuple[StackProject, Path]], FileCheck], chosen: list[tuple[StackProject, Path]]
) -> list[FileCheck]:
    """The check of each file; of many on all processors, as forks, which have the rules loaded already."""
    processors = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if len(chosen) < _MANY or processors < 2:  # two of them
        return [check(each) for each in chosen]
    check(chosen[0])  # loads and compiles what all of them need
    with ProcessPoolExecutor(processors, get_context("fork")) as pool:
        return list(pool.map(check, chosen, chunksize=20))


def _list_page_notes(file: Path, stack_file: StackFile, project: StackProject) -> Iterable[Note]:
    from a2p.cli.check.pages import check_pages, make_cache  # an offline check needs no network code

    return check_pages(file, stack_file, project, make_cache(project))


def _choose_files(names: Sequence[str]) -> list[tuple[StackProject, Path]]:
    """Each file once, with the project it belongs to."""
    if names:
        projects: dict[Path, StackProject] = {}
        chosen = [match for name in names for match in _resolve(name, projects)]
        return list({os.path.abspath(file): (project, file) for project, file in chosen}.values())  # noqa: PTH100  # links are not followed
    project = find_project(Path())
    if files := project.list_stack_files():
        return [(project, file) for file in files]
    raise DeclarationError(f"no Pulumi.*.yaml in {project.folder}", remedy="a2p new <customer>")


def _resolve(name: str, projects: dict[Path, StackProject]) -> list[tuple[StackProject, Path]]:
    path = Path(name)
    is_path = path.suffix in {".yaml", ".yml"} or len(path.parts) > 1 or path.is_dir()
    around = path.resolve() if path.is_dir() else path.resolve().parent
    here = around if is_path else Path.cwd()
    project = projects.setdefault(here, projects.get(here) or find_project(here))
    if path.is_dir():
        return [(project, file) for file in sorted(path.glob("Pulumi.*.yaml"))]
    file = path if is_path else project.stack_file(name)
    if not file.is_file():
        raise DeclarationError(
            f"there is no {shorten_path(file)}", remedy=f"a2p new {name if not is_path else '<customer>'}"
        )
    return [(project, file)]


def _summarise(checked: Sequence[FileCheck], shared: Sequence[Note]) -> CheckSummary:
    found = (*(note for check in checked for note in check.notes), *shared)
    notes = tuple(dict.fromkeys(note._replace(file=shorten_path(note.file)) for note in found))
    return CheckSummary(
        files=tuple(shorten_path(check.file) for check in checked),
        notes=notes,
        counts=Counter(note.severity for note in notes),
        secrets=sum(check.secrets for check in checked),
        silenced=sum(check.silenced for check in checked),
        not_compared=sum(check.member.sealed for check in checked if check.member) if len(checked) > 1 else 0,
    )
