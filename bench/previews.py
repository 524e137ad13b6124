"""
`a2p preview --all` of customers at rest beside `xargs` over plain `pulumi preview` of some of them.

    python -m bench.previews [--customers 100] [--latency 0] [--sample 20]

One customer is registered by real runs, and the others are copies of it (bench.clones). "first" is of
customers whom nobody has looked at before, so that the engine looks at each; "again" and "up" are what
follows while nothing changes.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from bench.drift import make_fleet, show
from bench.many import preview_plainly
from tests.support.command import COMMAND


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--customers", type=int, default=100)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds a call")
    parser.add_argument("--sample", type=int, default=20, help="of plain previews")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        fleet = make_fleet(Path(name), options.customers)
        with fleet.serve(options.latency):
            preview = [str(COMMAND), "preview", "--all"]
            firsts = show(fleet, f"first    {options.customers}", preview).seconds / options.customers
            agains = show(fleet, f"again    {options.customers}", preview).seconds / options.customers
            show(fleet, f"up       {options.customers}", [str(COMMAND), "up", "--all", "--yes"])
            command = preview_plainly(fleet.names[: options.sample])
            plains = show(fleet, f"xargs    {options.sample}", command).seconds / options.sample
            print(f"ratio    first {plains / firsts:.1f}, again {plains / agains:.1f}")
    print("load    ", os.getloadavg())


if __name__ == "__main__":
    main()
