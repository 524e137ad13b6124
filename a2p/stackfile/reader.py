"""
A stack file, or a project's: its config as Pulumi hands it to the program, and where each key stands.

A wrong file is read as far as it goes. Messages quote nothing of it, because any line may hold personal data.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from a2p.declared.problems import Location
from a2p.stackfile.yaml_scalars import parse_unquoted, scalar_to_text
from a2p.yaml_input import Loader, compose_yaml

_MOST = 20_000  # values; a declaration has a hundred, aliases of aliases have millions


class _Loader(Loader):  # type: ignore[misc]  # the stubs do not know the C one
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # as yaml has it; `unquoted` resolves


class Place(NamedTuple):
    """A place in a file, counted from 1 as editors do."""

    line: int
    column: int


class YamlProblem(NamedTuple):
    """Why a file cannot be read, or not as it was meant."""

    place: Place
    text: str
    remedy: str


@dataclass
class StackFile:
    """
    What was read.

    config: by key without the project's name; keys of other projects are left out. secrets: where a value is
    one that only the passphrase opens. nodes: the parsed value at each location, for whoever edits the text.
    """

    text: str = ""
    config: dict[str, Any] = field(default_factory=dict)
    places: dict[Location, Place] = field(default_factory=dict)
    secrets: set[Location] = field(default_factory=set)
    nodes: dict[Location, tuple[yaml.Node, yaml.Node]] = field(default_factory=dict)
    problems: list[YamlProblem] = field(default_factory=list)

    def find_place(self, location: Location) -> Place:
        """Where it stands; of what is missing, where the nearest section around it does."""
        while location not in self.places and location:
            location = location[:-1]
        return self.places.get(location, Place(1, 1))

    def find_value(self, location: Location) -> Any:
        """What stands there."""
        value: Any = self.config
        for part in location:
            value = value[part]
        return value


def read_stack_file(path: Path, project: str) -> StackFile:
    """Read a file of a project of that name."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return StackFile(
            problems=[YamlProblem(Place(1, 1), f"cannot be read: {error.strerror}", "check its path")]
        )
    except UnicodeDecodeError:
        remedy = "save the file with the encoding UTF-8"
        return StackFile(problems=[YamlProblem(Place(1, 1), "not UTF-8, which Pulumi needs", remedy)])
    return parse_stack_file(text, project)


def parse_stack_file(text: str, project: str) -> StackFile:
    """Read the text of a stack file."""
    stack_file = StackFile(text)
    try:
        root = compose_yaml(text, _Loader)
        if root is not None:
            _Parser(stack_file, project).read_config(root)
    except yaml.YAMLError as error:
        stack_file.problems.append(_describe_yaml_error(error))
    except RecursionError:
        stack_file.problems.append(
            YamlProblem(Place(1, 1), "not YAML: nested too deeply", "look for an alias (*) of itself")
        )
    return stack_file


def find_config(root: yaml.Node) -> yaml.Node | None:
    """The value of the key `config`."""
    entries = root.value if isinstance(root, yaml.MappingNode) else ()
    return next((value for key, value in entries if key.value == "config"), None)


class _Parser:
    """One file being read."""

    def __init__(self, stack_file: StackFile, project: str) -> None:
        self._stack_file = stack_file
        self._project = project
        self._values = 0

    def read_config(self, root: yaml.Node) -> None:
        if not isinstance(root, yaml.MappingNode):
            self._report(root, "not a stack file: no keys", "put everything below the key config:")
            return
        for _ in self._list_entries(root):  # for those given twice
            pass
        self._report_misplaced(root)
        config = find_config(root)
        if not isinstance(config, yaml.MappingNode):
            if config is not None and config.value:
                self._report(config, "config: a mapping of keys needed", "put the keys below config:")
            return
        self._stack_file.places[()] = _find_place(config)
        for key, value in self._list_entries(config):
            if (name := self._strip_project(key.value)) is not None:
                self._declare(name, key, value)

    def _declare(self, name: str, key: yaml.Node, value: yaml.Node) -> None:
        if name in self._stack_file.config:
            self._report_duplicate(key)
        read = self._read_value((name,), key, value)
        is_alone = isinstance(value, yaml.ScalarNode)
        self._stack_file.config[name] = scalar_to_text(read) if is_alone else read

    def _strip_project(self, key: object) -> str | None:
        """The key without the project; Pulumi takes one that names no project for the stack's own."""
        namespace, _, name = str(key).rpartition(":")
        return name if namespace.removesuffix(":config") in {"", self._project} else None

    def _report_misplaced(self, root: yaml.Node) -> None:
        for key, _ in root.value:
            if str(key.value).startswith(f"{self._project}:"):
                self._report(key, "not below config:, so Pulumi never sees it", "indent it below config:")

    def _read_value(self, location: Location, key: yaml.Node, node: yaml.Node) -> Any:
        self._values += 1
        if self._values > _MOST:
            raise yaml.MarkedYAMLError(problem="too many values", problem_mark=node.start_mark)
        self._stack_file.places[location] = _find_place(key)
        self._stack_file.nodes[location] = (key, node)
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.style else parse_unquoted(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self._read_value((*location, at), item, item) for at, item in enumerate(node.value)]
        if _is_secret(node):
            self._stack_file.secrets.add(location)
            return None
        return {
            str(below.value): self._read_value((*location, str(below.value)), below, value)
            for below, value in self._list_entries(node)
        }

    def _list_entries(self, node: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node]]:
        """Each key with its value; those merged in (`<<`) first, so that the mapping's own override them."""
        seen = set()
        for key, value in sorted(node.value, key=lambda entry: entry[0].value != "<<"):
            if not isinstance(key, yaml.ScalarNode):
                self._report(key, "a key that is not a text", "write the key as one word")
            elif key.value == "<<":
                merged = value.value if isinstance(value, yaml.SequenceNode) else [value]
                for mapping in merged:
                    yield from self._list_entries(mapping) if isinstance(mapping, yaml.MappingNode) else ()
            else:
                if key.value in seen:
                    self._report_duplicate(key)
                seen.add(key.value)
                yield key, value

    def _report_duplicate(self, key: yaml.Node) -> None:
        self._report(key, "the same key a second time, which Pulumi refuses", "remove one of them")

    def _report(self, node: yaml.Node, text: str, remedy: str) -> None:
        self._stack_file.problems.append(YamlProblem(_find_place(node), text, remedy))


def _is_secret(node: yaml.Node) -> bool:
    return len(node.value) == 1 and node.value[0][0].value == "secure"


def _find_place(node: yaml.Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)


def _describe_yaml_error(error: yaml.YAMLError) -> YamlProblem:
    mark = getattr(error, "problem_mark", None)
    # What stands in quotes may be of the file.
    problem = re.sub(
        r"\s*['\"].*", "", getattr(error, "problem", None) or "a character that YAML does not allow"
    )
    return YamlProblem(
        Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1),
        f"not YAML: {problem}",
        "look here, and in the lines above, for a missing quote or colon, or a wrong indentation",
    )
