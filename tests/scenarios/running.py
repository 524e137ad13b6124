"""Runs one scenario, on any engine, and compares all that it expects with what has happened."""

from __future__ import annotations

import copy
import json
import os
import re
from contextlib import contextmanager
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from tests.scenarios.live import happen, sids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.scenarios.schema import Call, Earlier, Expectation, Scenario
    from tests.support.any_stack import AnyRun, AnyStack, AnyStartingPoints

# Simulated seconds a second. Where gaps are measured, a wait has to stand out from the machine's slowness.
SLOW, FAST = 20, 100
_SID = re.compile(r"\b([A-Z]{2})[0-9a-f]{32}\b")
_QUIET = frozenset({"noop", "wait"})
_FINDINGS = frozenset({"lifecycle", "foreign"})


def play(starting_points: AnyStartingPoints, scenario: Scenario, folder: Path) -> None:
    """The whole of one scenario; raises AssertionError where it is not as expected."""
    expected = scenario.expect
    timed = any(call.gap for call in (*expected.calls, *expected.meanwhile))
    speed = scenario.speed or (SLOW if timed else FAST)
    with starting_points.stack(scenario.start, folder, speed=speed) as stack, keep_settings(stack, scenario):
        lead_up_to(stack, scenario)
        with patch.dict(os.environ, {consent.value: "true" for consent in scenario.consents}):
            run = _run(stack, scenario.run)
        made = stack.simulator.control("GET", "/requests")
        _compare(stack, expected, run, made)
        if expected.settles:
            _settled(stack)


@contextmanager
def keep_settings(stack: AnyStack, scenario: Scenario) -> Iterator[None]:
    """Put back what the scenario sets: the fast ones share a simulator, whose settings outlive its world."""
    if not any("settings" in step for step in scenario.live):
        yield
        return
    before = stack.simulator.control("GET", "/settings")
    try:
        yield
    finally:
        stack.simulator.control("POST", "/settings", before)


def lead_up_to(stack: AnyStack, scenario: Scenario) -> None:
    """All that comes before the run itself; what was called and decided until then is forgotten."""
    happen(stack, scenario.live)
    for earlier in scenario.before:
        play_earlier(stack, earlier)
    declare(stack, scenario.declare)
    stack.simulator.control("DELETE", "/requests")
    stack.verdicts.unlink(missing_ok=True)


def play_earlier(stack: AnyStack, earlier: Earlier) -> None:
    declare(stack, earlier.declare)
    with patch.dict(os.environ, {consent.value: "true" for consent in earlier.consents}):
        run = stack.up()
    assert (run.status != 0) == earlier.fails, run.output
    happen(stack, earlier.then)


def declare(stack: AnyStack, edits: dict[str, Any]) -> None:
    """Edit the stack file: `campaign.message_samples.1: text`; null takes the key out."""
    for path, value in edits.items():
        stack.edit(partial(_set, path=path, value=_with_sids(stack, value)))


def _with_sids(stack: AnyStack, value: Any) -> Any:
    """`{other_service}` as the SID that it stands for, as in what happens at Twilio."""
    if isinstance(value, dict):
        return {key: _with_sids(stack, item) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_sids(stack, item) for item in value]
    is_placeholder = isinstance(value, str) and re.fullmatch(r"\{[a-z_0-9]+\}", value)
    return sids(stack)[value[1:-1]] if is_placeholder else value


def _set(config: dict[str, Any], path: str, value: Any) -> None:
    """`{=campaign}` is what the file has there, which so is moved or copied."""
    if isinstance(value, str) and (copied := re.fullmatch(r"\{=(.+)\}", value)):
        value = copy.deepcopy(_find(config, copied[1].split(".")))
    *parents, last = path.split(".")
    place = _find(config, parents)
    if isinstance(place, list):
        place[int(last)] = value
    elif value is None:
        del place[last]
    else:
        place[last] = value


def _find(config: dict[str, Any], keys: list[str]) -> Any:
    place: Any = config
    for key in keys:
        place = place[int(key) if isinstance(place, list) else key]
    return place


def _run(stack: AnyStack, command: str) -> AnyRun:
    runs: dict[str, Callable[[], AnyRun]] = {
        "up": stack.up,
        "up --refresh": lambda: stack.up("--refresh"),
        "preview": stack.preview,
        "preview --refresh": lambda: stack.preview("--refresh", "--diff"),
        "refresh": stack.refresh,
        "destroy": stack.destroy,
    }
    return runs[command]()


def _compare(stack: AnyStack, expected: Expectation, run: AnyRun, made: list[dict[str, Any]]) -> None:
    assert (run.status != 0) == expected.fails, run.output
    assert "Traceback" not in run.output, run.output
    for text in expected.says + (expected.displays if stack.has_display else ()):
        assert text in run.output, f"not said: {text!r}\n{run.output}"
    for text in expected.never_says:
        assert text not in run.output, f"said: {text!r}\n{run.output}"
    compare_writes(expected, [call for call in made if call["method"] != "GET"])
    read = {_plain(call) for call in made if call["method"] == "GET"}
    assert read >= set(expected.reads), f"not read: {set(expected.reads) - read}"
    if expected.verdicts is not None:
        _compare_verdicts(expected, stack.verdicts)
    if expected.finds is not None:
        _compare_findings(expected, stack.verdicts)
    outputs = stack.recorded_outputs() if expected.outputs else {}
    assert {name: outputs.get(name) for name in expected.outputs} == expected.outputs
    _compare_world(expected, stack.simulator.control("GET", "/state"))


def compare_writes(expected: Expectation, made: list[dict[str, Any]]) -> None:
    """Every write, and no other, in order; those of `meanwhile` go on beside the rest, in their own order."""
    ahead, beside = list(expected.calls), list(expected.meanwhile)
    told = "\n".join(["the run wrote:", *(f"  {call['time']:.1f} {_plain(call)}" for call in made)])
    last = 0.0
    for call in made:
        queue = ahead if ahead and ahead[0].call == _plain(call) else beside
        assert queue, f"not expected: {_plain(call)}\n{told}"
        assert queue[0].call == _plain(call), f"expected {queue[0].call}, not {_plain(call)}\n{told}"
        taken = _find_alike(queue, call) if expected.at_once else queue[0]
        queue.remove(taken)
        _compare_call(taken, call, call["time"] - last, told)
        last = call["time"]
    missing = [call.call for call in (*ahead, *beside)]
    assert not missing, f"not written: {missing}\n{told}"


def _find_alike(queue: list[Call], made: dict[str, Any]) -> Call:
    """Of the next calls that are alike the one with these parameters, else the first."""
    alike = takewhile(lambda each: each.call == queue[0].call, queue)
    return next((each for each in alike if _choose_parameters(each, made) == each.params), queue[0])


def _choose_parameters(expected: Call, made: dict[str, Any]) -> dict[str, Any]:
    return {name: made["parameters"].get(name) for name in expected.params}


def _compare_call(expected: Call, made: dict[str, Any], gap: float, told: str) -> None:
    answered_well = made["status"] < 300 if expected.answer is None else made["status"] == expected.answer
    assert answered_well, f"{expected.call} was answered {made['status']}\n{told}"
    assert _choose_parameters(expected, made) == expected.params, f"{expected.call}\n{told}"
    if expected.sends is not None:
        assert made["parameters"].keys() == expected.sends, f"{expected.call}\n{told}"
    assert gap >= expected.gap, f"{expected.call}: {gap:.1f} s after the one before it\n{told}"


def _plain(call: dict[str, Any]) -> str:
    """`POST /v1/Services/MG/Compliance/Usa2p`: each SID cut to its two letters."""
    path = _SID.sub(r"\1", call["path"])
    return f"{call['method']} {path}"


def _compare_verdicts(expected: Expectation, file: Path) -> None:
    """
    Of every resource that is not left alone, the last thing that was said, and of no other.

    Of several of a kind one that is not left alone counts.
    """
    lines = [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
    verdicts = [said for said in lines if "verdict" in said and said["verdict"] not in _FINDINGS]
    by_id = {(_label(said), said["id"]): said for said in verdicts}
    by_weight = sorted(by_id.values(), key=lambda said: said["verdict"] not in _QUIET)
    last: dict[str, dict[str, Any]] = {_label(said): said for said in by_weight}
    wanted = expected.verdicts or {}
    loud = {name: said for name, said in last.items() if name in wanted or said["verdict"] not in _QUIET}
    assert {name: said["verdict"] for name, said in loud.items()} == {
        name: verdict.verdict for name, verdict in wanted.items()
    }
    for name, verdict in wanted.items():
        said = loud[name]
        found = {
            "fields": frozenset(each["field"] for each in said["fields"]),
            "fees": tuple(each["name"] for each in said["fees"]),
            "later_fees": tuple(each["name"] for each in said["later_fees"]),
            "review": bool(said["review"]),
            "traffic": said["traffic"],
            "resubmission": said["resubmission"],
        }
        compared = verdict.model_dump(exclude={"verdict"}, exclude_none=True)
        assert {key: found[key] for key in compared} == compared, name


def _label(said: dict[str, Any]) -> str:
    """`Campaign`, or `Campaign orders` of one of several."""
    return f"{said['resource']} {said.get('campaign', '')}".rstrip()


def _compare_findings(expected: Expectation, file: Path) -> None:
    """The kinds of what no run changes, each fact once."""
    lines = file.read_text().splitlines() if file.exists() else []
    verdicts = [said["verdict"] for said in map(json.loads, lines) if "verdict" in said]
    assert sorted(each for each in verdicts if each in _FINDINGS) == sorted(expected.finds or ())


def _compare_world(expected: Expectation, state: dict[str, list[dict[str, Any]]]) -> None:
    """What is there afterwards: of each kind named exactly these, and of a Brand never a second one."""
    for kind, wanted in expected.leaves.items():
        found = state.get(kind, [])
        told = json.dumps(found, indent=1)
        assert len(found) == len(wanted), f"{len(found)} of kind {kind}\n{told}"
        for document, part in zip(found, wanted, strict=True):
            assert {name: document.get(name) for name in part} == part, told
    if "brand" not in expected.leaves:
        assert len(state.get("brand", [])) <= 1, "a second Brand was bought"


def _settled(stack: AnyStack) -> None:
    quiet = stack.preview("--expect-no-changes")
    assert quiet.status == 0, f"a preview afterwards is not without change\n{quiet.output}"
