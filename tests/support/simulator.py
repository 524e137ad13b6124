"""
A real simulator process for tests: started on a free port, stopped at the end.

    with SimulatorProcess.start(speed=1000) as simulator:
        simulator.control("POST", "/clock/advance", {"seconds": 30})
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Self

import requests

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class SimulatorProcess:
    """One `python -m simulator serve` and what its ready line said."""

    process: subprocess.Popen[str]
    url: str
    account_sid: str
    auth_token: str
    primary_customer_profile_sid: str
    phone_numbers: list[dict[str, str]]
    count: ClassVar[int] = 0  # how many were started in this process

    @classmethod
    def start(
        cls,
        speed: float = 1.0,
        db: str | Path = ":memory:",
        latency: float = 0.0,
        *options: str,
    ) -> Self:
        """Start one and wait for its ready line."""
        command = [sys.executable, "-m", "simulator", "serve", "--port", "0"]
        command += ["--strict", "--db", str(db), "--speed", str(speed), "--latency", str(latency), *options]
        SimulatorProcess.count += 1
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            process.stdout.close()
            raise RuntimeError(f"the simulator ended with status {process.wait()}")
        return cls(process, **json.loads(line))

    def control(self, method: str, path: str, body: object = None) -> Any:
        """One request to the control API; `path` is relative to /_sim."""
        url = f"{self.url}/_sim{path.removeprefix('/_sim')}"
        answer = requests.request(method, url, json=body, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def advance(self, seconds: float) -> None:
        """Put the simulated clock forward."""
        self.control("POST", "/clock/advance", {"seconds": seconds})

    def stop(self) -> None:
        """End it as an operator would, with SIGTERM."""
        self.process.terminate()
        self.process.wait(timeout=10)
        if self.process.stdout is not None:
            self.process.stdout.close()

    def kill(self) -> None:
        """End it as a crash would, with SIGKILL."""
        self.process.kill()
        self.process.wait(timeout=10)
        if self.process.stdout is not None:
            self.process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        if self.process.poll() is None:
            self.stop()


def delete_documents(database: Path, kind: str) -> None:
    """Delete all objects of a kind from the world in a file, behind the back of its simulator."""
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("DELETE FROM documents WHERE kind = ?", (kind,))
