"""
How `a2p serve` takes a burst of events, and what of it is left after a kill -9 in the middle.

    python -m bench.events [--events 10000] [--senders 16]

Each event is a signed request of its own, as Twilio sends them unless a sink batches. Who gets no answer, or
none that is a 2xx, sends the same event again, as Twilio does for four hours. At half of them the process is
killed with its worker, and started again. "lost" are acknowledged events that the inbox does not have. Times
are from the request to the 204 of those that were acknowledged at the first try.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import requests
from twilio.request_validator import RequestValidator

from fleet.storage.embedded import run_embedded
from tests.support.command import COMMAND
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCOUNT, TOKEN = "AC" + "1" * 32, "token-of-the-bench"


@dataclass
class Burst:
    """The senders' side: what was acknowledged, and how long that took."""

    url: str
    acknowledged: set[str] = field(default_factory=set)
    seconds: list[float] = field(default_factory=list)
    again: int = 0
    sessions: threading.local = field(default_factory=threading.local)

    def send(self, number: int) -> None:
        """One event, until it is taken."""
        event = f"EZ{number:032}"
        data = {"accountsid": ACCOUNT, "brandsid": f"BN{number % 300:032}", "brandstatus": "registered"}
        body = json.dumps([{"id": event, "type": "bench", "data": data}]).encode()
        tries = 0
        while not self._post(body, first=tries == 0):
            tries += 1
            self.again += 1
            time.sleep(0.5)
        self.acknowledged.add(event)

    def _post(self, body: bytes, *, first: bool) -> bool:
        url = f"{self.url}/events?bodySHA256={hashlib.sha256(body).hexdigest()}"
        validator = RequestValidator(TOKEN)  # type: ignore[no-untyped-call]  # Twilio's own
        signature = validator.compute_signature(url, {})  # type: ignore[no-untyped-call]  # the same
        session = self.sessions.__dict__.setdefault("session", requests.Session())
        began = time.monotonic()
        try:
            answer = session.post(url, data=body, headers={"X-Twilio-Signature": signature}, timeout=15)
        except requests.RequestException:
            return False
        if first and answer.status_code == 204:
            self.seconds.append(time.monotonic() - began)
        return bool(answer.status_code == 204)


def start_server(project: Path, port: int) -> subprocess.Popen[bytes]:
    """`a2p serve` without customers, in a process group of its own."""
    env = os.environ | {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN}
    env["PULUMI_BACKEND_URL"] = (project / "state").as_uri()
    command = [str(COMMAND), "serve", "--level", "watch", "--port", str(port)]
    return subprocess.Popen(command, cwd=project, env=env, stderr=subprocess.DEVNULL)


def wait_until_ready(url: str) -> None:
    while True:
        try:
            if requests.get(f"{url}/readyz", timeout=5).ok:
                return
        except requests.RequestException:
            time.sleep(0.1)


def make_project(folder: Path) -> Path:
    for name in ("stacks", "state"):
        (folder / name).mkdir(parents=True)
    shutil.copy(ROOT / "Pulumi.yaml", folder / "Pulumi.yaml")
    return folder


def kill_at_half(burst: Burst, events: int, server: subprocess.Popen[bytes]) -> Iterator[float]:
    """Wait for half of the events, kill, and give the moment."""
    while len(burst.acknowledged) < events // 2:
        time.sleep(0.02)
    server.kill()
    server.wait()
    yield time.monotonic()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--senders", type=int, default=16)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="a2p-") as name:
        project = make_project(Path(name) / "project")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        burst = Burst(f"http://127.0.0.1:{port}")
        server = start_server(project, port)
        wait_until_ready(burst.url)
        began = time.monotonic()
        with ThreadPoolExecutor(chosen.senders) as senders:
            sending = [senders.submit(burst.send, number) for number in range(chosen.events)]
            (killed,) = kill_at_half(burst, chosen.events, server)
            server = start_server(project, port)
            wait_until_ready(burst.url)
            away = time.monotonic() - killed
            for each in sending:
                each.result()
        took = time.monotonic() - began
        server.terminate()
        server.wait()
        report(project, burst, took, away)


def report(project: Path, burst: Burst, took: float, away: float) -> None:
    with run_embedded(project / ".a2p" / "fleet") as url, psycopg.connect(url) as connection:
        stored = [event for (event,) in connection.execute("select event_id from a2p_fleet_event")]
    taken = sorted(burst.seconds)
    print(f"events acknowledged          {len(burst.acknowledged)}")
    print(f"lost                         {len(burst.acknowledged - set(stored))}")
    print(f"stored twice                 {len(stored) - len(set(stored))}")
    print(f"sent again                   {burst.again}")
    print(f"seconds, with {away:.1f} s away    {took:.1f}, {len(stored) / (took - away):.0f} events a second")
    print(f"to the answer, median        {statistics.median(taken):.3f} s")
    print(f"to the answer, 99 of 100     {taken[len(taken) * 99 // 100]:.3f} s")
    print(f"to the answer, longest       {taken[-1]:.3f} s")


if __name__ == "__main__":
    main()
