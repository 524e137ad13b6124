"""What functions and classes of a source tree are called, and which of these names are bare participles."""

import ast
import io
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Tree = Mapping[str, str]  # a file's path in the repository, and its text

# Participles that do not end in -ed, and are no present tense as well, as `read`, `set` or `cut` are.
_IRREGULAR = (
    "begun bought broken built caught chosen done drawn driven fallen forgotten frozen given gone grown held "
    "hidden kept known left lost made meant met paid said seen sent shown sold spoken stolen struck taken "
    "told thrown torn understood woken won worn written"
)
_NO_PARTICIPLES = frozenset({"embed", "exceed", "feed", "need", "proceed", "seed", "shed", "speed"})


@dataclass(frozen=True)
class Function:
    """A function or method. is_public: at the top of a module, and without an underscore before it."""

    file: str
    line: int
    name: str
    length: int
    is_public: bool
    answers_bool: bool


@dataclass(frozen=True)
class PublicName:
    """A public function or class at the top of a module."""

    name: str
    file: str


def read_worktree(root: Path, *folders: str) -> Tree:
    """The Python files of these folders as they are now."""
    files = (file for folder in folders for file in sorted((root / folder).rglob("*.py")))
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files}


def read_revision(revision: str, *folders: str) -> Tree:
    """The Python files of these folders in a revision of git."""
    archive = subprocess.run(["git", "archive", revision, *folders], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        members = [member for member in tar.getmembers() if member.isfile() and member.name.endswith(".py")]
        contents = {member.name: tar.extractfile(member) for member in members}
        return {name: content.read().decode() for name, content in contents.items() if content}


def list_functions(tree: Tree) -> Iterator[Function]:
    """Every function and method but Python's own (`__init__`)."""
    for file, text in tree.items():
        module = ast.parse(text)
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("__"):
                yield Function(
                    file,
                    node.lineno,
                    node.name,
                    (node.end_lineno or node.lineno) - node.lineno + 1,
                    is_public=node in module.body and not node.name.startswith("_"),
                    answers_bool=isinstance(node.returns, ast.Name) and node.returns.id == "bool",
                )


def list_public_names(tree: Tree) -> Iterator[PublicName]:
    """Every public function and class at the top of a module."""
    for file, text in tree.items():
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                yield PublicName(node.name, file)


def list_stored_names(text: str) -> Iterator[tuple[int, str]]:
    """Line and name of each variable that a file sets."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


def is_bare_participle(name: str) -> bool:
    """Whether a name is one word, and that word a participle: `told`, `shown`, `left`."""
    word = name.strip("_")
    is_regular = word.endswith("ed") and word not in _NO_PARTICIPLES
    return "_" not in word and (is_regular or word in _IRREGULAR.split())
