"""Schemathesis against the whole contract: generated, negative and stateful, for half a minute."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path

from tests.support.simulator import SimulatorProcess

SECONDS = 25
# A well-formed request may be refused for a reason that no schema can say (B4, C6, G6, ...).
NOT_FOR_US = "positive_data_acceptance"


def test_no_generated_request_gets_a_5xx_or_an_answer_the_contract_does_not_know(tmp_path: Path) -> None:
    with SimulatorProcess.start(speed=1000) as simulator:
        credentials = f"{simulator.account_sid}:{simulator.auth_token}"
        token = base64.b64encode(credentials.encode()).decode()
        command = [str(Path(sys.executable).with_name("schemathesis")), "run"]
        command += [f"{simulator.url}/_sim/openapi.json", "-H", f"Authorization: Basic {token}"]
        command += ["--mode", "all", "--exclude-checks", NOT_FOR_US, "--max-examples", "1"]
        command += ["--max-time", str(SECONDS), "--seed", "1", "--generation-database", "none"]
        run = subprocess.run(
            [*command, "--no-color"], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        statuses = {entry["status"] for entry in simulator.control("GET", "/requests")}
    assert run.returncode == 0, run.stdout[-4000:]
    assert statuses <= {200, 201, 202, 204, 400, 401, 404, 405, 409, 412, 415, 429}
