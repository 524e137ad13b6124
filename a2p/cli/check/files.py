"""The files that `a2p check` checks, and the sum of their findings."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from a2p.cli.check.credentials import check_credentials, environment_of_runs
from a2p.cli.check.formats import CheckSummary
from a2p.cli.terminal.text import shorten_path
from a2p.engine.registered_campaigns import list_registered_campaigns_here
from a2p.errors import DeclarationError
from a2p.stackfile.checks import FileCheck, Note, check_file
from a2p.stackfile.project import StackProject, find_project


def check_files(names: Sequence[str], *, with_pages: bool = False) -> CheckSummary:
    """
    Check them; all stack files of the project if none is named.

    with_pages: also fetch the pages that they name.

    Raises:
        DeclarationError: there is no such file, or no project.
    """
    env = environment_of_runs()
    checks = []
    for project, file in _choose_files(names):
        check = check_file(file, project, list_registered_campaigns_here)
        pages = _list_page_notes(file, project) if with_pages else ()
        checks.append(replace(check, notes=(*check.notes, *check_credentials(file, project, env), *pages)))
    return _summarise(checks)


def _list_page_notes(file: Path, project: StackProject) -> Iterable[Note]:
    from a2p.cli.check.pages import check_pages, make_cache  # an offline check needs no network code

    return check_pages(file, project, make_cache(project))


def _choose_files(names: Sequence[str]) -> list[tuple[StackProject, Path]]:
    """Each file once, with the project it belongs to."""
    if names:
        projects: dict[Path, StackProject] = {}
        chosen = [match for name in names for match in _resolve(name, projects)]
        return list({file.resolve(): (project, file) for project, file in chosen}.values())
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


def _summarise(checked: Sequence[FileCheck]) -> CheckSummary:
    notes = tuple(
        dict.fromkeys(
            note._replace(file=shorten_path(note.file)) for check in checked for note in check.notes
        )
    )
    return CheckSummary(
        files=tuple(shorten_path(check.file) for check in checked),
        notes=notes,
        counts=Counter(note.severity for note in notes),
        secrets=sum(check.secrets for check in checked),
        silenced=sum(check.silenced for check in checked),
    )
