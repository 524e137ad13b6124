"""
The text of a stack file with some values set and others commented out; every other line stays as it is.

Whole lines are replaced, found by where the parser saw each key, so that comments, order and blanks survive.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from a2p.declared.problems import Location
from a2p.stackfile import list_entries
from a2p.stackfile.key_changes import Edit, last_line, replaced
from a2p.stackfile.list_entries import Entries
from a2p.stackfile.reader import StackFile
from a2p.stackfile.yaml_writer import entry


def edited(
    found: StackFile, project: str, values: Mapping[str, Any], without: Iterable[Location] = ()
) -> str:
    """
    A file's text with values set, nested as in the file; `without` names the keys that become comments.

    A value that is a secret in the file stays one. Of a list, some entries may be given (`Entries`).

    Raises:
        DeclarationError: a list has no such entry, and it would not be its next one.
    """
    lines = found.text.split("\n")
    editor = _Editor(found, project, lines)
    edits = sorted([*editor.setting((), values), *editor.removing(set(without))], key=lambda each: each[:2])
    for first, past, new in reversed(edits):
        lines[first:past] = new
    return "\n".join(lines)


class _Editor:
    """Where the changes of one file go."""

    def __init__(self, found: StackFile, project: str, lines: list[str]) -> None:
        self._found = found
        self._project = project
        self._lines = lines

    def setting(self, around: Location, values: Mapping[str, Any]) -> Iterator[Edit]:
        for key, value in values.items():
            location = (*around, key)
            if location not in self._found.nodes:
                whole = value.among([], location) if isinstance(value, Entries) else value
                yield self._inserted(around, key, whole)
            elif isinstance(value, Entries):
                yield from list_entries.edits(value, self._found, location)
            elif location not in self._found.secrets:
                yield from self._set(location, value)

    def removing(self, without: set[Location]) -> Iterator[Edit]:
        """A section of which nothing is left becomes a comment with all it holds."""
        for location in self._found.nodes:
            if self._leaves(location) <= without and not self._leaves(location[:-1]) <= without:
                yield self._commented(location)

    def _set(self, location: Location, value: Any) -> Iterator[Edit]:
        key, node = self._found.nodes[location]
        is_section = isinstance(node, yaml.MappingNode) and not node.flow_style and isinstance(value, Mapping)
        if is_section:
            yield from self.setting(location, value)
        elif self._found.value(location) != value:
            if isinstance(node, yaml.MappingNode) and isinstance(value, Mapping):
                value = {**self._found.value(location), **value}
            written = entry(self._as_written(key), value, key.start_mark.column)
            yield replaced(node, self._found.text, key.start_mark.line, written)

    def _inserted(self, around: Location, key: str, value: Any) -> Edit:
        """In place of the comment that shows the key, or else at the end of its section."""
        siblings = [each for each in self._found.nodes if each[:-1] == around]
        first, last = self._found.nodes[siblings[0]][0], self._found.nodes[siblings[-1]][1]
        name, column = (key if around else f"{self._project}:{key}"), first.start_mark.column
        begin, end = first.start_mark.line, last_line(last, self._found.text) + 1
        shown = self._shown(name, column, begin, end)
        return Edit(*(shown or (end, end)), entry(name, value, column))

    def _shown(self, name: str, column: int, begin: int, end: int) -> tuple[int, int] | None:
        """The lines of a section in which a comment shows such a key, in it or directly behind it."""
        heading = re.compile(rf" {{{column}}}# {re.escape(name)}:( .*)?")
        inside = re.compile(rf" {{{column}}}#   ")
        while end < len(self._lines) and self._lines[end].lstrip().startswith("#"):
            end += 1
        for at in range(begin, end):
            if heading.fullmatch(self._lines[at]):
                past = at + 1
                while past < end and inside.match(self._lines[past]):
                    past += 1
                return at, past
        return None

    def _commented(self, location: Location) -> Edit:
        key, node = self._found.nodes[location]
        first, past = key.start_mark.line, last_line(node, self._found.text) + 1
        pad = " " * key.start_mark.column
        lines = [f"{pad}# {line[len(pad) :]}" if line.strip() else line for line in self._lines[first:past]]
        return Edit(first, past, lines)

    def _leaves(self, location: Location) -> set[Location]:
        """The locations of the values below one, or itself; lists are one value."""
        if not isinstance(self._found.value(location), dict):
            return {location}
        inner = {each for each in self._found.nodes if each[: len(location)] == location and each != location}
        below = {each for each in inner if not isinstance(self._found.value(each), dict)}
        return {each for each in below if not any(isinstance(part, int) for part in each)} or {location}

    def _as_written(self, key: yaml.Node) -> str:
        return self._found.text[key.start_mark.index : key.end_mark.index]
