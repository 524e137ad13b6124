"""The Pulumi project a stack file belongs to: its name, its stack files, and what all its stacks inherit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from a2p.errors import DeclarationError
from a2p.stackfile.reader import StackFile, read_stack_file
from a2p.stackfile.yaml_scalars import scalar_to_text
from a2p.yaml_input import load_yaml

_NAMES = ("Pulumi.yaml", "Pulumi.yml")


@dataclass(frozen=True)
class StackProject:
    """
    A project.

    inherited: the config of its own file, which Pulumi hands to every stack without the same key.
    """

    file: Path
    name: str = "a2p"
    folder: Path = Path("stacks")
    inherited: StackFile = field(default_factory=StackFile)

    @property
    def defaults(self) -> dict[str, Any]:
        """By key, without the project's name."""
        return self.inherited.config

    def stack_file(self, customer: str) -> Path:
        """The declaration of a customer, whether it exists or not."""
        return self.folder / f"Pulumi.{customer}.yaml"

    def list_stack_files(self) -> list[Path]:
        """The declarations of all customers."""
        return sorted(self.folder.glob("Pulumi.*.yaml"))


def find_project(place: Path) -> StackProject:
    """
    The project around a folder or file.

    Raises:
        DeclarationError: there is none, or its file cannot be read.
    """
    for folder in (place.resolve(), *place.resolve().parents):
        for name in _NAMES:
            if (folder / name).is_file():
                return _read_project(folder / name)
    raise DeclarationError(
        f"no Pulumi.yaml in {place.resolve()} or above it", remedy="go to the project's folder"
    )


def _read_project(file: Path) -> StackProject:
    try:
        written = load_yaml(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        raise DeclarationError(f"{file} is not YAML", remedy="pulumi preview, which says where") from None
    written = written if isinstance(written, dict) else {}
    name = str(written.get("name", "a2p"))
    folder = written.get("stackConfigDir")
    inherited = read_stack_file(file, name)
    inherited.config = dict(_read_defaults(inherited.config))
    return StackProject(file, name, file.parent / str(folder or ""), inherited)


def _read_defaults(config: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each value that is given in one of Pulumi's three forms; a mere declaration of a type gives none."""
    for key, given in config.items():
        if not isinstance(given, dict):
            yield key, given
        elif "value" in given or "default" in given:
            value = given.get("value", given.get("default"))
            yield key, value if isinstance(value, dict | list) else scalar_to_text(value)
