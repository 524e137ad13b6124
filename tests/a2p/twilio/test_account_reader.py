"""The Campaigns of an account, as a scan for drift sees them: whose they are, and where nobody says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from a2p.drift.account_reader import UNREADABLE, AccountReader

if TYPE_CHECKING:
    from a2p.twilio.client.session import Session
    from tests.support.simulator import SimulatorProcess


def test_a_campaign_that_twilio_does_not_show_may_be_anybodys(
    session: Session, simulator: SimulatorProcess
) -> None:
    create = session.client.messaging.v1.services.create
    without, refused = (str(create(friendly_name=name).sid) for name in ("without", "refused"))
    fault = {"kind": "error", "method": "GET", "path": f"{refused}/Compliance/Usa2p$", "status": 403}
    simulator.control("POST", "/faults", fault)
    reader = AccountReader(session)

    reader.read_other_campaigns([])

    assert reader.has_few_services
    assert reader.campaigns.get(refused) == UNREADABLE
    assert without not in reader.campaigns
