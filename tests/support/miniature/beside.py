"""Others at work beside a run: something happens before its n-th HTTP call, or to each of its answers."""

from __future__ import annotations

import io
import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from requests.adapters import HTTPAdapter
from urllib3.response import HTTPResponse

from tests.support.miniature.deaths import CONTROL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass
class Calls:
    """How many calls of Twilio's API were made while somebody was at work beside them."""

    made: int = 0


@contextmanager
def act_before(call: int, act: Callable[[], object]) -> Iterator[Calls]:
    """Act once, right before the n-th call of Twilio's API in the block, counted from 1."""
    send, calls, acting = HTTPAdapter.send, Calls(), False

    def watched(adapter: HTTPAdapter, request: Any, **options: Any) -> Any:
        nonlocal acting
        if not acting and not request.path_url.startswith(CONTROL):
            calls.made += 1
            if calls.made == call:
                acting = True
                act()
                acting = False
        return send(adapter, request, **options)

    with patch.object(HTTPAdapter, "send", watched):
        yield calls


@contextmanager
def answer_otherwise(part: str, field: str, value: object) -> Iterator[None]:
    """Have each object at a path that holds `part` show another value of a field, in all answers."""
    send = HTTPAdapter.send

    def changed(adapter: HTTPAdapter, request: Any, **options: Any) -> Any:
        answer = send(adapter, request, **options)
        if part in request.path_url and answer.status_code < 300 and request.method != "DELETE":
            body = json.loads(answer.raw.read(decode_content=True))
            lists = [each for each in body.values() if isinstance(each, list)] if "meta" in body else [[body]]
            for each in (each for objects in lists for each in objects):
                if field in each:
                    each[field] = value
            content = io.BytesIO(json.dumps(body).encode())
            kept = {name: text for name, text in answer.headers.items() if name.lower() not in _LENGTHS}
            answer.raw = HTTPResponse(content, kept, answer.status_code, preload_content=False)
        return answer

    with patch.object(HTTPAdapter, "send", changed):
        yield


_LENGTHS = frozenset({"content-length", "content-encoding", "transfer-encoding"})
