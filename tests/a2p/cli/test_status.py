"""`a2p status`: one or all customers, for people and for programs, without the engine."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from a2p.cli.app import main
from a2p.cli.exit_codes import Exit
from a2p.engine.project import EngineProject
from a2p.run_log import StackOutputs
from a2p.state.observed_statuses import save_observed
from a2p.state.reasons import Reason, save_reason
from a2p.state.state import StoredState
from tests.support import written_states
from tests.support.simulator import ROOT

OTP = {
    "stage": "waiting_for_otp",
    "waits_for": "the customer's answer YES",
    "who_must_act": "the customer: reply YES",
    "next_command": "pulumi up -s baker",
}
VERIFIED = {"stage": "verified", "waits_for": "nothing", "who_must_act": "nobody", "next_command": ""}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a state in files, and an engine that cannot be run."""
    folder = tmp_path / "project"
    (folder / "stacks").mkdir(parents=True)
    shutil.copy(ROOT / "Pulumi.yaml", folder)
    engine = tmp_path / "bin" / "pulumi"
    engine.parent.mkdir()
    engine.write_text("#!/bin/sh\nexit 9\n")
    engine.chmod(0o755)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", str(engine.parent))
    monkeypatch.setenv("A2P_ROOT", str(ROOT))
    monkeypatch.setenv("PULUMI_BACKEND_URL", (tmp_path / "state").as_uri())
    return folder


def record(project: Path, stack: str, outputs: dict[str, Any], *, minutes: int = 3, **more: Any) -> None:
    at = (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat()
    written_states.write(
        project.parent / "state", stack, written_states.checkpoint(stack, outputs, at=at, **more)
    )


def test_one_customer_is_told_in_lines_with_the_age_of_what_is_known(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(project, "acme", written_states.WAITING)

    assert main(["status", "acme"]) == Exit.WAITING

    assert capsys.readouterr().out == (
        "acme: campaign_in_review\n"
        "  waits for     the Campaign's review\n"
        "  who must act  nobody: the carriers' reviewers are at it\n"
        "  next          a2p preview acme\n"
        "  as of         3 minutes ago\n"
    )


def test_a_stack_that_was_renamed_is_told_by_the_name_that_it_has_now(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rejected = {
        "stage": "failed",
        "waits_for": "an edit, then pulumi up -s baker",
        "who_must_act": "you: edit campaign.description in stacks/Pulumi.baker.yaml",
        "actor": "you",
        "next_command": "pulumi up -s baker",
    }
    record(project, "butcher", rejected | {"campaigns": {"orders": rejected}})

    main(["status", "butcher", "--json"])

    (row,) = json.loads(capsys.readouterr().out)
    assert row["next_command"] == "a2p up butcher"
    assert row["waits_for"] == "an edit, then pulumi up -s butcher"
    assert row["who_must_act"] == "you: edit campaign.description in stacks/Pulumi.butcher.yaml"
    assert row["campaigns"]["orders"]["next_command"] == "pulumi up -s butcher"
    assert "baker" not in json.dumps(row)


def test_each_of_several_campaigns_is_told_with_its_stage(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    standing = {"stage": "verified", "waits_for": "nothing", "who_must_act": "nobody", "actor": "nobody"}
    campaigns = {"orders": standing, "offers": standing | {"stage": "campaign_failed"}}
    record(project, "acme", VERIFIED | {"stage": "campaign_failed", "campaigns": campaigns})

    main(["status", "acme"])

    assert "campaigns     offers campaign_failed; orders verified" in capsys.readouterr().out


def test_what_is_known_of_old_is_told_with_the_command_that_looks_anew(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A suspension since the last run is seen by a look at Twilio only, and status makes none."""
    record(project, "acme", VERIFIED, minutes=26 * 60)

    assert main(["status", "acme"]) == Exit.DONE

    assert "as of         1 day ago; a2p drift acme looks at Twilio now" in capsys.readouterr().out


def test_what_a_look_of_the_fleet_found_since_the_last_run_is_told_with_its_time(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A suspended Campaign, where the fleet's level lets no run record it."""
    record(project, "acme", VERIFIED, minutes=26 * 60)
    record(project, "bolt", VERIFIED, minutes=3)
    suspended = StackOutputs.from_json(
        {**VERIFIED, "stage": "campaign_suspended", "who_must_act": "you: open a ticket", "actor": "you"}
    )
    assert suspended
    at = datetime.now(UTC) - timedelta(minutes=5)
    state = EngineProject.find().state
    assert isinstance(state, StoredState)
    for stack in ("acme", "bolt"):  # of bolt a run has recorded more since
        save_observed(state, stack, suspended, at)

    assert main(["status", "acme"]) == Exit.PERSON
    lines = capsys.readouterr().out
    assert "acme: campaign_suspended\n" in lines
    assert "as of         5 minutes ago, as a look of a2p serve found it\n" in lines

    assert main(["status", "--json"]) == Exit.PERSON
    acme, bolt = _told(capsys)
    assert (acme["stage"], acme["actor"], acme["observed_at"]) == (
        *("campaign_suspended", "you"),
        at.isoformat(),
    )
    assert (bolt["stage"], "observed_at" in bolt) == ("verified", False)


def test_all_customers_are_told_and_the_exit_code_is_that_of_the_worst(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(project, "acme", written_states.WAITING)
    record(project, "baker", OTP)
    record(project, "carol", VERIFIED)
    (project / "stacks" / "Pulumi.dave.yaml").touch()
    shutil.copy(ROOT / "stacks" / "Pulumi.example-standard.yaml", project / "stacks")

    assert main(["status", "--json"]) == Exit.PERSON

    told = {row["stack"]: (row["stage"], row["outcome"], row["next_command"]) for row in _told(capsys)}
    assert told == {
        "acme": ("campaign_in_review", "waiting", "a2p preview acme"),
        "baker": ("waiting_for_otp", "person", "a2p up baker"),
        "carol": ("verified", "done", ""),
        "dave": ("not_begun", "person", "a2p up dave"),
    }


def test_a_failed_and_an_interrupted_run_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brand = "urn:pulumi:baker::a2p::pulumi-python:dynamic/a2p:Brand::brand"
    record(project, "acme", {})
    record(project, "baker", OTP, pending=(brand,))

    main(["status", "--json"])

    acme, baker = _told(capsys)
    assert (acme["stage"], acme["next_command"]) == ("unfinished", "a2p up acme")
    assert (baker["stage"], baker["interrupted"]) == ("unfinished", True)
    assert baker["waits_for"] == "the next run: the last one was interrupted"


def test_outputs_that_outlived_a_failed_run_are_not_taken_for_where_it_stands(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(project, "acme", VERIFIED)
    state = project.parent / "state"
    for number, result in enumerate(("failed", "succeeded", "failed")):
        written_states.write_result(state, "acme", number, result)

    assert main(["status", "acme"]) == Exit.PERSON
    assert "waits for     the next run: the last one failed\n" in capsys.readouterr().out

    written_states.write_result(state, "acme", 3, "succeeded")
    assert main(["status", "acme"]) == Exit.DONE


def test_the_lock_of_a_dead_run_is_an_interruption_and_of_a_living_one_is_work(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(project, "acme", VERIFIED)
    mine = {"username": getpass.getuser(), "hostname": socket.gethostname()}
    now = {"timestamp": datetime.now(UTC).isoformat()}
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    written_states.lock(project.parent / "state", "acme", pid=ended.pid, **mine, **now)

    assert main(["status", "acme", "--json"]) == Exit.PERSON
    (killed,) = _told(capsys)
    assert (killed["interrupted"], killed["running_pid"]) == (True, None)

    written_states.lock(project.parent / "state", "acme", pid=os.getpid(), **mine, **now)
    main(["status", "acme", "--json"])
    (working,) = _told(capsys)
    assert (working["interrupted"], working["running_pid"]) == (False, os.getpid())


def test_an_unknown_customer_is_an_error_that_names_the_known_ones(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(project, "acme", VERIFIED)

    assert main(["status", "amce"]) == Exit.ERROR

    assert capsys.readouterr().err == ("a2p: There is no customer amce. There are: acme\n  do: a2p status\n")


def test_watching_tells_again_what_has_changed(project: Path) -> None:
    record(project, "acme", OTP)
    command = [str(Path(sys.executable).parent / "a2p"), "status", "acme", "--watch", "--every", "0.1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watching:
        assert watching.stdout is not None
        assert watching.stdout.readline() == "acme: waiting_for_otp\n"
        record(project, "acme", VERIFIED)
        assert any("acme: verified" in line for line in watching.stdout)
        watching.send_signal(2)
        watching.stdout.read()
    assert watching.returncode == Exit.DONE


def _told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return rows


def test_a_numbers_registration_is_told_as_twilios_events_have_told_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failed, done = "PN" + "1" * 32, "PN" + "2" * 32
    numbers = {sid: {"sid": f"MG1/{sid}", "status": "associated"} for sid in (failed, done)}
    record(project, "acme", VERIFIED | {"resources": numbers})
    state = EngineProject.find().state
    assert isinstance(state, StoredState)
    now = datetime.now(UTC)
    page = "https://www.twilio.com/docs/api/errors/30126"
    save_reason(state, "acme", Reason(failed, "failed", page, now))
    save_reason(state, "acme", Reason(done, "successful", "", now))

    assert main(["status", "acme"]) == Exit.DONE
    text = capsys.readouterr().out
    main(["status", "acme", "--json"])
    (row,) = _told(capsys)

    assert f"{failed} registration failed" in " ".join(text.split())
    assert "errors/30126" in text
    assert done not in text
    assert {sid: row["resources"][sid]["registration"] for sid in numbers} == {
        failed: "failed",
        done: "successful",
    }


@pytest.mark.parametrize(
    ("stage", "told", "shown"),
    [
        ("profile_rejected", timedelta(days=-30), "no website"),  # the run has found it
        ("waiting_for_brand", timedelta(days=30), "no website"),  # no run has seen it yet
        ("waiting_for_brand", timedelta(days=-30), None),  # mended since
    ],
)
def test_the_reason_of_a_rejection_is_told_until_a_run_has_found_it_mended(
    project: Path, capsys: pytest.CaptureFixture[str], stage: str, told: timedelta, shown: str | None
) -> None:
    profile = "BU" + "1" * 32
    record(project, "acme", VERIFIED | {"stage": stage, "resources": {"profile": {"sid": profile}}})
    state = EngineProject.find().state
    assert isinstance(state, StoredState)
    at = datetime.now(UTC) + told
    save_reason(state, "acme", Reason(profile, "twilio-rejected", "no website", at))
    save_reason(state, "acme", Reason("BU" + "2" * 32, "twilio-rejected", "of another bundle", at))
    save_reason(state, "bolt", Reason(profile, "twilio-rejected", "of another stack", at))

    main(["status", "acme", "--json"])

    (row,) = _told(capsys)
    assert row["rejection_reason"] == shown


def test_a_file_that_leads_nowhere_takes_no_status_from_the_others(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(project, "acme", VERIFIED)
    (project / "stacks" / "Pulumi.gone.yaml").symlink_to("/nonexistent")
    (project / "stacks" / "Pulumi.loop.yaml").symlink_to("Pulumi.loop.yaml")

    assert main(["status", "--json"]) == Exit.PERSON

    assert {row["stack"]: row["stage"] for row in _told(capsys)} == {
        "acme": "verified",
        "gone": "not_begun",
        "loop": "not_begun",
    }
