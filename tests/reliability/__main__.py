"""
Measures all families within a bound, in three processes beside each other, and writes JSON and document.

    python -m tests.reliability --minutes 45 --seed 1
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.reliability import answers, document, drift, limits, matrix, mutants, real, rest, staleness
from tests.reliability.figures import Family
from tests.reliability.judging import Undisturbed
from tests.support.estate import Estate
from tests.support.miniature import World
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

LANES = ("engine", "matrix", "miniature")
DOCUMENT, FIGURES = ROOT / "docs/reliability.md", ROOT / "docs/reliability.json"
_AFTER_A_KILL = (
    "A known limit. A kill and reads that lag at the same time: the next run, begun at once, cannot see what"
    " the killed one has made, and makes it again, a Brand too. No look finds what Twilio does not show yet;"
    " after a kill, wait for as long as reads lag."
)
# Shares of the time a lane has. What a family leaves goes to those after it.
_SHARES = {
    "rest": 0.1,
    "stale reads": 0.15,
    "stale reads and a kill": 0.1,
    "answers": 0.25,
    "drift": 0.25,
    "limits": 0.15,
}


class Lane:
    """Families that are measured one after the other, each with its share of the time that is left."""

    def __init__(self, minutes: float, seed: int) -> None:
        self._end = time.monotonic() + minutes * 60
        self._left = 1.0
        self.random = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self.families: list[Family] = []

    def family(self, name: str, where: str, points: list[Any] | None = None, note: str = "") -> Family:
        """A new one; its points are shuffled."""
        family = Family(name, where, there=len(points or ()), note=note)
        if points is not None:
            self.random.shuffle(points)
        self.families.append(family)
        return family

    def share(self, part: float) -> Callable[[], bool]:
        """Whether a family has had its time."""
        end = time.monotonic() + (self._end - time.monotonic()) * min(1.0, part / max(self._left, part))
        self._left -= part
        return lambda: time.monotonic() > end

    def attempt(self, family: Family, measure: Callable[[], None]) -> None:
        """A family that breaks is told as that, and does not take the others with it."""
        try:
            measure()
        except Exception:  # noqa: BLE001 - whatever it was, the figures so far are worth telling
            traceback.print_exc()
            family.blame("the harness", [traceback.format_exc(limit=-1)])
        sys.stdout.write(f"{family.name}: {family.tried} of {family.there}, {family.counts}\n")
        sys.stdout.flush()


def miniature(lane: Lane, folder: Path) -> None:
    """All that the engine in small is asked."""
    with World.started(folder) as world:
        undisturbed = Undisturbed(world)
        bites = lane.family("the harness bites: looking before buying taken out", "miniature")
        bites.there = len(mutants.MUTANTS)
        lane.attempt(bites, lambda: mutants.try_all(world, bites, lambda: False))
        quiet = lane.family("up twice; preview after each step", "miniature")
        lane.attempt(quiet, lambda: rest.try_all(world, quiet, lambda: False))
        lane.share(_SHARES["rest"])
        eight = lane.family("rate limits: 8 processes at once", "8 real processes")
        lane.attempt(eight, lambda: limits.eight_at_once(folder, eight))
        after_a_kill = staleness.points_with_a_kill(undisturbed)
        table: list[tuple[str, str, list[Any], Callable[..., None], str]] = [
            ("stale reads", "stale reads, 1 to 30 s", staleness.points(), staleness.try_all, ""),
            (
                "stale reads and a kill",
                "a kill and stale reads together, the next run at once",
                after_a_kill,
                staleness.try_all,
                _AFTER_A_KILL,
            ),
            ("answers", "ambiguous answers", answers.points(undisturbed), answers.try_all, ""),
            ("drift", "drift", drift.points(world), drift.try_all, ""),
            ("limits", "rate limits: 429 twice", limits.points(undisturbed), limits.try_all, ""),
        ]
        for share, name, points, try_all, note in table:
            family = lane.family(name, "miniature", points, note)
            enough = lane.share(_SHARES[share])
            lane.attempt(family, lambda t=try_all, p=points, f=family, e=enough: t(undisturbed, p, f, e))  # type: ignore[misc]


def the_matrix(lane: Lane, folder: Path) -> None:
    """Kills in the engine in small."""
    with World.started(folder) as world:
        undisturbed = Undisturbed(world)
        points = matrix.points(undisturbed)
        family = lane.family("crash matrix: every scenario, call, moment", "miniature", points)
        enough = lane.share(1.0)
        lane.attempt(family, lambda: matrix.try_all(undisturbed, points, family, enough))


def engine(lane: Lane, folder: Path) -> None:
    """All that the real engine is asked."""
    (folder / "estate").mkdir()
    undisturbed = real.Undisturbed(Estate(folder / "estate"), folder)
    points = real.points(undisturbed)
    family = lane.family(
        "crash matrix, stratified sample; late writers where the engine alone is killed", "engine", points
    )
    secrets = lane.family("secrets in state, logs and output", "engine")
    sample = real.stratified(points)
    lane.attempt(family, lambda: real.try_all(undisturbed, sample, (family, secrets), lane.share(1.0)))


def _measure(lane_name: str, minutes: float, seed: int, into: Path) -> None:
    lane = Lane(minutes, seed)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        {"engine": engine, "matrix": the_matrix, "miniature": miniature}[lane_name](lane, Path(folder))
    into.write_text(json.dumps([asdict(each) for each in lane.families]))


def _all(minutes: float, seed: int) -> dict[str, Any]:
    began, load = time.monotonic(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder) / f"{name}.json" for name in LANES}
        options = ["--minutes", str(minutes), "--seed", str(seed)]
        running = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.reliability", "--lane", name, "--into", str(file), *options],
                cwd=ROOT,
            )
            for name, file in files.items()
        ]
        for process in running:
            process.wait()
        lanes = {name: json.loads(file.read_text()) if file.exists() else [] for name, file in files.items()}
    return {
        "date": dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "minutes": minutes,
        "took": (time.monotonic() - began) / 60,
        "seed": seed,
        "commit": _output("git", "rev-parse", "--short", "HEAD"),
        "machine": _machine(load),
        "families": [family for name in LANES for family in lanes[name]],
    }


def _machine(load: float) -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "engine": f"Pulumi {_output('pulumi', 'version')}",
        "load_before": load,
        "load_after": os.getloadavg()[0],
    }


def _output(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def main() -> int:
    """0 if no point is red."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability")
    parser.add_argument("--minutes", type=float, default=45.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lane", choices=LANES)
    parser.add_argument("--into", type=Path)
    options = parser.parse_args()
    for name in [name for name in os.environ if name.startswith("TWILIO_") or name == "A2P_SIMULATOR_URL"]:
        del os.environ[name]
    if options.lane:
        _measure(options.lane, options.minutes, options.seed, options.into)
        return 0
    results = _all(options.minutes, options.seed)
    FIGURES.write_text(json.dumps(results, indent=1) + "\n")
    DOCUMENT.write_text(document.written(results))
    return int(any(each["counts"].get("red points") for each in results["families"]))


if __name__ == "__main__":
    sys.exit(main())
