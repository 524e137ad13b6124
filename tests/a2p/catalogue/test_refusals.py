"""A refusal of the simulator's, met through the real client: it says what to do."""

from __future__ import annotations

import pytest

from a2p.catalogue import find_remedy
from a2p.errors import Refused
from tests.support.sessions import open_session
from tests.support.simulator import SimulatorProcess


def test_a_request_that_is_refused_with_a_known_code_says_what_to_do() -> None:
    with (
        SimulatorProcess.start() as simulator,
        open_session(simulator.url, account=simulator.account_sid, password=simulator.auth_token) as session,
    ):
        service = session.client.messaging.v1.services.create(friendly_name="a2p/acme", usecase="marketing")
        with pytest.raises(Refused) as refused:
            session.client.messaging.v1.external_campaign.create("CRMTK1Z", service.sid)

    assert refused.value.code == 21719
    assert str(refused.value).endswith(f"\n  do: {find_remedy(21719)}")
    assert "remove messaging_service.usecase" in str(refused.value)
