"""Objects in a folder of this machine, as the engine's `file://` backend lays them out."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

from a2p.state.errors import StateUnreachable
from a2p.state.store import Entry

# The engine's library keeps notes on each file beside it, and writes a draft before it renames it.
_NOTES, _DRAFT = ".attrs", ".tmp"
_SCHEME = "file://"


@dataclass(frozen=True)
class FileStore:
    """A folder."""

    folder: Path
    kind: str = "files"

    @classmethod
    def from_url(cls, url: str, *, cwd: Path) -> "FileStore":
        """The folder of a `file://` address; a relative one is below `cwd`, and `~` is the user's home."""
        path = Path(unquote(url.removeprefix(_SCHEME).partition("?")[0])).expanduser()
        return cls(cwd / path)

    @property
    def address(self) -> str:
        return f"{_SCHEME}{self.folder}"

    def list_entries(self, prefix: str) -> list[Entry]:
        return sorted(
            (entry for entry in self._walk(prefix) if not entry.key.endswith((_NOTES, _DRAFT))),
            key=lambda entry: entry.key,
        )

    def read(self, key: str) -> bytes | None:
        with _explaining(self.address):
            try:
                return (self.folder / key).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None

    def read_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        return {key: content for key in keys if (content := self.read(key)) is not None}

    def write(self, key: str, content: bytes) -> None:
        """Whole or not at all: a draft is renamed."""
        path = self.folder / key
        with _explaining(self.address):
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, suffix=_DRAFT, delete=False) as draft:
                draft.write(content)
            Path(draft.name).replace(path)

    def delete(self, keys: Iterable[str]) -> None:
        with _explaining(self.address):
            for key in keys:
                (self.folder / key).unlink(missing_ok=True)
                (self.folder / f"{key}{_NOTES}").unlink(missing_ok=True)

    def tag_folder(self, prefix: str) -> str:
        try:
            return str((self.folder / prefix).stat().st_mtime_ns)
        except OSError:
            return ""

    def list_partial_writes(self, prefix: str) -> list[str]:
        """
        Notes that are cut off, and drafts.

        The engine writes a draft, then notes, then renames the draft; only that is of one piece. With notes
        that are cut off it cannot read the file any more ("failed to load checkpoint: EOF"). A draft among
        locks is a lock to it. Nothing is lost without them: a file is read without its notes, too.
        """
        return [
            entry.key
            for entry in self._walk(prefix)
            if entry.key.endswith(_DRAFT) or (entry.key.endswith(_NOTES) and self._is_cut_off(entry.key))
        ]

    def require_writable(self) -> None:
        if not self.folder.is_dir():
            raise StateUnreachable(
                f"There is no folder {self.folder}",
                remedy=f"mkdir -p {self.folder}, or check PULUMI_BACKEND_URL",
            )
        if not os.access(self.folder, os.R_OK | os.W_OK | os.X_OK):
            raise StateUnreachable(
                f"The folder {self.folder} cannot be written", remedy="check its owner and permissions"
            )

    def _is_cut_off(self, key: str) -> bool:
        content = self.read(key)
        try:
            json.loads(content) if content is not None else None
        except ValueError:
            return True
        return False

    def _walk(self, prefix: str) -> Iterator[Entry]:
        """Every file whose key begins so; a prefix ends at any place within a name."""
        top = self.folder / prefix.rpartition("/")[0]
        with _explaining(self.address):
            for folder, _folders, names in os.walk(top, onerror=_raise_unless_missing):
                below = os.path.relpath(folder, self.folder)
                for name in names:
                    key = name if below == "." else f"{below}/{name}"
                    if key.startswith(prefix) and (entry := self._entry(key)):
                        yield entry

    def _entry(self, key: str) -> Entry | None:
        try:
            found = os.stat(self.folder / key)  # noqa: PTH116  # a Path costs more than the call
        except FileNotFoundError:  # deleted since it was listed
            return None
        at = datetime.fromtimestamp(found.st_mtime, UTC)
        return Entry(key, f"{found.st_mtime_ns}-{found.st_size}-{found.st_ino}", found.st_size, at)


def _raise_unless_missing(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise error


@contextmanager
def _explaining(address: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = error.strerror or type(error).__name__
        where = f" ({error.filename})" if error.filename else ""
        raise StateUnreachable(
            f"The state in {address} cannot be used: {what}{where}",
            remedy="check the folder's permissions and free space, or PULUMI_BACKEND_URL",
        ) from error
