"""
The crash matrix on the real engine, with the state in PostgreSQL and in S3: a sample of its points.

    python -m tests.reliability.elsewhere --points 12 --seed 1

Prints, for each kind, how many runs were killed, and what was left: orphans, duplicates, and how many had
converged after one further `a2p up` or `a2p destroy`. Ends with 1 if one of them did not.
"""

from __future__ import annotations

import argparse
import functools
import json
import random
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reliability import real
from tests.reliability.figures import Family
from tests.reliability.real_scenes import SCENES
from tests.support import backends
from tests.support.starting_points import StartingPoints

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.backends import Backend


def measure(
    make_backend: Callable[[], Backend], starting_points: StartingPoints, folder: Path, seed: int, count: int
) -> Family:
    """The sample of one kind of store."""
    family, secrets = Family(f"kills, state in {folder.name}", "engine"), Family("secrets", "engine")
    undisturbed = real.Undisturbed(starting_points, folder, make_backend)
    scenes = [scene for scene in SCENES if scene.name.startswith(("create, sole", "cascade", "destroy"))]
    chosen = real.stratified(real.points(undisturbed, scenes), random.Random(seed))[:count]  # noqa: S311 - no secret
    real.try_all(undisturbed, chosen, (family, secrets), lambda: False)
    return family


def main() -> int:
    """Both kinds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=("postgresql", "s3"), action="append")
    chosen = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as name, ExitStack() as running:
        folder = Path(name)
        (folder / "starting-points").mkdir()
        starting_points = StartingPoints(folder / "starting-points")
        for kind in chosen.kind or ("postgresql", "s3"):
            if kind == "postgresql":
                server = running.enter_context(backends.run_postgres())
                make = functools.partial(backends.make_database, server)
            else:
                make = functools.partial(backends.make_bucket, running.enter_context(backends.run_s3()))
            family = measure(make, starting_points, folder / kind, chosen.seed, chosen.points)
            sys.stdout.write(f"{family.name}: {family.tried} tried, {json.dumps(family.counts)}\n")
            sys.stdout.writelines(f"  {line}\n" for line in family.red)
            failed = failed or family.counts.get("converged", 0) != family.tried
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
