"""
How long the clock takes past the reviews of many whole registrations, and how long others wait meanwhile.

    python bench/advance.py [--customers 10000]

Prints figures; asserts nothing. `cpu_seconds` is the simulator's own time, which a busy machine changes
least.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.simulator import Connection, processor_seconds
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Sequence

CONNECTIONS = 8
PAST_ALL_REVIEWS = 120
STARTER_POLICY = "RN806dd6cd175f314e1f96a9727ee271f4"
SOLE_PROPRIETOR_POLICY = "RN670d5d2e282a6130ae063b234b6019c8"
MOBILE = "+15005550006"  # answers its one-time password


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=10_000)
    options = parser.parse_args(arguments)
    # The clock stands still while all register, and Twilio takes one Brand a second.
    settings = ("--set", "limit_registrations=off")
    with SimulatorProcess.start(0, ":memory:", 0.0, *settings) as simulator:
        figures = asyncio.run(_measure(simulator, options.customers))
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")


async def _measure(simulator: SimulatorProcess, customers: int) -> dict[str, object]:
    await asyncio.gather(
        *(_register_all(simulator, range(start, customers, CONNECTIONS)) for start in range(CONNECTIONS))
    )
    waits: list[float] = []
    asking = asyncio.create_task(_keep_asking(simulator, waits))
    started, spent = time.perf_counter(), processor_seconds(simulator)
    connection = await Connection(simulator).open()
    await connection.request("POST", "/_sim/clock/advance", body=json.dumps({"seconds": PAST_ALL_REVIEWS}))
    seconds, spent = time.perf_counter() - started, processor_seconds(simulator) - spent
    asking.cancel()
    return {
        "customers": customers,
        "advance_seconds": round(seconds, 2),
        "cpu_seconds": round(spent, 2),
        "longest_get_seconds": round(max(waits, default=0.0), 2),
    }


async def _keep_asking(simulator: SimulatorProcess, waits: list[float]) -> None:
    connection = await Connection(simulator).open()
    while True:
        started = time.perf_counter()
        await connection.request("GET", "/v1/Services?PageSize=1")
        waits.append(time.perf_counter() - started)
        await asyncio.sleep(0.02)


async def _register_all(simulator: SimulatorProcess, numbers: range) -> None:
    connection = await Connection(simulator).open()
    for number in numbers:
        await _register(connection, simulator, number)
    connection.close()


async def _register(connection: Connection, simulator: SimulatorProcess, number: int) -> None:
    """A sole proprietor, from the profile to the Brand."""

    async def create(path: str, **form: str) -> str:
        sid: str = json.loads(await connection.request("POST", path, form))["sid"]
        return sid

    email = f"owner{number}@c{number}.example.com"
    profile = await create("/v1/CustomerProfiles", FriendlyName="J", Email=email, PolicySid=STARTER_POLICY)
    address = await create(
        f"/2010-04-01/Accounts/{simulator.account_sid}/Addresses.json",
        CustomerName="J",
        Street=f"{number} Market St",
        City="San Francisco",
        Region="CA",
        PostalCode="94105",
        IsoCountry="US",
    )
    person = {"first_name": "J", "last_name": "D", "email": email, "phone_number": MOBILE}
    end_user = await create(
        "/v1/EndUsers",
        FriendlyName="J",
        Type="starter_customer_profile_information",
        Attributes=json.dumps(person),
    )
    document = await create(
        "/v1/SupportingDocuments",
        FriendlyName="A",
        Type="customer_profile_address",
        Attributes=json.dumps({"address_sids": address}),
    )
    for sid in (end_user, document, simulator.primary_customer_profile_sid):
        await create(f"/v1/CustomerProfiles/{profile}/EntityAssignments", ObjectSid=sid)
    await create(f"/v1/CustomerProfiles/{profile}", Status="pending-review")
    product = await create(
        "/v1/TrustProducts", FriendlyName="J", Email=email, PolicySid=SOLE_PROPRIETOR_POLICY
    )
    business = await create(
        "/v1/EndUsers",
        FriendlyName="J",
        Type="sole_proprietor_information",
        Attributes=json.dumps({"brand_name": f"Business {number}", "mobile_phone_number": MOBILE}),
    )
    for sid in (business, profile):
        await create(f"/v1/TrustProducts/{product}/EntityAssignments", ObjectSid=sid)
    await create(f"/v1/TrustProducts/{product}", Status="pending-review")
    await create(
        "/v1/a2p/BrandRegistrations",
        CustomerProfileBundleSid=profile,
        A2PProfileBundleSid=product,
        BrandType="SOLE_PROPRIETOR",
    )


if __name__ == "__main__":
    main()
