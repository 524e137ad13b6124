"""
How long `a2p check` takes over many stack files, with what it compares between them.

    python -m bench.check [--files 2000] [--rounds 3]

Half of the files are a sole proprietor's, half a company's; each has numbers of its own. "wall" is the whole
command, the median of the rounds; "cpu" is what it and its forks used of processors, which other work on the
machine changes less.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from tests.support.command import COMMAND
from tests.support.simulator import ROOT


def main() -> None:
    """Write the files, check them, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_project(Path(folder), options.files)
        rounds = [measure(Path(folder)) for _ in range(options.rounds)]
    wall, cpu = (statistics.median(figures) for figures in zip(*rounds, strict=True))
    print("| files | wall | cpu |\n|---|---|---|")
    print(f"| {options.files} | {wall:.1f} s | {cpu:.1f} s |")


def write_project(folder: Path, files: int) -> None:
    """A project with so many customers."""
    (folder / "stacks").mkdir()
    shutil.copy(ROOT / "Pulumi.yaml", folder)
    examples = [(ROOT / "stacks" / f"Pulumi.{name}.yaml") for name in ("example", "example-standard")]
    texts = [file.read_text(encoding="utf-8") for file in examples]
    for number in range(files):
        text = texts[number % 2].replace("PNadf7f32522e4a671d9863f0dda00f292", f"PN{number:032x}")
        text = text.replace("PN074ed8001d68680891ee49909fc33167", f"PN{number:032x}")
        text = text.replace("PN4edf288c0fd14c9ec05889b140909cfa", f"PN{number + files:032x}")
        (folder / "stacks" / f"Pulumi.customer-{number:04}.yaml").write_text(text, encoding="utf-8")


def measure(folder: Path) -> tuple[float, float]:
    """Wall time and processor time of one check, in seconds."""
    before, began = _read_cpu(), time.monotonic()
    subprocess.run([str(COMMAND), "check"], cwd=folder, env=os.environ, check=True, capture_output=True)
    return time.monotonic() - began, _read_cpu() - before


def _read_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
