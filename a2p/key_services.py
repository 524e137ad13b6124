"""
Which key services a stack file may name: only those that its project allows.

`secretsprovider` says who encrypts a stack's secrets. The engine calls it in each preview, with the
credentials of whoever runs it, at an address that the file itself can give (`awskms://…?endpoint=…`). So a
stack file that somebody proposes could have a request signed for a stranger. `environment` (Pulumi ESC)
brings in credentials of others. What is allowed stands in Pulumi.yaml, which code owners review:

    a2p:
      secretsProviders: ["awskms://alias/a2p?region=us-east-1"]
      environments: ["isv/a2p"]
"""

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from a2p.yaml_input import load_yaml

_BUILT_IN = frozenset({"", "default", "passphrase"})
# Key of a stack file, and the key of Pulumi.yaml's section `a2p` that lists its allowed values.
_LISTS: Mapping[str, str] = {"secretsprovider": "secretsProviders", "environment": "environments"}


def list_refusals(stack_text: str, project_text: str) -> list[tuple[str, str]]:
    """
    What a stack file names that Pulumi.yaml does not allow: the key, and why it is refused.

    A text that is not YAML refuses nothing: the engine does not read it either.
    """
    stack, project = _read_mapping(stack_text), _read_project(project_text).get("a2p")
    allowed = project if isinstance(project, Mapping) else {}
    return [
        (key, _describe(key, value))
        for key in _LISTS
        for value in _list_values(stack.get(key))
        if value not in _BUILT_IN and value not in _list_values(allowed.get(_LISTS[key]))
    ]


def find_refusal(stack_file: Path, project_file: Path) -> str:
    """Why the engine must not be started with a stack file; "" where nothing speaks against it."""
    try:
        texts = [file.read_text(encoding="utf-8") for file in (stack_file, project_file)]
    except (OSError, UnicodeDecodeError):  # the engine says so itself
        return ""
    return "\n".join(f"{stack_file.name}: {text}\n  do: {REMEDY}" for _key, text in list_refusals(*texts))


REMEDY = (
    "remove it; or, if it is meant, list it in Pulumi.yaml (a2p: secretsProviders: [...]), "
    "which code owners review"
)


def _describe(key: str, value: str) -> str:
    kind = value.partition(":")[0][:20]
    return (
        f"{key}: Pulumi.yaml does not allow this {kind} address, and the engine would send credentials there"
    )


def _list_values(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):  # environment: {imports: [...]}
        value = list(value.get("imports") or ["(its own values)"])
    values = value if isinstance(value, list) else [value]
    return (str(item) for item in values if item is not None)


@functools.lru_cache(maxsize=8)
def _read_project(text: str) -> Mapping[str, Any]:
    """The same for all stack files of a project."""
    return _read_mapping(text)


def _read_mapping(text: str) -> Mapping[str, Any]:
    try:
        content = load_yaml(text)
    except yaml.YAMLError:
        return {}
    return content if isinstance(content, Mapping) else {}
