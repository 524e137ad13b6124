"""What was registered before there was a ledger, collected from the account and from states."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from a2p.adoption.ledger_collection import LedgerCollection, read_owners
from a2p.cli.app import main
from a2p.cli.exit_codes import Exit
from a2p.state.checkpoints import OUR_TYPES, Checkpoint, from_deployment
from a2p.state.ledger import EntryKind, open_ledger
from tests.support.miniature import MiniatureStack, World
from tests.support.sessions import open_session
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

    import pytest

MOBILE = "+14155550188"
DAY = 86_400.0


def sole_proprietor(world: World, name: str = "jane") -> MiniatureStack:
    """One whose text message has lapsed once, and whose Campaign is in review."""
    stack = MiniatureStack.of_example("example", world)
    stack.name = name
    stack.declared |= {"phone_numbers": []}
    stack.declared["profile"] |= {"email": f"{name}@example.com"}
    stack.declared["trust_bundle"] |= {"mobile_phone_number": MOBILE}
    assert stack.up().ok
    world.advance(DAY + 60)
    assert stack.up().ok  # another text message
    world.control("POST", "/otp/reply", {"mobile_phone_number": MOBILE})
    assert stack.up().ok
    return stack


def standard(world: World) -> MiniatureStack:
    stack = MiniatureStack.of_example("example-standard", world)
    stack.name = "acme"
    stack.declared |= {"phone_numbers": []}
    assert stack.up().ok
    return stack


def collect(world: World, *stacks: MiniatureStack) -> Counter[EntryKind]:
    simulator = world.simulator
    with open_session(simulator.url, account=simulator.account_sid, password=simulator.auth_token) as session:
        checkpoints = [checkpoint_of(each, session.account.record()) for each in stacks]
        collection = LedgerCollection(
            session, open_ledger(), read_owners(checkpoints, session.account.record())
        )
        written = collection.collect()
    assert collection.unread == []
    return +written


def checkpoint_of(stack: MiniatureStack, account: dict[str, str]) -> Checkpoint:
    """A state as an engine would have written it of a customer who was submitted again and texted twice."""
    found = stack.outputs()["resources"]
    service = found["messaging_service"]["sid"]
    brand = {"sid": found["brand"]["sid"], "resubmissions": 2.0, "otp_count": 3.0}
    campaign = {"messaging_service_sid": service, "resubmissions": 1.0}
    resources: list[dict[str, Any]] = [
        {"type": f"{OUR_TYPES}{name}", "id": outputs.get("sid", ""), "outputs": outputs | account}
        for name, outputs in (
            ("Brand", brand),
            ("Campaign", campaign),
            ("MessagingService", {"sid": service}),
        )
    ]
    return from_deployment(stack.name, {"manifest": {"time": "2026-11-20T10:00:00Z"}, "resources": resources})


def describe() -> set[tuple[str, ...]]:
    """What the ledger holds of uses and fees, without when, and without whose review was when."""
    return {
        (each.kind, each.owner, each.name, each.digest, str(each.usd))
        for each in open_ledger().list_all()
        if each.kind in {EntryKind.USE, EntryKind.FEE}
    }


def forget_ledger() -> None:
    """All but the keys of its digests: as before there was one."""
    ledger = open_ledger()
    for entry in ledger.list_all():
        ledger.remove(entry)


def test_what_runs_have_written_down_is_not_written_again(world: World) -> None:
    sole_proprietor(world)
    standard(world)

    assert collect(world) == {}


def test_what_is_collected_is_what_runs_would_have_written_down(world: World) -> None:
    sole_proprietor(world)
    standard(world)
    noted = describe()
    assert {kind for kind, *_ in noted} == {EntryKind.USE, EntryKind.FEE}
    forget_ledger()
    assert describe() == set()

    first = collect(world)

    assert describe() == noted
    assert first[EntryKind.USE] == 4
    assert collect(world) == {}
    assert MOBILE[1:] not in json.dumps([each.to_json() for each in open_ledger().list_all()])


def test_a_used_up_number_of_before_stops_the_next_brand(world: World) -> None:
    for name in ("ann", "bert", "carla"):
        sole_proprietor(world, name)
    forget_ledger()
    collect(world)

    fourth = MiniatureStack.of_example("example", world)
    fourth.name = "dora"
    fourth.declared["trust_bundle"] |= {"mobile_phone_number": MOBILE}
    assert "this mobile number was used for 3 Brands of ours" in fourth.up().failure


def test_what_states_have_counted_is_theirs_and_counted_once(world: World) -> None:
    stack = sole_proprietor(world)
    forget_ledger()

    assert collect(world, stack)[EntryKind.OTP] == 2
    found = [each for each in open_ledger().list_all() if each.kind is not EntryKind.FEE_SHOWN]
    assert {each.stack for each in found} == {"jane"}
    numbers = sorted((each.kind, each.owner[:2], each.number) for each in found if each.number < 10)
    assert [each for each in numbers if each[0] in {EntryKind.OTP, EntryKind.RESUBMISSION}] == [
        *((EntryKind.OTP, "BN", number) for number in (2, 3)),
        *((EntryKind.RESUBMISSION, "BN", number) for number in (1, 2)),
        (EntryKind.RESUBMISSION, "MG", 1),
    ]
    assert collect(world, stack) == {}


def test_the_command_tells_what_it_wrote(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sole_proprietor(world)
    shutil.copy(ROOT / "Pulumi.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PULUMI_BACKEND_URL", (tmp_path / "state").as_uri())
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", world.simulator.account_sid)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", world.simulator.auth_token)
    capsys.readouterr()

    assert main(["ledger", "collect", "--base-url", world.simulator.url]) == Exit.DONE
    assert "3 uses, 2 fees, 0 resubmissions, 0 text messages written" in capsys.readouterr().out
    assert main(["ledger", "collect", "--base-url", world.simulator.url, "--json"]) == Exit.DONE
    (row,) = json.loads(capsys.readouterr().out)
    assert row["written"] == {"use": 0, "fee": 0, "resubmission": 0, "otp": 0}
