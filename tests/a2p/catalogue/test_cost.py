"""What the catalogue costs a preview: next to nothing until somebody asks."""

from __future__ import annotations

import subprocess
import sys


def imported_by(statement: str) -> set[str]:
    """The modules of the catalogue that a statement loads in a fresh process."""
    code = (
        f"import sys\n{statement}\nprint(*[name for name in sys.modules if name.startswith('a2p.catalogue')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


def test_the_planner_loads_the_final_codes_and_none_of_the_prose() -> None:
    assert imported_by("import a2p.plan") == {"a2p.catalogue", "a2p.catalogue.final_codes"}


def test_an_error_loads_the_prose_when_it_is_written_and_not_before() -> None:
    made = "from a2p.errors import Refused; e = Refused(status=400, code=21717, message='m', call='GET /')"

    assert imported_by(made) == {"a2p.catalogue", "a2p.catalogue.final_codes"}
    assert "a2p.catalogue.codes" in imported_by(f"{made}; str(e)")
