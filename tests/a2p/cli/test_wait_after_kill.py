"""How long the run after a killed one waits, by what the dead run was at."""

from __future__ import annotations

import pytest

from a2p.cli.runs.wait_after_kill import choose_wait
from a2p.state.checkpoints import Checkpoint, Pending


@pytest.mark.parametrize(
    ("kinds", "seconds"), [((), 30), (("updating",), 30), (("deleting",), 30), (("updating", "creating"), 90)]
)
def test_what_was_being_created_is_given_time_to_be_carried_out(kinds: tuple[str, ...], seconds: int) -> None:
    pending = tuple(Pending(kind, "type", "urn") for kind in kinds)

    assert choose_wait(Checkpoint("acme", (), pending, None)).seconds == seconds
