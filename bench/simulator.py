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
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast
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
    figures["fetches"] = await _rate(simulator, profile, options)
    await _fill(simulator, range(50))
    figures["list_ms_with_50_customers"] = await _latency(simulator, lists)
    started = time.perf_counter()
    await _fill(simulator, range(50, options.customers + 50))
    seconds = time.perf_counter() - started
    figures["creates_per_second"] = round(options.customers / seconds)
    figures["customers"] = options.customers
    figures["list_ms_with_all_customers"] = await _latency(simulator, lists)
    figures["filtered_list_ms_with_all_customers"] = await _latency(simulator, named)
    figures["fetches_with_all_customers"] = await _rate(simulator, profile, options)
    figures["lists_of_50_with_all_customers"] = await _rate(simulator, lists, options)
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

    def head(self, method: str, path: str) -> bytes:
        """The first line and the headers that every request has."""
        return f"{method} {path} HTTP/1.1\r\n{self._headers}".encode()

    async def request(
        self, method: str, path: str, form: dict[str, str] | None = None, body: str | bytes = b""
    ) -> bytes:
        """One request, with a form or a body of its own; the answer's body, which has to be a success."""
        body = urlencode(form).encode() if form else body.encode() if isinstance(body, str) else body
        kind = b"Content-Type: application/x-www-form-urlencoded\r\n" if form else b""
        length = f"Content-Length: {len(body)}\r\n\r\n".encode()
        self._writer.write(self.head(method, path) + kind + length + body)
        answer = await self._reader.readuntil(b"\r\n\r\n")
        content = await self._reader.readexactly(_content_length(answer))
        if not answer.startswith(b"HTTP/1.1 20"):
            raise RuntimeError(content.decode())
        return content

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


class Load(asyncio.Protocol):
    """One client that asks the same again as soon as it is answered."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self._received = b""
        self.count = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask the first time."""
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Count a whole answer, and ask again."""
        self._received += data
        head, separator, body = self._received.partition(b"\r\n\r\n")
        if not separator or len(body) < _content_length(head):
            return
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(self._received.decode())
        self._received = b""
        self.count += 1
        self._transport.write(self._request)

    def stop(self) -> int:
        """Hang up; the number of answers."""
        self._transport.close()
        return self.count


async def _rate(simulator: SimulatorProcess, path: str, options: argparse.Namespace) -> dict[str, float]:
    """Answers a second, and the processor time of the simulator for one."""
    connection = Connection(simulator)
    request = connection.head("GET", path) + b"\r\n"
    loop = asyncio.get_running_loop()
    port = urlsplit(simulator.url).port or 0
    started, spent = time.perf_counter(), processor_seconds(simulator)
    clients = [
        (await loop.create_connection(lambda: Load(request), "127.0.0.1", port))[1]
        for _ in range(options.connections)
    ]
    await asyncio.sleep(options.seconds)
    answers = sum(client.stop() for client in clients)
    seconds, spent = time.perf_counter() - started, processor_seconds(simulator) - spent
    return {"per_second": round(answers / seconds), "cpu_us_each": round(spent / answers * 1e6)}


def processor_seconds(simulator: SimulatorProcess) -> float:
    """The processor time that a simulator has used."""
    fields = Path(f"/proc/{simulator.process.pid}/stat").read_text(encoding="ascii").split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def _content_length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])


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


async def _fill(simulator: SimulatorProcess, customers: range) -> None:
    connections = [await Connection(simulator).open() for _ in range(8)]

    async def create(connection: Connection, numbers: range) -> None:
        for number in numbers:
            form = {
                "FriendlyName": f"customer-{number}",
                "Email": f"customer{number}@example.com",
                "PolicySid": "RN806dd6cd175f314e1f96a9727ee271f4",
            }
            await connection.request("POST", "/v1/CustomerProfiles", form)

    await asyncio.gather(*(create(c, customers[start::8]) for start, c in enumerate(connections)))
    for connection in connections:
        connection.close()


if __name__ == "__main__":
    main()
