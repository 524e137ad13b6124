"""
How fast the simulator answers: simple GETs a second, and lists with 10,000 customers.

    python bench/simulator.py [--seconds 5] [--connections 16] [--customers 10000]

Prints figures; asserts nothing. The load comes from a second process, so two cores are used.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--customers", type=int, default=10_000)
    options = parser.parse_args(arguments)
    with SimulatorProcess.start() as simulator:
        figures = asyncio.run(_measure(simulator, options))
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")


async def _measure(simulator: SimulatorProcess, options: argparse.Namespace) -> dict[str, object]:
    profile = f"/v1/CustomerProfiles/{simulator.primary_customer_profile_sid}"
    lists = "/v1/CustomerProfiles?PageSize=50"
    named = "/v1/CustomerProfiles?FriendlyName=customer-77&PageSize=50"
    figures: dict[str, object] = {}
    figures["fetches_per_second"] = await _rate(simulator, profile, options)
    figures["list_ms_with_one_customer"] = await _latency(simulator, lists)
    started = time.perf_counter()
    await _fill(simulator, options.customers)
    seconds = time.perf_counter() - started
    figures["creates_per_second"] = round(options.customers / seconds)
    figures["customers"] = options.customers
    figures["list_ms_with_all_customers"] = await _latency(simulator, lists)
    figures["filtered_list_ms_with_all_customers"] = await _latency(simulator, named)
    figures["fetches_per_second_with_all_customers"] = await _rate(simulator, profile, options)
    figures["lists_per_second_with_all_customers"] = await _rate(simulator, lists, options)
    return figures


class Connection:
    """One kept-alive connection; the least HTTP that a load needs."""

    def __init__(self, simulator: SimulatorProcess) -> None:
        token = base64.b64encode(f"{simulator.account_sid}:{simulator.auth_token}".encode())
        self._port = urlsplit(simulator.url).port
        self._headers = f"Host: 127.0.0.1\r\nAuthorization: Basic {token.decode()}\r\n"

    async def open(self) -> Connection:
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        return self

    async def request(self, method: str, path: str, form: dict[str, str] | None = None) -> bytes:
        """One request; its body, which has to be a success."""
        body = urlencode(form or {})
        kind = "Content-Type: application/x-www-form-urlencoded\r\n" if form else ""
        head = f"{method} {path} HTTP/1.1\r\n{self._headers}{kind}Content-Length: {len(body)}\r\n"
        self._writer.write(f"{head}\r\n{body}".encode())
        answer = await self._reader.readuntil(b"\r\n\r\n")
        length = int(answer.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        content = await self._reader.readexactly(length)
        if not answer.startswith(b"HTTP/1.1 20"):
            raise RuntimeError(content.decode())
        return content

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


async def _rate(simulator: SimulatorProcess, path: str, options: argparse.Namespace) -> int:
    end = time.perf_counter() + options.seconds
    counts = await asyncio.gather(
        *(_requests_until(simulator, path, end) for _ in range(options.connections))
    )
    return round(sum(counts) / options.seconds)


async def _requests_until(simulator: SimulatorProcess, path: str, end: float) -> int:
    connection = await Connection(simulator).open()
    count = 0
    while time.perf_counter() < end:
        await connection.request("GET", path)
        count += 1
    connection.close()
    return count


async def _latency(simulator: SimulatorProcess, path: str) -> float:
    """The median of fifty, in milliseconds."""
    connection = await Connection(simulator).open()
    times = []
    for _ in range(50):
        started = time.perf_counter()
        await connection.request("GET", path)
        times.append(time.perf_counter() - started)
    connection.close()
    return round(sorted(times)[25] * 1000, 2)


async def _fill(simulator: SimulatorProcess, customers: int) -> None:
    connections = [await Connection(simulator).open() for _ in range(8)]

    async def create(connection: Connection, numbers: range) -> None:
        for number in numbers:
            form = {
                "FriendlyName": f"customer-{number}",
                "Email": f"customer{number}@example.com",
                "PolicySid": "RN806dd6cd175f314e1f96a9727ee271f4",
            }
            await connection.request("POST", "/v1/CustomerProfiles", form)

    await asyncio.gather(*(create(c, range(start, customers, 8)) for start, c in enumerate(connections)))
    for connection in connections:
        connection.close()


if __name__ == "__main__":
    main()
