"""
A git repository of declarations: fetched into a cache, and checked out by revision, one work tree a commit.

The cache is the machine's own, and several processes may share it; who shares a database tells the others the
commit (fleet/sources/git_source.py). Git signs in as it is configured to; it asks nobody.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from a2p.redaction import redact
from fleet.errors import FleetError

_KEPT: Final = 20  # work trees; a run takes minutes, and a commit that comes meanwhile is another one
_PATIENCE: Final = 300  # seconds
_VIRTUALENV: Final = ".venv"


class Repository:
    """
    One branch of a repository, in a cache folder.

    url: as `git fetch` takes it. path: of the project's folder below the repository's, or "".
    """

    def __init__(self, url: str, branch: str, cache: Path, *, path: str = "") -> None:
        self._url = url
        self._branch = branch
        self._path = path
        self._git_folder = cache / "repository.git"
        self._trees = cache / "trees"
        self._guard = threading.Lock()

    def fetch(self) -> str:
        """The branch's newest commit. Raises FleetError: it cannot be fetched."""
        with self._hold():
            self._prepare()
            target = f"+refs/heads/{self._branch}:refs/heads/{self._branch}"
            self._git("fetch", "--quiet", "--prune", "--end-of-options", self._url, target)
            return self._git("rev-parse", f"refs/heads/{self._branch}")

    def check_out(self, commit: str) -> Path:
        """
        The project's folder as of a commit, which is not changed any more.

        Raises:
            FleetError: there is no such commit on the branch.
        """
        tree = self._trees / commit
        with self._hold():
            if not tree.exists():
                self._prepare()
                self._remove_old()
                half = self._trees / f"{commit}.part"  # a kill leaves no half tree under the commit's name
                shutil.rmtree(half, ignore_errors=True)
                self._git("worktree", "prune")
                self._git("worktree", "add", "--quiet", "--detach", str(half), commit)
                _link_environment(half / self._path)
                self._git("worktree", "move", str(half), str(tree))
            os.utime(tree)
        return tree / self._path

    def has(self, commit: str) -> bool:
        """Whether the cache has a commit."""
        return (
            self._git_folder.exists() and self._run("cat-file", "-e", f"{commit}^{{commit}}").returncode == 0
        )

    def list_objects(self, commit: str, paths: list[str]) -> dict[str, str]:
        """What a commit has at paths of the project, each with the hash of its content."""
        whole = [self._from_top(path) for path in paths]
        lines = self._git("ls-tree", "-z", "--full-tree", commit, "--", *whole).split("\0")
        fields = (line.partition("\t") for line in lines if line)
        return {os.path.relpath(name, self._path or "."): meta.split()[2] for meta, _, name in fields}

    @contextmanager
    def _hold(self) -> Iterator[None]:
        """Keep other threads, and other processes with this cache, from changing it."""
        self._trees.mkdir(parents=True, exist_ok=True)
        with self._guard, (self._trees.parent / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _from_top(self, path: str) -> str:
        return (PurePosixPath(self._path) / path).as_posix()

    def _prepare(self) -> None:
        if not self._git_folder.exists():
            self._git("init", "--quiet", "--bare", str(self._git_folder))

    def _remove_old(self) -> None:
        trees = sorted(self._trees.iterdir(), key=lambda tree: tree.stat().st_mtime)
        for tree in trees[:-_KEPT]:
            shutil.rmtree(tree, ignore_errors=True)

    def _git(self, *arguments: str) -> str:
        done = self._run(*arguments)
        if done.returncode:
            raise FleetError(
                f"git {arguments[0]} failed for {_describe(self._url)}: {redact(done.stderr.strip()[-300:])}",
                remedy="check --repository and --branch, and that git can sign in there without asking",
            )
        return done.stdout.strip()

    def _run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        env = {name: text for name, text in os.environ.items() if not name.startswith("GIT_DIR")}
        return subprocess.run(  # noqa: S603  # git, with our own arguments
            ["git", "--git-dir", str(self._git_folder), *arguments],  # noqa: S607  # as PATH has it
            env=env | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )


def _link_environment(folder: Path) -> None:
    """The program runs with this process's Python, which Pulumi.yaml may name as its own."""
    link = folder / _VIRTUALENV
    if folder.is_dir() and not link.exists():
        link.symlink_to(sys.prefix)


def _describe(url: str) -> str:
    """A repository's address without what signs in to it."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if parts.netloc else url
