"""A customer registered by the manifest of docs/gitops/kubernetes, in the workspaces of the operator."""

from __future__ import annotations

import copy
import json
import subprocess
from typing import TYPE_CHECKING, Any

from simulator.seed import DEFAULT_SEED, constants
from tests.gitops.cluster import manifest, run_workspace
from tests.support.repository import Repository, dependencies_are_current
from tests.support.simulator import ROOT, SimulatorProcess
from tests.support.stack import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path


def test_a_customer_is_registered_and_goes_on_in_workspaces(tmp_path: Path) -> None:
    assert dependencies_are_current(), "run `make setup` first"
    with SimulatorProcess.start(100) as simulator:
        repository = Repository.make(tmp_path, simulator)
        number = simulator.phone_numbers[0]["sid"]
        repository.declare("acme", lambda config: config.update({"a2p:phone_numbers": [number]}))
        repository.commit("Add acme")
        stack = _changed(manifest()["Stack"], "spec.backend", repository.env()["PULUMI_BACKEND_URL"])

        mistyped = run_workspace(repository, "before", stack, _secrets(simulator))
        assert mistyped.returncode == 1
        assert "no stack named 'acme' found" in mistyped.stderr

        _begin(repository, "acme")
        first = run_workspace(repository, "first", stack, _secrets(simulator))
        assert first.returncode == 0, first.stderr
        assert json.loads(first.stdout)["stage"] == "campaign_in_review"

        _approve(simulator)
        later = run_workspace(repository, "later", stack, _secrets(simulator))
        assert later.returncode == 0, later.stderr
        assert json.loads(later.stdout)["stage"] == "verified"


def test_an_image_with_other_dependencies_than_the_commit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "uv.lock").write_text("another")

    done = subprocess.run(
        [ROOT / "docs" / "gitops" / "kubernetes" / "bin" / "pulumi", "install"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "do: build the image from this commit" in done.stderr
    assert not (tmp_path / ".venv").exists()


def _changed(document: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    *way, last = path.split(".")
    place = changed
    for key in way:
        place = place[key]
    place[last] = value
    return changed


def _secrets(simulator: SimulatorProcess) -> dict[str, str]:
    """What `kubectl create secret` has put into the cluster."""
    seeded = constants(DEFAULT_SEED)
    return {
        "a2p/passphrase": PASSPHRASE,
        "a2p/account-sid": simulator.account_sid,
        "a2p/api-key": seeded.api_key_sid,
        "a2p/api-secret": seeded.api_key_secret,
    }


def _approve(simulator: SimulatorProcess) -> None:
    """The reviewers' part between two runs."""
    paths = [call["path"] for call in simulator.control("GET", "/requests") if call["method"] == "POST"]
    (service,) = {path.split("/")[3] for path in paths if "/Compliance/Usa2p" in path}
    simulator.control("POST", f"/campaigns/{service}/decide", {"status": "VERIFIED", "errors": []})


def _begin(repository: Repository, customer: str) -> None:
    """The one step that the operator leaves to a person."""
    checkout = repository.checkout("begin", "main")
    setup = "make setup && . .a2p/env"
    done = subprocess.run(
        ["bash", "-ec", f"{setup} && pulumi stack init {customer}"],
        cwd=checkout,
        env=repository.env(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
