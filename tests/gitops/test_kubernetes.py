"""docs/gitops/kubernetes: what an API server takes of the manifest, and what becomes of it in a workspace."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.gitops.cluster import faults, manifest


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


def _changed(document: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    *way, last = path.split(".")
    place = changed
    for key in way:
        place = place[key]
    place[last] = value
    return changed
