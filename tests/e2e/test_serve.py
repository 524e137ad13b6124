"""`a2p serve` on the real engine, with the PostgreSQL it brings along, against the simulator."""

from __future__ import annotations

import signal
import socket
import subprocess
from typing import TYPE_CHECKING, Any

from tests.support.command import COMMAND, a2p
from tests.support.serving import PATIENCE, wait_until, with_secret_files
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess


def test_the_reason_of_a_rejection_reaches_everybody_who_looks(
    simulator: SimulatorProcess, tmp_path: Path
) -> None:
    """Twilio tells it to the callback that `a2p:events_url` has declared, and to nobody else (P2)."""
    told = "The website does not show the business name."
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    stack = Stack.of_example("example", tmp_path, simulator)

    def take_callbacks(config: dict[str, Any]) -> None:
        config["events_url"] = url
        for section in ("profile", "trust_bundle"):
            del config[section]["status_callback"]

    stack.edit(take_callbacks)
    assert stack.up().status == 0
    profile = stack.recorded_outputs()["resources"]["profile"]["sid"]
    log = tmp_path / "serve.log"
    with log.open("w") as to:
        process = subprocess.Popen(
            [COMMAND, "serve", "--port", str(port), "--public-url", url],
            cwd=stack.project,
            env=with_secret_files(stack.environment(), tmp_path),
            stderr=to,
        )
    try:
        wait_until(lambda: "subscription DF" in log.read_text(), log.read_text, process)
        decision = {"status": "twilio-rejected", "errors": [{"description": told}]}
        simulator.control("POST", f"/profiles/{profile}/decide", decision)
        wait_until(lambda: f"twilio-rejected: 18601: {told}" in log.read_text(), log.read_text, process)
        shown = a2p(stack, "fleet", "status")
    finally:
        process.send_signal(signal.SIGTERM)
        ended = process.wait(timeout=PATIENCE)

    assert ended == 0, log.read_text()
    assert told in shown.out
    assert told in a2p(stack, "status", "--json").data[0]["rejection_reason"]
    assert told in stack.preview().output
    assert stack.up().status == 0
    assert told in stack.recorded_outputs()["waits_for"]
