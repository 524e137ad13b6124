"""A project with two customers, and stack files that become invalid while their customers wait."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from a2p.engine.project import EngineProject
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from pathlib import Path

VALID = (ROOT / "stacks" / "Pulumi.example.yaml").read_bytes() + b"# a customer\n"
# What a run cannot read, and what it reads as another thing than a stack file.
INVALID = {
    "half written": VALID[: len(VALID) // 2] + b'\n  "',
    "no text": b"\xff\xfe config",
    "of another type": b"config: 3\n",
}
NO_CONFIG = {"empty": b"", "no mapping": b"- 1\n"}


def make_two_customers(folder: Path) -> EngineProject:
    """Acme and bolt, declared and never begun, with a state of their own."""
    project = folder / "project"
    (project / "stacks").mkdir(parents=True)
    shutil.copy(ROOT / "Pulumi.yaml", project)
    for stack in ("acme", "bolt"):
        (project / "stacks" / f"Pulumi.{stack}.yaml").write_bytes(VALID)
    return EngineProject.find(project, {"PULUMI_BACKEND_URL": (folder / "state").as_uri()})
