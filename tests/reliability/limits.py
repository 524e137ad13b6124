"""Too many requests: at every call, with and without Retry-After; and eight processes at once (E5)."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from urllib3.util import retry

from tests.reliability.judging import compare
from tests.reliability.scenes import SCENES, Story
from tests.support.sessions import open_session
from tests.support.simulator import ROOT, SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.reliability.figures import Family
    from tests.reliability.judging import Undisturbed
    from tests.reliability.scenes import Scene
    from tests.support.miniature import World

PROCESSES = 8
IN_A_ROW = 2  # refusals until Twilio takes the call
_AS_GOOD_AS = 0.01  # seconds
_AT_LEAST = 0.4  # seconds: half a second and its jitter, where Twilio does not say when


@dataclass(frozen=True)
class Point:
    """The n-th call of a scenario is refused twice; retry_after is what Twilio says of when."""

    scene: Scene
    call: int
    retry_after: int | None

    def __str__(self) -> str:
        said = "no Retry-After" if self.retry_after is None else f"Retry-After {self.retry_after}"
        return f"{self.scene.name}, call {self.call}, 429 with {said}"


def points(undisturbed: Undisturbed, scenes: Sequence[Scene] = SCENES) -> list[Point]:
    """Every call of every scenario."""
    return [
        Point(scene, number, said)
        for scene in scenes
        for number in range(1, len(undisturbed.calls(scene)) + 1)
        for said in (None, 3, 20)
    ]


class _SimulatedTime:
    """For urllib3's retries: what they sleep passes in the simulator's world alone."""

    def __init__(self, world: World) -> None:
        self._world = world

    def time(self) -> float:
        now: float = self._world.control("GET", "/clock")["time"]
        return now

    def sleep(self, seconds: float) -> None:
        self._world.advance(seconds)


def try_all(
    undisturbed: Undisturbed, chosen: Sequence[Point], family: Family, enough: Callable[[], bool]
) -> None:
    """Try points until there is no more time."""
    for point in chosen:
        if enough():
            return
        story = Story(undisturbed.world, point.scene)
        fault = {"kind": "rate_limited", "nth": point.call, "times": IN_A_ROW}
        story.world.control("POST", "/faults", fault | {"retry_after": point.retry_after})
        story.forget_calls()
        with patch.object(retry, "time", _SimulatedTime(story.world)):
            run = story.command()
        broken = violations(story.calls(), point.retry_after)
        family.count("refusals", sum(call["status"] == 429 for call in story.calls()))
        family.count("violations", broken)
        if compare(story, undisturbed, family, str(point), run) and broken:
            family.blame(str(point), [f"{broken} calls repeated too early"])


def violations(calls: list[dict[str, Any]], retry_after: int | None) -> int:
    """How many calls came again sooner than Twilio said after refusing them."""
    least = _AT_LEAST if retry_after is None else retry_after
    broken = 0
    for earlier, later in itertools.pairwise(calls):
        if earlier["status"] == 429:
            broken += later["time"] - earlier["time"] < least - _AS_GOOD_AS
    return broken


def eight_at_once(state_home: Path, family: Family) -> None:
    """Eight processes that know nothing of each other associate external campaigns, one in 5 s (E5)."""
    with SimulatorProcess.start(speed=20) as simulator:
        with open_session(
            simulator.url, account=simulator.account_sid, password=simulator.auth_token
        ) as session:
            services = [
                str(session.client.messaging.v1.services.create(friendly_name=f"pace-{number}").sid)
                for number in range(PROCESSES)
            ]
        processes = [_associating(simulator, each, state_home) for each in services]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        for process in processes:
            process.communicate()
        calls = simulator.control("GET", "/requests")
    family.there += PROCESSES
    family.tried += len(processes)
    times = [each["time"] for each in calls if each["path"] == "/v1/Services/PreregisteredUsa2p"]
    close = sum(later - earlier < 5 for earlier, later in itertools.pairwise(times))
    failed = sum(process.returncode != 0 for process in processes) + abs(PROCESSES - len(times))
    family.count("violations", close)
    family.count("converged", PROCESSES - failed)
    if close or failed:
        family.blame("eight processes at once", [f"{close} calls too close, {failed} failed"])


def _associating(simulator: SimulatorProcess, service: str, state_home: Path) -> subprocess.Popen[str]:
    campaign = simulator.control("POST", "/tcr/campaigns")["campaign_id"]
    simulator.control("POST", f"/tcr/campaigns/{campaign}/share")
    simulator.control("POST", f"/tcr/campaigns/{campaign}/decide", {"status": "accept"})
    facts = [simulator.url, simulator.account_sid, simulator.auth_token, service, campaign]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.a2p.twilio.associating", json.dumps(facts)],
        cwd=ROOT,
        env=os.environ | {"XDG_STATE_HOME": str(state_home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
