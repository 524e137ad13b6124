"""
How the code is named and cut, in figures: `python script/plates/figures.py 5c3cbd1 HEAD`, a column each.

Without a revision, of the files as they are. It prints and judges nothing; check.py judges.
"""

import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from check import COMMAND_NAMES, EMPTY_LOCALS, REPEATED
from names import (
    Tree,
    is_bare_participle,
    list_functions,
    list_public_names,
    list_stored_names,
    read_revision,
    read_worktree,
)

ROOT = Path(__file__).parents[2]
FOLDERS = ("a2p", "providers", "simulator")
# As a file is excepted or a line, in pyproject.toml and in the code.
_LAZY_IMPORT = "PLC0415"


def measure(tree: Tree, lazy_imports: int) -> dict[str, str]:
    """Every figure by its name."""
    figures = {}
    for folder in FOLDERS:
        functions = [function for function in list_functions(tree) if function.file.startswith(f"{folder}/")]
        named = [function for function in functions if is_bare_participle(function.name)]
        figures[f"{folder}: functions"] = str(len(functions))
        figures[f"{folder}: named by a bare participle"] = _share(len(named), len(functions))
    client = {file: text for file, text in tree.items() if not file.startswith("simulator/")}
    lengths = [function.length for function in list_functions(client)]
    return figures | {
        "a2p, providers: public functions that share their name": _count_repeated(client, frozenset()),
        "a2p, providers: the same, the verbs of every object and commands aside": _count_repeated(
            client, frozenset(REPEATED | COMMAND_NAMES)
        ),
        "a2p, providers: locals called told or said": str(_count_locals(client)),
        "files of the largest flat package": _largest_package(tree),
        f"exceptions from {_LAZY_IMPORT}": str(lazy_imports),
        "a2p, providers: lines of a function, median": f"{statistics.median(lengths):g}",
        "a2p, providers: lines of the longest function": str(max(lengths)),
    }


def _share(some: int, of_all: int) -> str:
    return f"{some} ({100 * some / of_all:.1f} %)"


def _count_repeated(tree: Tree, aside: frozenset[str]) -> str:
    """Public functions with the name of another one, and which part of all they are."""
    functions = {(function.file, function.name) for function in list_functions(tree) if function.is_public}
    times = Counter(
        public.name for public in list_public_names(tree) if (public.file, public.name) in functions
    )
    shared = sum(count for name, count in times.items() if count > 1 and name not in aside)
    return _share(shared, times.total())


def _count_locals(tree: Tree) -> int:
    """How many times such a variable is set."""
    return sum(name in EMPTY_LOCALS for text in tree.values() for _, name in list_stored_names(text))


def _largest_package(tree: Tree) -> str:
    """The folder with the most modules in it, those of its own folders aside."""
    folders = Counter(file.rpartition("/")[0] for file in tree if not file.endswith("__init__.py"))
    folder, files = folders.most_common(1)[0]
    return f"{files} ({folder})"


def count_lazy_imports(texts: Mapping[str, str]) -> int:
    """Lines and files that are excepted from importing at the top."""
    return sum(text.count(_LAZY_IMPORT) for text in texts.values())


def measure_revision(revision: str) -> dict[str, str]:
    """The figures of a revision; of the files as they are where it is empty."""
    if not revision:
        settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        tree = read_worktree(ROOT, *FOLDERS)
    else:
        command = ["git", "show", f"{revision}:pyproject.toml"]
        settings = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        tree = read_revision(revision, *FOLDERS)
    return measure(tree, count_lazy_imports({**tree, "pyproject.toml": settings}))


def main() -> None:
    """Print a table in Markdown."""
    revisions = sys.argv[1:] or [""]
    columns = [measure_revision(revision) for revision in revisions]
    print(f"| figure | {' | '.join(revision or 'now' for revision in revisions)} |")
    print(f"|---|{'---|' * len(revisions)}")
    for name in columns[0]:
        print(f"| {name} | {' | '.join(column[name] for column in columns)} |")


if __name__ == "__main__":
    main()
