"""A project whose runs do what a preview has shown, and no more (providers/output/agreed_plan.py)."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from a2p.engine.project import EngineProject
from a2p.run_log import PLAN_ENV, PlannedChange, VerdictRecord


@contextmanager
def limit_to(project: EngineProject, shown: Iterable[VerdictRecord]) -> Iterator[EngineProject]:
    """The project, for as long as the block lasts; one that is limited already (A2P_PLAN) stays so."""
    if project.env.get(PLAN_ENV):
        yield project
        return
    with tempfile.TemporaryDirectory(prefix="a2p-") as folder:
        plan = Path(folder) / "plan.json"
        plan.write_bytes(PlannedChange.write_all(shown))
        yield replace(project, env={**project.env, PLAN_ENV: str(plan)})
