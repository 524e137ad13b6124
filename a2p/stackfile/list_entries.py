"""Some entries of a list, by their number, set in the text of a file; the others and their comments stay."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from a2p.declared.problems import Location, format_location
from a2p.errors import DeclarationError
from a2p.stackfile.key_changes import LineEdit, find_last_line, replace_value
from a2p.stackfile.reader import StackFile
from a2p.stackfile.yaml_writer import write_entry, write_item


@dataclass(frozen=True)
class ListEntries:
    """Some entries of a list, by their index from 0."""

    items: Mapping[int, Any]

    @property
    def as_list(self) -> list[Any]:
        """As a list of its own: in order, closed up, as columns of a table are that may be empty."""
        return [self.items[at] for at in sorted(self.items)]

    def merge_into(self, present: list[Any], location: Location) -> list[Any]:
        """
        A list with these in it; one more than it has goes to its end.

        Raises:
            DeclarationError: one is further away than that.
        """
        whole = list(present)
        for at in sorted(self.items):
            if at > len(whole):
                raise _make_too_far(location, at, len(whole))
            whole[at : at + 1] = [self.items[at]]
        return whole


def edit_list(entries: ListEntries, stack_file: StackFile, location: Location) -> Iterator[LineEdit]:
    """
    What changes at a key that is there. A secret stays.

    Raises:
        DeclarationError: a number is too high, or a secret would have to be written again.
    """
    (key, node), text = stack_file.nodes[location], stack_file.text
    present = stack_file.find_value(location)
    present = present if isinstance(present, list) else []
    whole = entries.merge_into(present, location)
    if not _has_lines_of_its_own(key, node):
        if whole == present:
            return
        if None in present:
            raise DeclarationError(
                f"{format_location(location)}: the list contains a secret", remedy="edit the file by hand"
            )
        written = text[key.start_mark.index : key.end_mark.index]
        lines = write_entry(written, whole, key.start_mark.column)
        yield replace_value(node, text, key.start_mark.line, lines)
        return
    column = node.start_mark.column
    for at, old in enumerate(node.value):
        if present[at] not in (None, whole[at]):
            yield replace_value(old, text, old.start_mark.line, write_item(whole[at], column))
    end = find_last_line(node, text) + 1
    if added := [line for value in whole[len(present) :] for line in write_item(value, column)]:
        yield LineEdit(end, end, added)


def _has_lines_of_its_own(key: yaml.Node, node: yaml.Node) -> bool:
    """Whether each entry begins on a line of this list: not in brackets, and not with an alias (*) in it."""
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not node.value:
        return False
    items = [item_node.start_mark.index for item_node in node.value]
    begins = [key.end_mark.index, node.start_mark.index, *items, node.end_mark.index]
    return begins == sorted(set(begins))


def _make_too_far(location: Location, at: int, length: int) -> DeclarationError:
    there = {0: "no entry yet", 1: "1 entry, [0]"}.get(length, f"{length} entries, [0] to [{length - 1}]")
    given, following = format_location((*location, at)), format_location((*location, length))
    return DeclarationError(
        f"the list has {there}", remedy=f"give it as {following}, which adds one", where=given
    )
