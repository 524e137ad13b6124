"""
Measures all families within a bound, in four processes beside each other, and writes JSON and document.

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

from tests.reliability import (
    adopting,
    answers,
    document,
    drift,
    limits,
    matrix,
    mutants,
    real,
    rest,
    staleness,
)
from tests.reliability.figures import Family, merged
from tests.reliability.judging import Undisturbed
from tests.reliability.real_scenes import SCENES
from tests.support.miniature import World
from tests.support.simulator import ROOT
from tests.support.starting_points import StartingPoints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.reliability.real_scenes import RealScene

LANES = ("engine", "another engine", "matrix", "miniature")
DOCUMENT, FIGURES = ROOT / "docs/reliability.md", ROOT / "docs/reliability.json"
# Shares of the time a lane has. What a family leaves goes to those after it.
_SHARES = {
    "rest": 0.1,
    "stale reads": 0.1,
    "a kill and a pause": 0.1,
    "a kill": 0.05,
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
        paused = staleness.points_with_a_kill(undisturbed, staleness.PAUSE)
        at_once = staleness.points_with_a_kill(undisturbed, 0)
        lag, stale = "a kill and stale reads together", staleness.try_all
        table: list[tuple[str, str, list[Any], Callable[..., None], str]] = [
            ("stale reads", "stale reads, 1 to 30 s", staleness.points(), stale, ""),
            ("a kill and a pause", f"{lag}, then the pause of `a2p up`", paused, stale, ""),
            ("a kill", f"{lag}, then plain `pulumi up` at once", at_once, stale, staleness.AT_ONCE),
            ("answers", "ambiguous answers", answers.points(undisturbed), answers.try_all, ""),
            ("drift", "drift", drift.points(world), drift.try_all, ""),
            ("limits", "rate limits: 429 twice", limits.points(undisturbed), limits.try_all, ""),
        ]
        for share, name, points, try_all, note in table:
            family = lane.family(name, "miniature", points, note)
            family.promised = points is not at_once
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


def engine(
    lane: Lane, folder: Path, starting_points: Path, scenes: Sequence[RealScene], *, adopts: bool
) -> None:
    """What the real engine is asked about some of the scenarios."""
    undisturbed = real.Undisturbed(StartingPoints(starting_points), folder)
    family = lane.family(
        "crash matrix, stratified sample; late writers where the engine alone is killed",
        "engine",
        note=real.SAMPLE,
    )
    secrets = lane.family("secrets in state, logs and output", "engine")
    if adopts:
        killed = lane.family("`a2p adopt` killed while it reads an account, and run again", "real processes")
        lane.attempt(killed, lambda: _adopt(lane, folder / "account", killed, lane.share(0.1)))
    enough = lane.share(1.0)

    def measure() -> None:
        points = real.points(undisturbed, scenes)
        family.there = len(points)
        real.try_all(undisturbed, real.stratified(points, lane.random), (family, secrets), enough)

    lane.attempt(family, measure)


def _adopt(lane: Lane, folder: Path, family: Family, enough: Callable[[], bool]) -> None:
    with adopting.Account.opened(folder) as account:
        points = adopting.points(account)
        family.there = len(points)
        lane.random.shuffle(points)
        adopting.try_all(account, points, family, enough)


def _measure(lane_name: str, minutes: float, seed: int, shared: Path) -> None:
    lane = Lane(minutes, seed)
    # Both are asked about as many scenarios, and about one that creates everything.
    some, others = SCENES[::2], SCENES[1::2]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        here, starting_points = Path(folder), shared / "starting-points"
        measure: dict[str, Callable[[], None]] = {
            "engine": lambda: engine(lane, here, starting_points, some, adopts=False),
            "another engine": lambda: engine(lane, here, starting_points, others, adopts=True),
            "matrix": lambda: the_matrix(lane, here),
            "miniature": lambda: miniature(lane, here),
        }
        measure[lane_name]()
    _figures(shared, lane_name).write_text(json.dumps([asdict(each) for each in lane.families]))


def _figures(shared: Path, lane_name: str) -> Path:
    return shared / f"{lane_name}.json"


def _all(minutes: float, seed: int) -> dict[str, Any]:
    began, load = time.monotonic(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        (Path(folder) / "starting-points").mkdir()
        options = ["--minutes", str(minutes), "--seed", str(seed), "--shared", folder]
        running = [
            subprocess.Popen([sys.executable, "-m", "tests.reliability", "--lane", name, *options], cwd=ROOT)
            for name in LANES
        ]
        for process in running:
            process.wait()
        files = [_figures(Path(folder), name) for name in LANES]
        families = [
            Family(**each) for file in files if file.exists() for each in json.loads(file.read_text())
        ]
    return {
        "date": dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "minutes": minutes,
        "took": (time.monotonic() - began) / 60,
        "seed": seed,
        "commit": _output("git", "rev-parse", "--short", "HEAD"),
        "machine": _machine(load),
        "families": [asdict(each) for each in merged(families)],
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
    """0 if no point is red of what is promised."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability")
    parser.add_argument("--minutes", type=float, default=45.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lane", choices=LANES)
    parser.add_argument("--shared", type=Path, help="the folder of all lanes of a run")
    options = parser.parse_args()
    for name in [name for name in os.environ if name.startswith("TWILIO_") or name == "A2P_SIMULATOR_URL"]:
        del os.environ[name]
    if options.lane:
        _measure(options.lane, options.minutes, options.seed, options.shared)
        return 0
    results = _all(options.minutes, options.seed)
    FIGURES.write_text(json.dumps(results, indent=1) + "\n")
    DOCUMENT.write_text(document.written(results))
    return int(any(each["counts"].get("red points") for each in results["families"] if each["promised"]))


if __name__ == "__main__":
    sys.exit(main())
