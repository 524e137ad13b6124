"""Files as people see them."""

from pathlib import Path


def shown(file: Path) -> Path:
    """As seen from here, where that is shorter: pull requests and editors know no other paths."""
    whole = file.resolve()
    return whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else whole
