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
from a2p.stackfile.key_changes import LineEdit, find_last_line, replace_value
from a2p.stackfile.list_entries import ListEntries
from a2p.stackfile.reader import StackFile
from a2p.stackfile.yaml_writer import write_entry


def edit_text(
    stack_file: StackFile, project: str, values: Mapping[str, Any], without: Iterable[Location] = ()
) -> str:
    """
    A file's text with values set, nested as in the file; `without` names the keys that become comments.

    A value that is a secret in the file stays one. Of a list, some entries may be given (`ListEntries`).

    Raises:
        DeclarationError: a list has no such entry, and it would not be its next one.
    """
    lines = stack_file.text.split("\n")
    editor = _Editor(stack_file, project, lines)
    edits = sorted(
        [*editor.set_values((), values), *editor.comment_out(set(without))], key=lambda edit: edit[:2]
    )
    for first, past, new in reversed(edits):
        lines[first:past] = new
    return "\n".join(lines)


class _Editor:
    """Where the changes of one file go."""

    def __init__(self, stack_file: StackFile, project: str, lines: list[str]) -> None:
        self._stack_file = stack_file
        self._project = project
        self._lines = lines

    def set_values(self, around: Location, values: Mapping[str, Any]) -> Iterator[LineEdit]:
        for key, value in values.items():
            location = (*around, key)
            if location not in self._stack_file.nodes:
                whole = value.merge_into([], location) if isinstance(value, ListEntries) else value
                yield self._insert(around, key, whole)
            elif isinstance(value, ListEntries):
                yield from list_entries.edit_list(value, self._stack_file, location)
            elif location not in self._stack_file.secrets:
                yield from self._set(location, value)

    def comment_out(self, without: set[Location]) -> Iterator[LineEdit]:
        """A section of which nothing is left becomes a comment with all it holds."""
        for location in self._stack_file.nodes:
            if self._list_leaves(location) <= without and not self._list_leaves(location[:-1]) <= without:
                yield self._comment_lines(location)

    def _set(self, location: Location, value: Any) -> Iterator[LineEdit]:
        key, node = self._stack_file.nodes[location]
        is_section = isinstance(node, yaml.MappingNode) and not node.flow_style and isinstance(value, Mapping)
        if is_section:
            yield from self.set_values(location, value)
        elif self._stack_file.find_value(location) != value:
            if isinstance(node, yaml.MappingNode) and isinstance(value, Mapping):
                value = {**self._stack_file.find_value(location), **value}
            written = write_entry(self._find_source(key), value, key.start_mark.column)
            yield replace_value(node, self._stack_file.text, key.start_mark.line, written)

    def _insert(self, around: Location, key: str, value: Any) -> LineEdit:
        """In place of the comment that shows the key, or else at the end of its section."""
        siblings = [location for location in self._stack_file.nodes if location[:-1] == around]
        first, last = self._stack_file.nodes[siblings[0]][0], self._stack_file.nodes[siblings[-1]][1]
        name, column = (key if around else f"{self._project}:{key}"), first.start_mark.column
        begin = self._skip_comments_above(first.start_mark.line)
        end = self._skip_comments_within(find_last_line(last, self._stack_file.text) + 1, column)
        shown = self._find_comment(name, column, begin, end)
        return LineEdit(*(shown or (end, end)), write_entry(name, value, column))

    def _skip_comments_above(self, line: int) -> int:
        """The first of the comment lines directly above: the first key of a section may be shown there."""
        while line and self._lines[line - 1].lstrip().startswith("#"):
            line -= 1
        return line

    def _skip_comments_within(self, line: int, column: int) -> int:
        """Past comments that are indented more than the section's keys: they are about the last of these."""
        inside = re.compile(rf" {{{column + 1},}}#")
        while line < len(self._lines) and inside.match(self._lines[line]):
            line += 1
        return line

    def _find_comment(self, name: str, column: int, begin: int, end: int) -> tuple[int, int] | None:
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

    def _comment_lines(self, location: Location) -> LineEdit:
        key, node = self._stack_file.nodes[location]
        first, past = key.start_mark.line, find_last_line(node, self._stack_file.text) + 1
        pad = " " * key.start_mark.column
        lines = [f"{pad}# {line[len(pad) :]}" if line.strip() else line for line in self._lines[first:past]]
        return LineEdit(first, past, lines)

    def _list_leaves(self, location: Location) -> set[Location]:
        """The locations of the values below one, or itself; lists are one value."""
        if not isinstance(self._stack_file.find_value(location), dict):
            return {location}
        inner = {
            inner_location
            for inner_location in self._stack_file.nodes
            if inner_location[: len(location)] == location and inner_location != location
        }
        below = {
            inner_location
            for inner_location in inner
            if not isinstance(self._stack_file.find_value(inner_location), dict)
        }
        return {leaf for leaf in below if not any(isinstance(part, int) for part in leaf)} or {location}

    def _find_source(self, key: yaml.Node) -> str:
        return self._stack_file.text[key.start_mark.index : key.end_mark.index]
