"""
The same on the real engine: real processes, real SIGKILL, and `a2p up` to go on.

A point is a scenario, a call, a moment, and who is killed: the engine, its plugins, or all of them.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psutil

from a2p.engine.processes import orphans
from a2p.redaction import personal_values
from tests.reliability.figures import Difference
from tests.reliability.scenes import BUSINESS, TEXTS
from tests.support.command import a2p
from tests.support.killing import normalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tests.reliability.figures import Family, World
    from tests.support.estate import Estate
    from tests.support.stack import Stack

BEFORE, LOST, ANSWERED = "before the request is done", "after it, before the answer", "around the answer"
MOMENTS = (BEFORE, LOST, ANSWERED)
ENGINE, PLUGINS, BOTH = "engine", "plugins", "both"
WHO = (ENGINE, PLUGINS, BOTH)
_ANSWER_AFTER = 0.03  # seconds
_LATE = 3.0  # seconds that a call of a plugin takes which outlives its engine
_HELD = 600  # seconds; no point lives that long
_PATIENCE = 120
_DONE = frozenset({0, 2, 3})  # a2p's exit codes: done, a reviewer is at it, a person must act


@dataclass(frozen=True)
class RealScene:
    """A starting point of tests/support/estate.py, and the edit that `up` brings to Twilio."""

    name: str
    start: str
    edit: dict[str, Any] = field(default_factory=dict, hash=False)


SCENES = (
    RealScene("create, sole proprietor", "sp_nothing"),
    RealScene("create, standard", "standard_nothing"),
    RealScene("amend texts and settings", "standard_campaign_in_review", TEXTS),
    RealScene(
        "replace the campaign",
        "standard_campaign_in_review",
        {"campaign.us_app_to_person_usecase": "MIXED"},
    ),
    RealScene("cascade: what the Brand is made of", "standard_campaign_in_review", BUSINESS),
)


@dataclass(frozen=True)
class Point:
    """One kill."""

    scene: RealScene
    call: int
    said: str
    moment: str
    who: str

    def __str__(self) -> str:
        return f"{self.scene.name}, call {self.call} ({self.said}), {self.moment}, {self.who} killed"


@dataclass
class Undisturbed:
    """How each scenario goes on the real engine when nothing is in its way."""

    estate: Estate
    folder: Path
    _runs: dict[str, tuple[list[str], World]] = field(default_factory=dict)

    def calls(self, scene: RealScene) -> list[str]:
        return self._of(scene)[0]

    def leaves(self, scene: RealScene) -> World:
        return self._of(scene)[1]

    def _of(self, scene: RealScene) -> tuple[list[str], World]:
        if scene.name not in self._runs:
            with _about_to(self.estate, scene, self.folder / scene.name.replace(" ", "-")) as stack:
                run = stack.up()
                assert run.status == 0, run.output
                calls = stack.calls()
                self._runs[scene.name] = calls, normalised(stack.simulator.control("GET", "/state"))
        return self._runs[scene.name]


def points(undisturbed: Undisturbed) -> list[Point]:
    """All of them; a run tries a sample."""
    return [
        Point(scene, number, call.split("?")[0], moment, who)
        for scene in SCENES
        for number, call in enumerate(undisturbed.calls(scene), start=1)
        for moment in MOMENTS
        for who in WHO
    ]


def stratified(chosen: Sequence[Point]) -> list[Point]:
    """In an order in which any beginning has about as many of each scenario, moment and victim."""
    piles: dict[tuple[str, str, str], list[Point]] = {}
    for point in chosen:
        piles.setdefault((point.scene.name, point.moment, point.who), []).append(point)
    rounds = max((len(pile) for pile in piles.values()), default=0)
    order = list(piles)
    step = 7  # has no divisor in common with 45 strata: neighbours differ in scenario, moment and victim
    order = [order[index * step % len(order)] for index in range(len(order))] if len(order) % step else order
    return [piles[key][turn] for turn in range(rounds) for key in order if turn < len(piles[key])]


def try_all(
    undisturbed: Undisturbed,
    chosen: Sequence[Point],
    families: tuple[Family, Family],
    enough: Callable[[], bool],
) -> None:
    """Try points until there is no more time; the second family counts what was told."""
    for number, point in enumerate(chosen):
        if enough():
            return
        with _about_to(undisturbed.estate, point.scene, undisturbed.folder / f"point-{number}") as stack:
            _try(stack, point, undisturbed, families)


@contextmanager
def _about_to(estate: Estate, scene: RealScene, folder: Path) -> Iterator[Stack]:
    """A stack at its starting point, edited."""
    with estate.stack(scene.start, folder) as stack:
        stack.edit(lambda config: _edit(config, scene.edit))
        stack.simulator.control("DELETE", "/requests")
        yield stack
        stack.simulator.kill()  # it may still hold back what it was asked by the dead


def _edit(config: dict[str, Any], edit: dict[str, Any]) -> None:
    for path, value in edit.items():
        *parents, last = path.split(".")
        place = config
        for key in parents:
            place = place[key]
        place[last] = value


def _try(stack: Stack, point: Point, undisturbed: Undisturbed, families: tuple[Family, Family]) -> None:
    family, secrets = families
    said = [_killed(stack, point)]
    again = a2p(stack, "up", stack.name, "--yes", "--", "--skip-preview")
    quiet = stack.preview("--expect-no-changes")
    found = Difference.between(
        normalised(stack.simulator.control("GET", "/state")), undisturbed.leaves(point.scene)
    )
    said += [again.out, again.err, quiet.output]
    reasons = list(found.told)
    reasons += [] if again.status in _DONE else [f"a2p up ended with {again.status}: {again.err[-500:]}"]
    reasons += [] if quiet.status == 0 else [f"the preview ended with {quiet.status}: {quiet.output[-500:]}"]
    reasons += ["a plugin lives on"] if orphans(stack.project) else []
    family.tried += 1
    family.count("killed")
    family.count(f"{point.who} killed")
    family.count("orphans", found.orphans)
    family.count("duplicates", found.duplicates)
    family.count("previews that show a change", quiet.status != 0)
    family.count("converged", not reasons)
    if reasons:
        family.blame(str(point), reasons)
    _count_leaks(stack, said, secrets, str(point))


def _killed(stack: Stack, point: Point) -> str:
    """Run `pulumi up`, kill whom the point says at its call, and what it said until then."""
    for fault in _faults(point):
        stack.simulator.control("POST", "/faults", fault)
    running = subprocess.Popen(
        ["pulumi", "up", "--yes", "--skip-preview", "--stack", stack.name, "--non-interactive"],
        cwd=stack.project,
        env=stack.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        _until_struck(stack, running)
        if point.moment == ANSWERED:
            time.sleep(_ANSWER_AFTER)
        _kill(running, point.who)
        if point.who == PLUGINS:
            stack.simulator.control("DELETE", "/faults")
            running.wait(timeout=_PATIENCE)  # the engine ends by itself, and writes down what it knows
        said = _said(running)
    finally:
        if running.poll() is None or point.who != ENGINE:
            _kill(running, BOTH)
        stack.simulator.control("DELETE", "/faults")
    return said


def _said(running: subprocess.Popen[str]) -> str:
    """What is in the pipe by now: a plugin that lives on keeps it open."""
    assert running.stdout is not None
    os.set_blocking(running.stdout.fileno(), False)
    with suppress(BlockingIOError, TypeError):
        return running.stdout.read() or ""
    return ""


def _faults(point: Point) -> list[dict[str, Any]]:
    """How the call is held; where a plugin outlives its engine, only so long that it comes late."""
    held = _LATE if point.who == ENGINE else _HELD
    kind = "slow" if point.moment == BEFORE else "slow_after"
    first = {"kind": kind, "nth": point.call, "seconds": _ANSWER_AFTER if point.moment == ANSWERED else held}
    rest = {"kind": "slow", "nth": point.call, "times": 1_000_000, "seconds": held}
    return [first] if point.who == ENGINE or point.moment == ANSWERED else [first, rest]


def _until_struck(stack: Stack, running: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not stack.simulator.control("GET", "/faults")[0]["struck"]:
        assert running.poll() is None, "the run ended before that call"
        assert time.monotonic() < deadline, "the run never came to that call"
        time.sleep(0.005)


def _kill(leader: subprocess.Popen[str], who: str) -> None:
    """SIGKILL for those processes of the run."""
    if who == ENGINE:
        leader.kill()
    for process in list(_session(leader.pid)) if who != ENGINE else []:
        with suppress(psutil.Error):
            if who == BOTH or _is_plugin(process.cmdline()):
                process.send_signal(signal.SIGKILL)
    if who != PLUGINS:
        leader.wait(timeout=10)


def _is_plugin(command: list[str]) -> bool:
    """The Python that runs our providers, and the program that starts it."""
    names = [name.rpartition("/")[2] for name in command[:2]]
    return "pulumi.dynamic" in command or any(name.startswith("pulumi-resource-") for name in names)


def _session(leader: int) -> Iterator[psutil.Process]:
    for process in psutil.process_iter(["pid", "status"]):
        with suppress(ProcessLookupError):
            if process.info["status"] != psutil.STATUS_ZOMBIE and os.getsid(process.pid) == leader:
                yield process


def _count_leaks(stack: Stack, said: list[str], family: Family, point: str) -> None:
    """Everything that was said, logged or left in files, without the stack file's own copy in them."""
    declared: dict[str, Any] = {}
    stack.edit(declared.update)
    values = {*personal_values(declared), stack.simulator.auth_token}
    files = [each for each in (stack.project.parent / "state").rglob("*") if each.is_file()]
    files += [each for each in (stack.log, stack.verdicts) if each.exists()]
    texts = [*said, *(_without_config(each.read_text(errors="replace")) for each in files)]
    hits = sum(value in text for value in values for text in texts)
    family.there += 1
    family.tried += 1
    family.count("texts searched", len(texts))
    family.count("values looked for", len(values))
    family.count("leaks", hits)
    if hits:
        told = [
            str(each.name) for each in files if any(v in _without_config(each.read_text()) for v in values)
        ]
        family.blame(point, [f"{hits} hits, in files {told}"])


def _without_config(text: str) -> str:
    """What the engine keeps besides the stack file's own text, which it copies into its history."""
    try:
        whole = json.loads(text)
    except ValueError:
        return text
    if isinstance(whole, dict):
        whole.pop("config", None)
    return json.dumps(whole, ensure_ascii=False)
