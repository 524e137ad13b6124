"""An external campaign in the engine's shapes: when it waits, when a date counts, what is refused."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from pulumi.dynamic import ConfigureRequest
from pulumi.dynamic.config import Config
from pulumi.output import Unknown

from a2p.errors import Blocked
from a2p.specs import ExternalCampaignSpec, MessagingServiceSpec, PhoneNumberAssociationSpec
from a2p.specs.codec import encode_value
from a2p.twilio.client.session import get_session
from providers.external_campaign import ExternalCampaignProvider
from providers.messaging_service import MessagingServiceProvider
from providers.phone_number_association import PhoneNumberAssociationProvider
from providers.registration_status import RegistrationStatusProvider
from tests.support.engine_doubles import PROJECT, through_the_engine
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_numbers = itertools.count()


@pytest.fixture(scope="module")
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(speed=300) as process:
        yield process


class ExternalStack:
    """One external customer's campaign, as the engine's state has it."""

    def __init__(self, simulator: SimulatorProcess) -> None:
        self.simulator = simulator
        self.allow_traffic_loss = False
        self.campaign_id = str(simulator.control("POST", "/tcr/campaigns")["campaign_id"])
        self.new_process()
        service = encode_value(MessagingServiceSpec(friendly_name=f"a2p/external-{next(_numbers)}"))
        self.service_sid = self.provider(MessagingServiceProvider).create(service).id
        self.id = ""
        self.outs: dict[str, Any] = {}

    def new_process(self) -> None:
        """Every run of the engine has plugins of its own, which know nothing yet."""
        get_session.cache_clear()

    def provider(self, kind: type[Any] = ExternalCampaignProvider) -> Any:
        values = {
            "accountSid": self.simulator.account_sid,
            "authToken": self.simulator.auth_token,
            "baseUrl": self.simulator.url,
            "allowTrafficLoss": str(self.allow_traffic_loss).lower(),
        }
        config = Config({f"{PROJECT}:{key}": value for key, value in values.items()}, PROJECT)
        provider = kind()
        provider.configure(ConfigureRequest(config=config))
        return provider

    def inputs(self, date: str | None, **changes: Any) -> dict[str, Any]:
        spec = {"messaging_service_sid": self.service_sid, "campaign_id": self.campaign_id} | changes
        declared = ExternalCampaignSpec(**spec, share_accepted_on=date)
        inputs: dict[str, Any] = through_the_engine(encode_value(declared))
        return inputs

    def create(self, date: str | None) -> str:
        made = self.provider().create(self.inputs(date))
        self.id, self.outs = made.id, through_the_engine(made.outs)
        return str(self.outs["stage"])

    def diff(self, date: str | None, **changes: Any) -> Any:
        self.new_process()
        provider, news = self.provider(), self.inputs(date, **changes)
        provider.check(self.outs, news)
        return provider.diff(self.id, self.outs, news)

    def update(self, date: str | None) -> str:
        updated = self.provider().update(self.id, self.outs, self.inputs(date))
        self.outs = through_the_engine(updated.outs)
        return str(self.outs["stage"])

    def share(self, *, accept: bool = True) -> None:
        self.simulator.control("POST", f"/tcr/campaigns/{self.campaign_id}/share")
        if accept:
            self.simulator.control("POST", f"/tcr/campaigns/{self.campaign_id}/decide", {"status": "accept"})

    def decide(self, status: str) -> None:
        self.simulator.control("POST", f"/campaigns/{self.service_sid}/decide", {"status": status})

    def live(self) -> list[str]:
        found = self.simulator.control("GET", "/state").get("campaign", [])
        return [
            each["campaign_status"] for each in found if each["messaging_service_sid"] == self.service_sid
        ]

    def status(self, date: str | None, numbers: tuple[str, ...] = ()) -> dict[str, Any]:
        self.new_process()
        props = {
            "stack": "acme",
            "campaign_id": self.campaign_id,
            "messaging_service_sid": self.service_sid,
            "campaign_stage": self.outs["stage"],
            "phone_number_ids": list(numbers),
        }
        props |= {"share_accepted_on": date} if date else {}
        said: dict[str, Any] = self.provider(RegistrationStatusProvider).read("a2p/acme", props).outs
        return said


@pytest.fixture
def stack(
    simulator: SimulatorProcess,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> ExternalStack:
    # One for all tests here, as they are of one account.
    state_home: Path = tmp_path_factory.getbasetemp() / "state-home"
    monkeypatch.setenv("XDG_STATE_HOME", str(state_home))
    return ExternalStack(simulator)


@pytest.fixture
def associated(stack: ExternalStack) -> ExternalStack:
    """Shared, accepted, associated, and in review."""
    stack.share()
    assert stack.create("2026-11-20") == "registered"
    return stack


def kind_of(diff: Any) -> str:
    return "replace" if diff.replaces else "update" if diff.changes else "nothing"


def test_without_a_date_it_waits_under_its_final_id_and_nothing_is_sent(stack: ExternalStack) -> None:
    assert stack.create(None) == "waiting_for_share"
    assert stack.id == f"{stack.service_sid}/QE2c6890da8086d771620e9b13fadeba0b"
    assert stack.live() == []
    assert kind_of(stack.diff(None)) == "nothing"


def test_the_date_associates_it_in_place(stack: ExternalStack) -> None:
    stack.create(None)
    stack.share()

    assert kind_of(stack.diff("2026-11-20")) == "update"
    assert stack.update("2026-11-20") == "registered"
    assert stack.live() == ["PENDING"]
    assert kind_of(stack.diff("2026-11-20")) == "nothing"


@pytest.mark.parametrize("status", ["PENDING", "VERIFIED"])
def test_another_date_is_no_difference_while_it_has_not_failed(
    associated: ExternalStack, status: str
) -> None:
    if status != "PENDING":
        associated.decide(status)

    assert kind_of(associated.diff("2026-11-21")) == "nothing"


def test_after_a_failure_another_date_or_none_is_a_new_association(
    associated: ExternalStack, capsys: pytest.CaptureFixture[str]
) -> None:
    associated.decide("FAILED")
    assert kind_of(associated.diff("2026-11-20")) == "nothing"
    capsys.readouterr()

    assert kind_of(associated.diff("2026-11-21")) == "replace"
    assert "this costs $15.00: secondary DCA review $15.00 (E3" in capsys.readouterr().out

    assert kind_of(associated.diff(None)) == "replace"
    assert "costs" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("date", "changes"),
    [(None, {}), ("2026-11-20", {"campaign_id": "CABCDEF"}), ("2026-11-20", {"cnp_migration": True})],
    ids=["no date", "another campaign", "a migration"],
)
def test_what_deletes_an_approved_association_has_to_be_agreed_to(
    associated: ExternalStack, date: str | None, changes: dict[str, Any]
) -> None:
    associated.decide("VERIFIED")

    with pytest.raises(Blocked, match="A2P_ALLOW_TRAFFIC_LOSS=true"):
        associated.diff(date, **changes)

    associated.allow_traffic_loss = True
    assert kind_of(associated.diff(date, **changes)) == "replace"


def test_a_suspended_one_is_left_alone(associated: ExternalStack) -> None:
    associated.decide("SUSPENDED")

    assert kind_of(associated.diff("2026-11-20")) == "nothing"
    with pytest.raises(Blocked, match="it is SUSPENDED"):
        associated.diff(None)


def test_one_deleted_behind_our_back_is_associated_again_and_that_is_said(
    associated: ExternalStack, capsys: pytest.CaptureFixture[str]
) -> None:
    session = associated.provider().session
    session.client.messaging.v1.services(associated.service_sid).us_app_to_person(
        associated.id.split("/")[1]
    ).delete()
    associated.simulator.advance(5)

    assert kind_of(associated.diff("2026-11-20")) == "update"
    assert "it is gone at Twilio, so it is registered again" in capsys.readouterr().out
    assert associated.update("2026-11-20") == "registered"
    assert associated.live() == ["PENDING"]


def test_its_deletion_keeps_five_seconds_and_leaves_the_campaign_at_the_registry(
    associated: ExternalStack, capsys: pytest.CaptureFixture[str]
) -> None:
    """E7."""
    associated.provider().delete(associated.id, associated.outs)

    assert "The campaign itself stays at The Campaign Registry" in capsys.readouterr().out
    assert associated.live() == []
    assert associated.create("2026-11-21") == "registered"
    campaigns = associated.simulator.control("GET", "/state")["tcr_campaign"]
    assert associated.campaign_id in {each["campaign_id"] for each in campaigns}


def test_an_approved_association_is_not_deleted_unless_that_is_agreed_to(associated: ExternalStack) -> None:
    """C20, also of an external campaign: `pulumi destroy` asks no diff."""
    associated.decide("VERIFIED")
    associated.new_process()

    with pytest.raises(Blocked, match="ExternalCampaign: it was not deleted"):
        associated.provider().delete(associated.id, associated.outs)
    assert associated.live() == ["VERIFIED"]

    associated.allow_traffic_loss = True
    associated.provider().delete(associated.id, associated.outs)
    assert associated.live() == []


def test_what_only_waits_is_deleted_without_a_call(stack: ExternalStack) -> None:
    stack.create(None)
    before = len(stack.simulator.control("GET", "/requests"))

    stack.provider().delete(stack.id, stack.outs)

    assert len(stack.simulator.control("GET", "/requests")) == before


def test_what_an_interrupted_run_associated_is_announced_and_taken_over(
    associated: ExternalStack, capsys: pytest.CaptureFixture[str]
) -> None:
    associated.new_process()

    associated.provider().check({}, associated.inputs("2026-11-20"))

    said = capsys.readouterr().out
    assert "ExternalCampaign: adopt: " in said
    assert "costs" not in said
    assert associated.create("2026-11-20") == "registered"


def test_a_new_one_is_announced_with_its_price_where_it_will_be_associated(
    stack: ExternalStack, capsys: pytest.CaptureFixture[str]
) -> None:
    """E3: said before, also in a preview that does not know the service yet."""
    stack.new_process()
    make: Any = Unknown

    stack.provider().check({}, stack.inputs("2026-11-20") | {"messaging_service_sid": make()})
    assert "this costs $15.00" in capsys.readouterr().out

    stack.provider().check({}, stack.inputs(None))
    assert "costs" not in capsys.readouterr().out


def test_its_numbers_wait_for_nothing_and_the_status_tells_of_each(stack: ExternalStack) -> None:
    """E2, N2."""
    stack.create(None)
    numbers = [
        PhoneNumberAssociationSpec(messaging_service_sid=stack.service_sid, phone_number_sid=each["sid"])
        for each in stack.simulator.phone_numbers[:2]
    ]
    provider = stack.provider(PhoneNumberAssociationProvider)

    made = provider.create(through_the_engine(encode_value(numbers[0])))

    assert made.outs["status"] == "associated"
    assert not provider.diff(made.id, through_the_engine(made.outs), encode_value(numbers[0])).changes
    said = stack.status(None, tuple(each.pulumi_id for each in numbers))
    assert said["stage"] == "waiting_for_share"
    statuses = [said["resources"][each.phone_number_sid]["status"] for each in numbers]
    assert statuses == ["associated", "missing"]
    assert said["resources"]["campaign"] == {
        "sid": stack.id,
        "status": "not registered",
        "campaign_id": stack.campaign_id,
    }


@pytest.mark.parametrize(
    ("decision", "stage"),
    [
        (None, "external_campaign_in_review"),
        ("VERIFIED", "numbers_missing"),  # none is declared
        ("FAILED", "external_campaign_failed"),
        ("SUSPENDED", "campaign_suspended"),
    ],
)
def test_the_status_follows_the_campaign_without_a_brand(
    associated: ExternalStack, decision: str | None, stage: str
) -> None:
    if decision:
        associated.decide(decision)

    said = associated.status("2026-11-20")

    assert said["stage"] == stage
    assert set(said["resources"]) == {"messaging_service", "campaign"}


def test_a_refresh_keeps_what_twilio_does_not_show(associated: ExternalStack) -> None:
    associated.decide("VERIFIED")
    associated.new_process()

    read = associated.provider().read(associated.id, associated.outs)

    assert read.inputs["share_accepted_on"] == "2026-11-20"
    assert read.outs["campaign_status"] == "VERIFIED"
