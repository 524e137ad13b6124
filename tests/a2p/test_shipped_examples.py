"""Which files are shipped examples, and no customer's."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from a2p.shipped_examples import EXAMPLES, is_shipped_example
from a2p.twilio.client.account_reference import read_reference, resolve
from tests.support.declarations import declaration
from tests.support.sdk import sdk
from tests.support.simulator import ROOT, SimulatorProcess
from tests.support.subaccount import OF_SUBACCOUNT, VARIABLES

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = sorted((ROOT / "stacks").glob("Pulumi.example*.yaml"))


def stack_of(file: Path) -> str:
    return file.name.removeprefix("Pulumi.").removesuffix(".yaml")


@pytest.mark.parametrize("file", SHIPPED, ids=stack_of)
def test_each_example_in_stacks_is_known_by_name_and_salt(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    assert is_shipped_example(stack_of(file), text)
    assert not is_shipped_example("example-dental", text)
    assert not is_shipped_example(stack_of(file), text.replace("encryptionsalt: v1:", "encryptionsalt: v1:A"))


def test_the_list_has_each_of_them_and_the_scripts_know_the_same() -> None:
    (known,) = re.findall(r"^ +(example[^)]*)\)$", (ROOT / "script/lib.sh").read_text(), re.MULTILINE)

    assert {stack_of(file) for file in SHIPPED} == EXAMPLES
    assert set(known.split(" | ")) == EXAMPLES


def list_numbers(declared: dict[str, Any]) -> list[str]:
    entries = declared.get("campaigns", {"": declared}).values()
    return [number for entry in entries for number in entry.get("phone_numbers", [])]


def test_the_simulator_has_the_numbers_of_each_in_its_account_and_no_two_share_one() -> None:
    """So `make up` registers any of them, beside the others, on a fresh checkout."""
    shared = Counter(number for example in EXAMPLES for number in list_numbers(declaration(example)))
    assert set(shared.values()) == {1}

    with SimulatorProcess.start(0, ":memory:", 0.0, *OF_SUBACCOUNT) as simulator:
        for example in EXAMPLES:
            declared = declaration(example)
            owned = sdk(sign_in(simulator, declared)).incoming_phone_numbers.list()
            known = {each.sid for each in owned} | {each.phone_number for each in owned}
            assert set(list_numbers(declared)) <= known, example


def sign_in(simulator: SimulatorProcess, declared: dict[str, Any]) -> SimulatorProcess:
    reference = read_reference(declared.get("account"))
    if reference is None:
        return simulator
    token = resolve(reference, VARIABLES)["AUTH_TOKEN"]
    return dataclasses.replace(simulator, account_sid=reference.sid, auth_token=token)
