"""
The workflows of docs/gitops/github, run: a customer is added, edited in a pull request, merged, and drifts.

Everything is real but GitHub: git, the set-up, the engine, the state in PostgreSQL, the simulator. `gh`,
which cannot reach GitHub from here, is a script that writes down what it is asked.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import requests

from tests.gitops.workflow import Job
from tests.support.repository import Repository, dependencies_are_current
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.backends import Backend

_NO_COMMIT = "0" * 40
_MARK = "<!-- a2p-report: a2p -->"


def test_a_customer_goes_from_a_pull_request_to_twilio(tmp_path: Path, postgres_backend: Backend) -> None:
    assert dependencies_are_current(), "run `make setup` first"
    with SimulatorProcess.start(100) as simulator:
        repository = Repository.make(tmp_path, simulator, postgres_backend)
        repository.declare("acme")
        begun = repository.commit("Add acme")
        assert _merged(repository, "first", _NO_COMMIT, begun) == ["acme"]

        repository.switch("--create", "edit")
        repository.declare("acme", _longer_description)
        repository.declare("bolt")
        repository.commit("Edit acme, add bolt")
        _previewed(repository, base=begun)

        repository.switch("main")
        merged = repository.merge("edit")
        assert _merged(repository, "second", begun, merged) == ["acme", "bolt"]
        (campaign,) = _calls(simulator, "POST", "/Compliance/Usa2p/")
        assert campaign["status"] == 200, "the edit of acme has reached Twilio"

        _drifted(repository, simulator)


def _merged(repository: Repository, name: str, before: str, after: str) -> list[str]:
    """A push to main: who has changed; the job of the first of them is carried out."""
    changed = _job(
        repository, "a2p-up.yml", "changed", f"{name}-changed", after, {"github.event.before": before}
    )
    assert [step.status for step in changed.run()] == [0, 0], changed.steps
    stacks: list[str] = json.loads(changed.outputs["steps.changed.outputs.stacks"])
    up = _job(repository, "a2p-up.yml", "up", f"{name}-up", after, {"matrix.stack": stacks[0]})
    assert [step.status for step in up.run()] == [0, 0], up.steps
    assert f"{stacks[0]}: campaign_in_review" in up.summary
    return stacks


def _previewed(repository: Repository, base: str) -> None:
    """A pull request: one comment over both customers, which the next push replaces."""
    event = {"github.event.pull_request.base.sha": base, "github.event.pull_request.number": "7"}
    preview = _job(repository, "a2p-preview.yml", "preview", "preview", "edit", event)
    assert {step.name: step.status for step in preview.run()} == {
        "Set up": 0,
        "Whose declaration has changed": 0,
        "Check": 0,
        "Preview": 0,
        "Comment": 0,
    }, preview.steps
    assert json.loads(preview.outputs["steps.changed.outputs.stacks"]) == ["acme", "bolt"]
    report = (preview.checkout / "report.md").read_text()
    assert report.startswith(f"{_MARK}\n\n### A2P 10DLC: 2 of 2 customers would change; fees $19.00\n")
    assert "#### acme: 1 change" in report
    assert "#### bolt: new customer, 5 changes, $19.00" in report
    assert preview.summary == report
    assert "api --method POST repos/isv/a2p/issues/7/comments --field body=@report.md" in repository.asked()

    repository.answer("4711\n4712\n")
    assert preview.step("Comment").status == 0
    asked = repository.asked()
    assert "api --method PATCH repos/isv/a2p/issues/comments/4711 --field body=@report.md" in asked
    assert "--method POST" not in asked


def _drifted(repository: Repository, simulator: SimulatorProcess) -> None:
    """One issue: opened, kept up to date, closed."""
    (service,) = {call["path"].split("/")[3] for call in _calls(simulator, "POST", "/Compliance/Usa2p/")}
    answer = requests.post(
        f"{simulator.url}/v1/Services/{service}",
        data={"StickySender": "false"},
        auth=(simulator.account_sid, simulator.auth_token),
        timeout=30,
    )
    assert answer.ok, answer.text
    repository.answer("")
    drift = _job(repository, "a2p-drift.yml", "drift", "drift", "main", {})
    assert [step.status for step in drift.run()] == [0, 0, 0], drift.steps
    assert drift.outputs["steps.drift.outputs.status"] == "7"
    asked = repository.asked()
    assert "issue create --title A2P: what is live is not what is declared --label a2p-drift" in asked
    assert "acme: differs" in asked
    assert "(sticky_sender)" in asked

    repository.answer("12\n")
    assert drift.step("Tell").status == 0
    assert "issue edit 12 --body-file issue.md" in repository.asked()
    assert drift.step("Tell", steps__drift__outputs__status="0").status == 0
    assert "issue close 12" in repository.asked()


def _job(
    repository: Repository, workflow: str, job: str, name: str, ref: str, context: dict[str, str]
) -> Job:
    facts = {"github.token": "a-token", "github.repository": "isv/a2p", **context}
    return Job(workflow, job, repository.checkout(name, ref), repository.env(), facts)


def _longer_description(config: dict[str, Any]) -> None:
    config["a2p:campaign"]["description"] += " It is sent on weekdays."


def _calls(simulator: SimulatorProcess, method: str, path: str) -> list[dict[str, Any]]:
    calls = simulator.control("GET", "/requests")
    return [call for call in calls if call["method"] == method and path in call["path"]]
