"""`a2p changed`: the customers whose declaration, or the code they run, has changed since a commit."""

import json
import subprocess
import sys
from typing import Annotated

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit
from a2p.engine.project import FILES_OF_ALL, FOLDERS_OF_ALL, EngineProject
from a2p.errors import A2PError
from a2p.stack_names import RULE

_NOTHING = "0" * 40  # what GitHub and GitLab call the commit before a branch's first


def changed(
    *,
    since: str,
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
) -> Exit:
    """
    Name the customers that have changed since a commit, for a pipeline to preview just those.

    A change of Pulumi.yaml, of the program or of the code counts for all customers.

    Parameters
    ----------
    since:
        A commit, branch or tag; what counts is where its history and this one part.
    as_json:
        Write a JSON list.
    """
    project = EngineProject.find()
    names = list_changed(project, since)
    print(json.dumps(names) if as_json else "\n".join(names), end="\n" if as_json or names else "")
    return Exit.DONE


def list_changed(project: EngineProject, since: str) -> list[str]:
    """
    The customers that have changed and still have a stack file.

    Raises:
        A2PError: git cannot compare.
    """
    if misnamed := project.list_misnamed_files():
        raise A2PError(
            "Stack files whose names no stack may bear:", reasons=misnamed, remedy=f"rename them: {RULE}"
        )
    known = [stack for stack in project.list_customers() if project.stack_file(stack).exists()]
    if since == _NOTHING:
        return known
    files = _list_changed_files(project, since)
    if any(file in FILES_OF_ALL or file.startswith(FOLDERS_OF_ALL) for file in files):
        return known
    begun = project.state.list_stacks()
    for stack in begun:
        if stack not in known and _relative_file(project, stack) in files:
            print(f"a2p: {stack}: its file is gone, its registration is not", file=sys.stderr)
    return [stack for stack in known if _relative_file(project, stack) in files]


def _relative_file(project: EngineProject, stack: str) -> str:
    return project.stack_file(stack).relative_to(project.folder).as_posix()


def _list_changed_files(project: EngineProject, since: str) -> set[str]:
    """Paths in the project that differ from the commit, uncommitted changes included."""
    command = ["git", "diff", "--name-only", "--relative", "--no-renames", "-z", "--merge-base"]
    command += ["--end-of-options", since, "--"]
    diff = subprocess.run(command, cwd=project.folder, capture_output=True, text=True, check=False)  # noqa: S603  # git
    if diff.returncode:
        raise A2PError(
            f"git cannot compare with {since}: {diff.stderr.strip()[-300:]}",
            remedy="fetch the whole history; for actions/checkout that is fetch-depth: 0",
        )
    return set(filter(None, diff.stdout.split("\0")))
