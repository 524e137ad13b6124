"""What stacks inherit from Pulumi.yaml, how values without quotes are read, what `config set` rewrites."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml

from a2p.stackfile.project import find_project
from a2p.stackfile.reader import read_stack_file
from tests.support.scalars import READ
from tests.support.stack import Stack
from tests.support.stack_files import check_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess

CALLBACK = "https://hooks.example-isv.com/twilio/everything"


def test_every_stack_inherits_what_the_project_gives_and_the_check_knows_it(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)
    give_in_project(
        stack,
        {
            "primary_profile_sid": {"default": simulator.primary_customer_profile_sid},
            "a2p:status_callback": CALLBACK,
            "a2p:messaging_service": {"value": {"usecase": "marketing", "sticky_sender": True}},
        },
    )
    stack.edit(leave_out_what_is_inherited)

    assert check_file(stack.file, find_project(stack.project)).notes == ()
    run = stack.up()
    assert run.status == 0, run.output

    known = {each["type"].split(":")[-1]: each["outputs"] for each in resources(stack) if "outputs" in each}
    assert known["Profile"]["primary_profile_sid"] == simulator.primary_customer_profile_sid
    assert known["Profile"]["status_callback"] == known["TrustBundle"]["status_callback"] == CALLBACK
    assert known["MessagingService"]["usecase"] == "marketing"


def test_pulumi_reads_values_as_the_check_does_and_rewrites_them_with_the_comments_kept(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)
    lines = [f"    k{number}: {written}" for number, written in enumerate(READ)]
    alone = [f"  a2p:alone{number}: {written}" for number, written in enumerate(READ)]
    schema = "# yaml-language-server: $schema=../docs/schema/stack.schema.json"
    text = "\n".join([schema, "config:", "  # before", "  a2p:all:", *lines, *alone, "  # after", ""])
    salt = next(line for line in stack.file.read_text().splitlines() if line.startswith("encryptionsalt"))
    stack.file.write_text(f"{text}{salt}\n")

    told = stack.pulumi("config", "--json", "--stack", stack.name)
    assert told.status == 0, told.output
    read_by_pulumi, _ = json.JSONDecoder().raw_decode(told.output)  # its warnings follow
    found = read_stack_file(stack.file, "a2p").config
    assert json.loads(read_by_pulumi["a2p:all"]["value"]) == found["all"]
    for number in range(len(READ)):
        assert read_by_pulumi[f"a2p:alone{number}"]["value"] == found[f"alone{number}"]

    assert stack.pulumi("config", "set", "--path", "all.more", "x", "--stack", stack.name).status == 0
    rewritten = stack.file.read_text()
    assert rewritten.startswith(f"{schema}\n")
    assert "  # before\n" in rewritten
    assert "  # after\n" in rewritten
    assert read_stack_file(stack.file, "a2p").config == {**found, "all": {**found["all"], "more": "x"}}


def give_in_project(stack: Stack, config: dict[str, Any]) -> None:
    file = stack.project / "Pulumi.yaml"
    file.write_text(yaml.safe_dump({**yaml.safe_load(file.read_text()), "config": config}))


def leave_out_what_is_inherited(config: dict[str, Any]) -> None:
    del config["primary_profile_sid"], config["messaging_service"]
    del config["profile"]["status_callback"], config["trust_bundle"]["status_callback"]


def resources(stack: Stack) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(stack.export())["deployment"]["resources"]
    return found
