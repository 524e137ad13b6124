"""
Write docs/reference from the code, or with --check say which page is not current.

    python script/reference/write.py [--check]
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pages import written  # the project's root comes first on the path

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"


def main() -> int:
    """0, or 1 when a page was to be checked and is not current."""
    check = sys.argv[1:] == ["--check"]
    stale = []
    for name, text in written():
        file = FOLDER / name
        if check and (not file.exists() or file.read_text(encoding="utf-8") != text):
            stale.append(name)
        if not check:
            file.write_text(text, encoding="utf-8")
    if stale:
        print(f"not current: {', '.join(stale)}\n  do: make docs", file=sys.stderr)
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
