"""What may be put away of a killed run."""

from __future__ import annotations

import pytest

from a2p.engine.recovery import can_forget
from a2p.state.checkpoints import parse
from tests.support import written_states
from tests.support.written_states import AT

OURS = "urn:pulumi:acme::a2p::pulumi-python:dynamic/a2p:Brand::brand"
FOREIGN = "urn:pulumi:acme::a2p::aws:s3/bucket:Bucket::bucket"


@pytest.mark.parametrize(
    ("pending", "expected"), [((), False), ((OURS,), True), ((FOREIGN,), False), ((OURS, FOREIGN), False)]
)
def test_half_done_creations_are_forgotten_only_if_all_are_ours(
    pending: tuple[str, ...],
    expected: bool,  # noqa: FBT001 - a case
) -> None:
    written = written_states.checkpoint("acme", {}, at=AT, pending=pending)

    assert can_forget(parse("acme", written)) is expected
