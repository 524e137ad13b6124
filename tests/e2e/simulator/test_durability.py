"""Many clients at once, and kill -9: nothing acknowledged is lost, nothing is corrupted."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from twilio.base.exceptions import TwilioException

from tests.support.sdk import sdk
from tests.support.simulator import SimulatorProcess
from tests.support.walkthrough import WalkthroughCustomer

if TYPE_CHECKING:
    from pathlib import Path

CLIENTS = 64


def test_sixty_four_clients_register_at_once(tmp_path: Path) -> None:
    together = ("--set", "limit_registrations=off")  # in one second of a clock that stands still
    with SimulatorProcess.start(0, tmp_path / "many.db", 0.0, *together) as simulator:
        client = sdk(simulator)

        def register(number: int) -> str:
            customer = WalkthroughCustomer(client, simulator, mobile=f"+1415777{number:04d}")
            customer.email, customer.street = f"c{number}@c.example.com", f"{number} Market St"
            customer.draft_starter_profile()
            customer.submit_profile()
            customer.draft_sole_proprietor_bundle(brand_name=f"Customer {number}")
            customer.submit_product()
            return customer.register_brand()

        with ThreadPoolExecutor(CLIENTS) as pool:
            brands = list(pool.map(register, range(CLIENTS)))
        simulator.advance(60)
        assert len(set(brands)) == CLIENTS
        listed = client.messaging.v1.brand_registrations.list()
        assert {brand.sid for brand in listed} == set(brands)
        assert Counter(brand.status for brand in listed) == {"APPROVED": CLIENTS}
        assert len(client.trusthub.v1.end_users.list()) == 2 * CLIENTS + 1
        numbers = Counter(m["to"] for m in simulator.control("GET", "/state")["sms"])
        assert set(numbers.values()) == {1}


@pytest.mark.parametrize("after", [5, 40])
def test_a_kill_loses_no_acknowledged_write(tmp_path: Path, after: int) -> None:
    db = tmp_path / "killed.db"
    acknowledged: list[str] = []
    enough = threading.Event()
    with SimulatorProcess.start(db=db) as simulator:
        client = sdk(simulator)

        def create(number: int) -> None:
            try:
                for count in range(1000):
                    name = f"{number}/{count}"
                    client.messaging.v1.services.create(friendly_name=name)
                    acknowledged.append(name)
                    if len(acknowledged) >= after:
                        enough.set()
            except (TwilioException, OSError):
                pass

        threads = [threading.Thread(target=create, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        assert enough.wait(30)
        simulator.kill()
        for thread in threads:
            thread.join()
    with sqlite3.connect(db) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with SimulatorProcess.start(db=db) as again:
        kept = {service.friendly_name for service in sdk(again).messaging.v1.services.list()}
    assert set(acknowledged) <= kept
    assert len(kept) <= len(acknowledged) + len(threads)
