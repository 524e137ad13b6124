"""
The digest of what a stack file and its project declare: by it a run says which declaration it had.

It goes by content alone, and not by the salt that the engine writes into a stack file, nor by how lines end:
a checkout, a copy or a `touch` is no edit.
"""

import hashlib
import re
from pathlib import Path
from typing import Final

_PROJECT: Final = "Pulumi.yaml"
_FOLDER: Final = re.compile(rb"^stackConfigDir:\s*[\"']?([^\"'\s#]+)", re.MULTILINE)
_DIGITS: Final = 12


def digest_declaration(folder: Path, stack: str) -> str:
    """
    The digest of a customer's declaration in a project's folder: 12 hexadecimal digits.

    The folder of the stack files is read by its line, and not as YAML: the program asks in each run.
    """
    project = _read(folder / _PROJECT)
    found = _FOLDER.search(project)
    stacks = folder / found.group(1).decode() if found else folder
    contents = (project, _read(stacks / f"Pulumi.{stack}.yaml"))
    return hashlib.sha256(b"\0".join(map(strip_salt, contents))).hexdigest()[:_DIGITS]


def strip_salt(content: bytes) -> bytes:
    """A stack file without the salt, which the engine writes by itself."""
    return b"\n".join(line for line in content.splitlines() if not line.startswith(b"encryptionsalt:"))


def _read(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""
