"""Where the code cites a requirement: that is where it is kept."""

import re
from pathlib import Path

import a2p

_ROOT = Path(a2p.__file__).parents[1]
_ENCYCLOPEDIA = frozenset({"catalogue", "cli"})  # they write about requirements, and keep none


def cited_in(requirement: str) -> list[str]:
    """The files of the project that cite it, as paths from the project's root."""
    cited = re.compile(rf"(?<![\w.]){re.escape(requirement)}(?![\w.]*\w)")
    return [
        path.relative_to(_ROOT).as_posix()
        for folder in ("a2p", "providers")
        for path in sorted((_ROOT / folder).rglob("*.py"))
        if not _ENCYCLOPEDIA & set(path.parts) and cited.search(path.read_text(encoding="utf-8"))
    ]
