"""
What a cluster does with docs/gitops/kubernetes, without one.

The API server's part is a schema that knows no field but those it lists; kubernetes.schema.yaml says where it
is from. The operator's part is the workspace of version 2.9.0: its folders, its environment, the agent in it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jsonschema import Draft202012Validator

from tests.gitops.workflow import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.support.repository import Repository

_HERE = Path(__file__).parent
_IMAGE_BIN = EXAMPLES / "kubernetes" / "bin"  # what the image has first on PATH
_DEADLINE = 300  # seconds


def manifest() -> dict[str, dict[str, Any]]:
    """The documents of the manifest by their kind; each kind is there once."""
    documents = list(yaml.safe_load_all((EXAMPLES / "kubernetes" / "stack.yaml").read_text(encoding="utf-8")))
    by_kind = {each["kind"]: each for each in documents}
    assert len(by_kind) == len(documents)
    return by_kind


def faults(document: Mapping[str, Any]) -> list[str]:
    """What the API server would object to, each with the path of the field."""
    schema = yaml.safe_load((_HERE / "kubernetes.schema.yaml").read_text(encoding="utf-8"))
    kind = f"{document['apiVersion']}/{document['kind']}"
    if kind not in schema:
        return [f"{kind}: no such kind"]
    validator = Draft202012Validator({"$defs": schema["$defs"], **schema[kind]})
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


def run_workspace(
    repository: Repository, name: str, stack: Mapping[str, Any], secrets: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """One `up` in a new pod. secrets: what lies in the cluster, as `secret/key` -> value."""
    source = repository.checkout(name, stack["spec"]["branch"])
    (source / ".venv").unlink()
    workspace = repository.folder / f"{name}-workspace"
    workspace.symlink_to(source)
    return subprocess.run(
        [sys.executable, _HERE / "agent.py", workspace.resolve(), stack["spec"]["stack"]],
        cwd=workspace,
        env=_environment(repository, stack, secrets),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_DEADLINE,
        check=False,
    )


def _environment(
    repository: Repository, stack: Mapping[str, Any], secrets: Mapping[str, str]
) -> dict[str, str]:
    """The pod's: what the image sets, and what the manifest names. The runner's own has no place in it."""
    home = repository.folder / "home"
    home.mkdir(exist_ok=True)
    declared = {
        variable: secrets[f"{source['secret']['name']}/{source['secret']['key']}"]
        for variable, source in stack["spec"]["envRefs"].items()
    }
    return {
        "HOME": str(home),
        "PATH": f"{_IMAGE_BIN}:{repository.env()['PATH']}",
        "PULUMI_ENV": "/share/.env",
        "PULUMI_BACKEND_URL": stack["spec"]["backend"],
        **declared,
    }
