"""What a comparison goes by besides Twilio: the declaration, the code, the checkpoint, the environment."""

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from a2p.engine.environment import ROOT
from a2p.engine.project import EngineProject
from a2p.state.store import Entry

_CODE: Final = ("a2p", "providers", "runner")
_PROJECT: Final = ("Pulumi.yaml", "__main__.py")
_OURS: Final = ("A2P_", "TWILIO_ACCOUNT_SID", "TWILIO_REGION", "TWILIO_EDGE")
# What says where to write something down, or which way to run; and what is another in each run.
_NO_MATTER: Final = frozenset({"A2P_VERDICTS", "A2P_LOG", "A2P_READS", "A2P_STACK", "A2P_PLAN", "A2P_RUNNER"})


class Basis:
    """Digests for the stacks of one project, as it is now."""

    def __init__(self, project: EngineProject) -> None:
        self._project = project
        self._shared = hashlib.blake2b(digest_code())
        for name in _PROJECT:
            self._shared.update(_read(project.folder / name))
        self._shared.update(repr(_find_settings(project.env)).encode())

    def digest(self, stack: str, checkpoint: Entry) -> str:
        """For one stack: another one means that it has to be compared again."""
        whole = self._shared.copy()
        whole.update(_read(self._project.stack_file(stack)))
        whole.update(f"{checkpoint.key} {checkpoint.tag}".encode())
        return whole.hexdigest()[:32]


def _find_settings(env: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(
        (name, text) for name, text in env.items() if name.startswith(_OURS) and name not in _NO_MATTER
    )


@functools.cache
def digest_code() -> bytes:
    """Of this program, as it was when the process first asked."""
    code = hashlib.blake2b()
    for folder in _CODE:
        for file in sorted((ROOT / folder).rglob("*.py")):
            code.update(_read(file))
    return code.digest()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
