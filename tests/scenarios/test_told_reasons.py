"""The reason of a rejection, which only a status callback told, where a person looks (P2, P9, P10)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from a2p.state.opening import open_store
from a2p.state.reasons import Reason, save_reason
from a2p.state.state import StoredState
from tests.support.miniature import MiniatureStack, World

if TYPE_CHECKING:
    from pathlib import Path

TOLD = "The website does not show the business name."


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StoredState:
    """The state of a project in the current folder, as runs find it."""
    (tmp_path / "Pulumi.yaml").write_text("name: a2p\nruntime: python\n")
    backend = f"file://{tmp_path}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PULUMI_BACKEND_URL", backend)
    store = open_store(backend, cwd=tmp_path, env={})
    assert store is not None
    return StoredState(store, "a2p")


@pytest.mark.parametrize("key", ["profile", "trust_bundle"])
def test_preview_run_and_outputs_show_what_the_callback_told(
    world: World, state: StoredState, key: str
) -> None:
    world.begin_again()
    stack = MiniatureStack.of_example("example", world)
    assert stack.up().ok
    sid = stack.outputs()["resources"][key]["sid"]
    world.control("POST", f"/profiles/{sid}/decide", {"status": "twilio-rejected"})
    assert TOLD not in str(stack.up()) + str(stack.outputs())

    save_reason(state, stack.name, Reason(sid, "twilio-rejected", TOLD, datetime(2026, 11, 25, tzinfo=UTC)))

    shown = stack.preview()
    ran = stack.up()
    assert f"{TOLD} (told on 2026-11-25)" in shown.output + shown.failure, shown
    assert f"{TOLD} (told on 2026-11-25)" in str(stack.outputs()), ran
