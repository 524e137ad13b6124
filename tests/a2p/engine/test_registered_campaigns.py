"""Which of a stack's Campaigns are at Twilio already, as its checkpoint has it (U1)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from a2p.engine.project import EngineProject
from a2p.engine.recorded.campaigns import list_registered_campaigns

if TYPE_CHECKING:
    from pathlib import Path


def project(folder: Path, resources: list[dict[str, Any]]) -> EngineProject:
    """A project whose stack `acme` has these resources."""
    (folder / "Pulumi.yaml").write_text("name: a2p\nruntime: python\n", encoding="utf-8")
    stacks = folder / "state" / ".pulumi" / "stacks" / "a2p"
    stacks.mkdir(parents=True)
    latest = {"manifest": {"time": "2026-11-25T12:00:00Z"}, "resources": resources}
    written = {"version": 3, "checkpoint": {"stack": "organization/a2p/acme", "latest": latest}}
    (stacks / "acme.json").write_text(json.dumps(written), encoding="utf-8")
    return EngineProject.find(folder, {"PULUMI_BACKEND_URL": f"file://{folder}/state"})


def campaign(stage: str, name: str = "campaign") -> dict[str, Any]:
    return {
        "urn": f"urn:pulumi:acme::a2p::pulumi-python:dynamic/a2p:Campaign::{name}",
        "type": "pulumi-python:dynamic/a2p:Campaign",
        "outputs": {"stage": stage},
    }


@pytest.mark.parametrize("resources", [[campaign("waiting_for_otp")], []])
def test_a_campaign_that_waits_is_not_registered(resources: list[dict[str, Any]], tmp_path: Path) -> None:
    assert not list_registered_campaigns(project(tmp_path, resources), "acme")


def test_a_campaign_is_registered_if_its_stage_says_so(tmp_path: Path) -> None:
    assert list_registered_campaigns(project(tmp_path, [campaign("registered")]), "acme") == {"campaign"}


def test_each_of_several_is_told_by_its_name(tmp_path: Path) -> None:
    resources = [
        campaign("registered", "campaign-orders"),
        campaign("waiting_for_brand", "campaign-specials"),
        campaign("registered"),
    ]

    assert list_registered_campaigns(project(tmp_path, resources), "acme") == {"orders", "campaign"}


def test_who_was_never_begun_has_none(tmp_path: Path) -> None:
    assert not list_registered_campaigns(project(tmp_path, []), "nobody")
