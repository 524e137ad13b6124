"""What Twilio has rejected of one of several Campaigns is found under that Campaign's name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from unittest.mock import patch

from a2p.run_log import RunLog
from tests.support.miniature.stack import MiniatureStack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.miniature import World


def test_a_rejected_campaign_of_several_is_found_by_its_name(world: World, tmp_path: Path) -> None:
    world.begin_again()
    stack = MiniatureStack.of_example("example-campaigns", world)
    assert stack.up().ok
    service = stack.outputs()["campaigns"]["sign-in"]["sid"].split("/")[0]
    error = {"error_code": 30893, "fields": ["SAMPLE_MESSAGE_2"]}
    world.control("POST", f"/campaigns/{service}/decide", {"status": "FAILED", "errors": [error]})

    with patch.dict(os.environ, {"A2P_VERDICTS": str(tmp_path / "verdicts.jsonl")}):
        assert stack.preview().ok

    lines = (tmp_path / "verdicts.jsonl").read_bytes().splitlines(keepends=True)
    assert [each.label for each in RunLog.from_lines(lines).findings] == ["Campaign sign-in"]
