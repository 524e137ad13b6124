"""Compiles the tables of patterns with the shared word classes and a subject's own."""

from collections.abc import Mapping

from a2p.lint.language.patterns import Pattern, Patterns
from a2p.lint.lexicon.words import CLASSES


def compile_patterns(sources: str, classes: Mapping[str, tuple[str, ...]] | None = None) -> Patterns:
    """The patterns of a table, one a line; # begins a comment."""
    known = {**CLASSES, **(classes or {})}
    lines = (line.partition("#")[0].strip() for line in sources.splitlines())
    return Patterns(Pattern(line, known) for line in lines if line)
