"""Replacements of lines in a stack file, located by the parser's marks."""

from typing import NamedTuple

import yaml


class LineEdit(NamedTuple):
    """Replace the lines [first, past) by other lines."""

    first: int
    past: int
    lines: list[str]


def find_last_line(node: yaml.Node, text: str) -> int:
    """The line on which a value ends; its own mark may lie behind the comments that follow it."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        written = text[node.start_mark.index : node.end_mark.index].rstrip()
        return int(node.start_mark.line) + written.count("\n")
    last = node.value[-1]
    return find_last_line(last[1] if isinstance(last, tuple) else last, text)


def replace_value(node: yaml.Node, text: str, first: int, lines: list[str]) -> LineEdit:
    """
    Lines in place of those from `first` to a value's end; a comment behind the value stays.

    An alias (*) has its value's node, which stands further up; it ends on its own line.
    """
    comment = _find_trailing_comment(node, text) if node.start_mark.line >= first else ""
    if comment and len(lines) == 1:
        lines = [f"{lines[0]}{comment}"]
    elif comment:
        pad = " " * (len(lines[0]) - len(lines[0].lstrip()))
        lines = [f"{pad}{comment.lstrip()}", *lines]
    return LineEdit(first, max(first, find_last_line(node, text)) + 1, lines)


def _find_trailing_comment(node: yaml.Node, text: str) -> str:
    """The comment on the line on which a value ends, with the blanks before it."""
    if not isinstance(node, yaml.ScalarNode) or node.style in {"|", ">"}:
        return ""
    rest = text[node.end_mark.index :].partition("\n")[0]
    return rest if rest.lstrip().startswith("#") else ""
