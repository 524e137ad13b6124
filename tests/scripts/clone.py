"""A working copy in a temporary folder, a home and a cache of its own, and only the programs a test names."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BASICS = (
    "basename",
    "bash",
    "cat",
    "cut",
    "dirname",
    "env",
    "git",
    "head",
    "mkdir",
    "mv",
    "ps",
    "rm",
    "sed",
    "sh",
    "sleep",
    "sort",
)


@dataclass(frozen=True)
class Clone:
    """The scripts of this repository, copied to where they can do no harm."""

    root: Path
    programs: Path
    home: Path
    cache: Path

    @classmethod
    def make(cls, folder: Path) -> "Clone":
        """Prepare one whose path needs quoting."""
        clone = cls(folder / "it's a clone", folder / "programs", folder / "home", folder / "cache")
        for made in (clone.root, clone.programs, clone.home):
            made.mkdir()
        shutil.copytree(ROOT / "script", clone.root / "script", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "uv.lock"):
            shutil.copy(ROOT / name, clone.root)
        for name in BASICS:
            clone.link(name, shutil.which(name))
        clone.link("python3", getattr(sys, "_base_executable", sys.executable))
        return clone

    def link(self, name: str, target: str | None) -> None:
        """Put a real program on PATH."""
        assert target is not None, f"the tests need {name}"
        (self.programs / name).symlink_to(target)

    def program(self, name: str, script: str, folder: Path | None = None) -> None:
        """Put a program of the test's own on PATH, or elsewhere."""
        file = (folder or self.programs) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def pretend_dependencies_are_installed(self) -> None:
        """The stamp of script/deps and an interpreter: as much as it looks at."""
        (self.root / ".venv/bin").mkdir(parents=True)
        (self.root / ".venv/bin/python").symlink_to(self.programs / "python3")
        inputs = ["git", "hash-object", "uv.lock", "pyproject.toml", "script/deps"]
        stamp = subprocess.run(inputs, cwd=self.root, capture_output=True, text=True, check=True).stdout
        (self.root / ".venv/.a2p-locked").write_text(stamp)

    def env(self, **more: str) -> dict[str, str]:
        """No network: the releases have no address."""
        return {
            "PATH": str(self.programs),
            "HOME": str(self.home),
            "A2P_CACHE": str(self.cache),
            "A2P_PULUMI_RELEASES": "",
            **more,
        }

    def run(self, *command: str | Path, **more_env: str) -> subprocess.CompletedProcess[str]:
        """Run to the end, without a terminal."""
        return subprocess.run(
            command,
            cwd=self.root,
            env=self.env(**more_env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def leftovers(self) -> list[str]:
        """What lies in the cache beside the engine and the lock."""
        files = (file.relative_to(self.cache) for file in self.cache.rglob("*") if file.is_file())
        return sorted(str(file) for file in files if file.parent.name != "bin" and file.name != ".lock")


def sourced(clone: Clone, shell: str, **more_env: str) -> dict[str, str]:
    """The environment at the end of a few lines of POSIX shell."""
    told = clone.run("sh", "-euc", f"{shell}; env -0", **{"PATH": os.environ["PATH"], **more_env})
    assert told.returncode == 0, told.stderr
    return dict(entry.split("=", 1) for entry in told.stdout.split("\0") if entry)
