"""
Finds the Pulumi engine, or gets it into the cache, and links its folder to .a2p/engine.

In this order: what is on PATH, what an earlier set-up left in the cache, Pulumi's release archive, a build
from the Go modules. Standard library only: it runs with whatever Python the machine has.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import release
from build import BuildError, build, cache_key, engine_version, is_complete, usable_go

ROOT = Path(__file__).resolve().parent.parent.parent
LINK = ROOT / ".a2p" / "engine"

NOTHING_WORKS = (
    "No Pulumi engine: install Pulumi {version} or newer (https://www.pulumi.com/docs/install/), or"
    " Go 1.26 or newer (https://go.dev/dl/) to have it built here, then run this again."
)


def main() -> None:
    started = time.monotonic()
    version = engine_version()
    target = cache_folder() / "engine" / cache_key() / "bin"
    ways = (on_path, in_cache, by_release, by_build)
    folder = next((folder for way in ways if (folder := way(version, target))), None)
    if folder is None:
        raise BuildError(NOTHING_WORKS.format(version=version))
    link(folder)
    print(f"==> Pulumi engine: {folder} ({time.monotonic() - started:.0f} s)", flush=True)


def cache_folder() -> Path:
    """Outside the working copy: every clone on the machine shares it, and deleting a clone keeps it."""
    own = os.environ.get("A2P_CACHE")
    if own:
        return Path(own).resolve()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "a2p"


def on_path(version: str, _target: Path) -> Path | None:
    """The user's own Pulumi, if it is new enough and brings its Python language host."""
    others = [entry for entry in os.get_exec_path() if Path(entry) != LINK]
    found = shutil.which("pulumi", path=os.pathsep.join(others))
    if found is None or not is_complete(Path(found).parent):
        return None
    return Path(found).parent.resolve() if as_numbers(version_of(found)) >= as_numbers(version) else None


def version_of(pulumi: str) -> str:
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        return subprocess.run([pulumi, "version"], capture_output=True, text=True, check=True).stdout
    return ""


def as_numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def in_cache(_version: str, target: Path) -> Path | None:
    return target if is_complete(target) else None


def by_release(version: str, target: Path) -> Path | None:
    """Into a folder of our own: neither the user's ~/.pulumi nor a shell profile is touched."""
    base = release.site()
    if not base:
        return None
    print(f"==> Pulumi engine: fetching release {version} from {base}", flush=True)
    try:
        release.download(base, version, target)
    except release.OutOfReach as reason:
        print(f"    not fetched: {reason}", flush=True)
        return None
    except release.Refused as reason:
        print(f"    refused, and nothing of it is kept: {reason}", flush=True)
        return None
    return target


def by_build(version: str, target: Path) -> Path | None:
    go = usable_go()
    if go is None:
        return None
    print(f"==> Pulumi engine: building {version} from its Go modules", flush=True)
    print(
        "    (minutes of both processors and 3 GB of disk, once; the next set-up finds it done)", flush=True
    )
    if as_numbers(go) < (1, 26):
        print(f"    Go {go} is installed: it fetches Go 1.26 for this build", flush=True)
    build(target)
    return target


def link(folder: Path) -> None:
    """A new link moved over the old one: a `pulumi` that starts just now finds one of the two."""
    LINK.parent.mkdir(exist_ok=True)
    new = LINK.with_name(f"engine.{os.getpid()}")
    new.symlink_to(folder)
    new.replace(LINK)


if __name__ == "__main__":
    try:
        main()
    except (BuildError, OSError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
