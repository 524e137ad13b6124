"""docs/gitops/kubernetes: what an API server takes of the manifest, and what becomes of it in a workspace."""

from __future__ import annotations

import copy
import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from simulator.seed import DEFAULT_SEED, constants
from tests.gitops.cluster import faults, manifest, run_workspace
from tests.support.repository import Repository, dependencies_are_current
from tests.support.simulator import ROOT, SimulatorProcess
from tests.support.stack import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path


def test_the_api_server_would_take_each_document() -> None:
    documents = manifest()

    assert documents.keys() == {"ServiceAccount", "ClusterRoleBinding", "Stack"}
    assert [fault for document in documents.values() for fault in faults(document)] == []


@pytest.mark.parametrize(
    ("kind", "path", "value", "fault"),
    [
        ("Stack", "spec.usLocalStackOnly", True, "$.spec: Additional properties are not allowed"),
        (
            "Stack",
            "spec.envRefs.TWILIO_API_KEY.secret.nam",
            "a2p",
            "$.spec.envRefs.TWILIO_API_KEY.secret: Add",
        ),
        (
            "Stack",
            "spec.envRefs.TWILIO_API_KEY.type",
            "secret",
            "$.spec.envRefs.TWILIO_API_KEY.type: 'secret'",
        ),
        (
            "Stack",
            "spec.envRefs.TWILIO_API_KEY.type",
            "Env",
            "$.spec.envRefs.TWILIO_API_KEY: 'env' is a required",
        ),
        ("Stack", "spec.workspaceTemplate.spec.img", "a:1", "$.spec.workspaceTemplate.spec: Additional"),
        (
            "Stack",
            "spec.resyncFrequencySeconds",
            "3600",
            "$.spec.resyncFrequencySeconds: '3600' is not of type",
        ),
        ("Stack", "spec.resyncFrequencySeconds", 30, "$.spec.resyncFrequencySeconds: 30 is less than"),
        ("Stack", "spec.workspaceReclaimPolicy", "delete", "$.spec.workspaceReclaimPolicy: 'delete' is not"),
        ("Stack", "spec.commit", "0" * 40, "$.spec: {"),
        ("Stack", "metadata.nmespace", "a2p", "$.metadata: Additional properties are not allowed"),
        ("Stack", "metadata.name", "a2p_acme", "$.metadata.name: 'a2p_acme' does not match"),
        ("Stack", "apiVersion", "pulumi.com/v2", "pulumi.com/v2/Stack: no such kind"),
        ("ServiceAccount", "spec", {}, "$: Additional properties are not allowed"),
        ("ClusterRoleBinding", "roleRef.nam", "a", "$.roleRef: Additional properties are not allowed"),
        (
            "ClusterRoleBinding",
            "subjects",
            [{"kind": "ServiceAccount"}],
            "$.subjects[0]: 'name' is a required",
        ),
    ],
)
def test_a_field_that_is_misspelt_or_wrong_is_found(kind: str, path: str, value: object, fault: str) -> None:
    document = _changed(manifest()[kind], path, value)

    assert any(found.startswith(fault) for found in faults(document)), faults(document)


@pytest.mark.parametrize("field", ["stack", "serviceAccountName", "projectRepo", "branch"])
def test_a_field_that_has_to_be_there_is_missed(field: str) -> None:
    stack = manifest()["Stack"]
    del stack["spec"][field]

    (fault,) = faults(stack)
    assert fault.startswith("$.spec: ")


def test_the_stack_runs_as_the_account_that_may_ask_who_calls() -> None:
    documents = manifest()
    account, binding, stack = (documents[kind] for kind in ("ServiceAccount", "ClusterRoleBinding", "Stack"))

    assert binding["roleRef"]["name"] == "system:auth-delegator"
    assert binding["subjects"] == [{"kind": "ServiceAccount", **account["metadata"]}]
    assert stack["spec"]["serviceAccountName"] == account["metadata"]["name"]
    assert stack["metadata"]["namespace"] == account["metadata"]["namespace"]


def test_the_operator_never_deletes_and_goes_on_by_itself() -> None:
    spec = manifest()["Stack"]["spec"]

    assert spec["destroyOnFinalize"] is False
    assert spec["useLocalStackOnly"] is True
    assert spec["continueResyncOnCommitMatch"] is True
    assert {each["type"] for each in spec["envRefs"].values()} == {"Secret"}


def test_a_customer_is_registered_and_goes_on_in_workspaces(tmp_path: Path) -> None:
    assert dependencies_are_current(), "run `make setup` first"
    with SimulatorProcess.start(100) as simulator:
        repository = Repository.make(tmp_path, simulator)
        repository.declare("acme")
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
