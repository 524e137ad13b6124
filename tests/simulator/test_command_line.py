"""The command line: each subcommand against a running simulator."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests

from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from tests.support.walkthrough import WalkthroughCustomer

ROOT = Path(__file__).resolve().parents[2]


def run(simulator: SimulatorProcess, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "simulator", *arguments],
        cwd=ROOT,
        env={**os.environ, "A2P_SIMULATOR_URL": simulator.url},
        capture_output=True,
        text=True,
        check=False,
    )


def answer(simulator: SimulatorProcess, *arguments: str) -> Any:
    done = run(simulator, *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_people_outside_twilio_are_played_by_subcommands(customer: WalkthroughCustomer) -> None:
    """O1, C8: the customer and the reviewers."""
    simulator = customer.simulator
    customer.approved_sole_proprietor()
    assert answer(simulator, "otp-reply", customer.mobile)["verified"] == [customer.brand]
    customer.make_service()
    customer.create_campaign()
    error = "30893:SAMPLE_MESSAGE_1,SAMPLE_MESSAGE_2:Say: who you are."
    decided = answer(simulator, "decide", "campaign", customer.service, "FAILED", "--error", error)
    assert decided["errors"][0]["fields"] == ["SAMPLE_MESSAGE_1", "SAMPLE_MESSAGE_2"]
    assert decided["errors"][0]["description"] == "Say: who you are."
    assert answer(simulator, "decide", "brand", customer.brand, "SUSPENDED")["status"] == "SUSPENDED"
    assert customer.service in json.dumps(answer(simulator, "state"))
    assert answer(simulator, "requests")[-1]["path"].endswith("/Compliance/Usa2p")


def test_time_is_put_forward(simulator: SimulatorProcess) -> None:
    before = answer(simulator, "clock")["time"]
    assert answer(simulator, "advance", "86400")["time"] == before + 86400


def test_a_fault_is_set_and_healed(simulator: SimulatorProcess) -> None:
    assert answer(simulator, "fault", "error", "--nth", "3", "--status", "500")["nth"] == 3
    assert answer(simulator, "heal") == []


def test_a_refusal_is_one_line_on_stderr(simulator: SimulatorProcess) -> None:
    done = run(simulator, "decide", "brand", "BN" + "0" * 32, "APPROVED")
    assert (done.returncode, done.stdout) == (1, "")
    assert "was not found" in done.stderr


def test_no_simulator_at_the_address_is_said_in_a_sentence(simulator: SimulatorProcess) -> None:
    done = run(simulator, "state", "--url", "http://127.0.0.1:9")
    assert done.returncode == 1
    assert done.stderr.startswith("no simulator answers at http://127.0.0.1:9")


def test_a_signal_ends_it_fast() -> None:
    simulator = SimulatorProcess.start()
    started = time.monotonic()
    simulator.stop()
    assert time.monotonic() - started < 20
    assert simulator.process.returncode == 0


def test_a_port_in_use_is_said_in_a_sentence(simulator: SimulatorProcess) -> None:
    port = simulator.url.rpartition(":")[2]
    done = run(simulator, "serve", "--port", port)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"port {port} of 127.0.0.1: Address already in use\n"


def test_the_curl_example_of_the_readme_ends_with_an_approved_brand(tmp_path: Path) -> None:
    readme = (ROOT / "simulator/README.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    with SimulatorProcess.start(speed=0) as simulator:
        script = script.replace("http://127.0.0.1:8010", simulator.url)
        script = script.replace("python -m simulator", f"{sys.executable} -m simulator")
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=ROOT,
            env={**os.environ, "A2P_SIMULATOR_URL": simulator.url},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    brand = json.loads(done.stdout.splitlines()[-1])
    assert (brand["status"], brand["identity_status"]) == ("APPROVED", "VERIFIED")


def test_a_token_that_one_library_refuses_is_taken_with_a_warning(tmp_path: Path) -> None:
    """M11: twilio-go takes letters and digits only; every other library takes this one."""
    account = f"AC{'0' * 32}:not-a-secret"
    command = [
        sys.executable,
        "-m",
        "simulator",
        "serve",
        "--port",
        "0",
        "--db",
        ":memory:",
        "--account",
        account,
    ]
    with (
        (tmp_path / "log").open("w+") as log,
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            ready = json.loads(process.stdout.readline())
            answer = requests.get(
                f"{ready['url']}/v1/Services", auth=(account[:34], account[35:]), timeout=30
            )
        finally:
            process.terminate()
        log.seek(0)
        assert "letters and digits" in log.read()
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    "token", ["", "two words", "caf\u00e9", "a\nb"], ids=["none", "blank", "accent", "line"]
)
def test_what_is_no_token_is_refused(token: str) -> None:
    command = [sys.executable, "-m", "simulator", "serve", "--account", f"AC{'0' * 32}:{token}"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 2
    assert "token is needed" in run.stderr


def test_settings_are_given_by_name(tmp_path: Path) -> None:
    with SimulatorProcess.start(0, ":memory:", 0.0, "--set", "require_policy_urls=on") as simulator:
        settings = simulator.control("GET", "/settings")
    assert (settings["require_policy_urls"], settings["strict_parameters"]) == (True, True)
    command = [sys.executable, "-m", "simulator", "serve", "--set", "colour=red"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 2
    assert "require_policy_urls" in run.stderr
