"""Answers that tell nothing: the write was made, and the client is never told so."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import requests
from requests.adapters import HTTPAdapter

from tests.reliability.judging import compare, goes_on
from tests.reliability.scenes import SCENES, Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.reliability.figures import Family
    from tests.reliability.judging import Undisturbed
    from tests.reliability.scenes import Scene

RESET, BAD_GATEWAY, TIMEOUT = "connection reset", "502", "time-out"


@dataclass(frozen=True)
class Point:
    """The n-th POST of a scenario's command, and how its answer is lost."""

    scene: Scene
    post: int
    how: str

    def __str__(self) -> str:
        return f"{self.scene.name}, POST {self.post}, {self.how}"


def points(undisturbed: Undisturbed, scenes: Sequence[Scene] = SCENES) -> list[Point]:
    """Every POST of every scenario."""
    return [
        Point(scene, number, how)
        for scene in scenes
        for number in range(1, sum(c.startswith("POST") for c in undisturbed.calls(scene)) + 1)
        for how in (RESET, BAD_GATEWAY, TIMEOUT)
    ]


@contextmanager
def lost_answer(post: int, how: str) -> Iterator[None]:
    """The n-th POST reaches the simulator and is answered; the client gets something else."""
    send, made = HTTPAdapter.send, 0

    def losing(adapter: HTTPAdapter, request: Any, **options: Any) -> Any:
        nonlocal made
        answer = send(adapter, request, **options)
        made += request.method == "POST"
        if request.method != "POST" or made != post:
            return answer
        if how == BAD_GATEWAY:
            return _bad_gateway(answer)
        answer.close()
        if how == TIMEOUT:
            raise requests.ReadTimeout("Read timed out.")
        raise requests.ConnectionError("Connection reset by peer")

    with patch.object(HTTPAdapter, "send", losing):
        yield


def _bad_gateway(answer: Any) -> Any:
    """What a proxy in between says in its stead."""
    _ = answer.content
    answer.status_code, answer._content = 502, b"<html>502 Bad Gateway</html>"
    answer.headers.clear()
    answer.headers["Content-Type"] = "text/html"
    return answer


def try_all(
    undisturbed: Undisturbed, chosen: Sequence[Point], family: Family, enough: Callable[[], bool]
) -> None:
    """Try points until there is no more time."""
    for point in chosen:
        if enough():
            return
        story = Story(undisturbed.world, point.scene)
        with lost_answer(point.post, point.how):
            first = story.command()
        family.count("coped with in the same run", first.ok)
        if first.ok:
            compare(story, undisturbed, family, str(point), first)
        else:
            goes_on(story, undisturbed, family, str(point))
