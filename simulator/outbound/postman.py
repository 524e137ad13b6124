"""Sends deliveries over real HTTP, in order for each URL, without holding the simulator up."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from collections import defaultdict
from typing import TYPE_CHECKING

from simulator.outbound import deliveries, signature

if TYPE_CHECKING:
    from simulator.accounts.credentials import Credentials
    from simulator.core.documents import Document
    from simulator.core.world import World

TIMEOUT = 15.0  # real seconds, Twilio's own
SIGNATURE_HEADER = "X-Twilio-Signature"


class Postman:
    """Takes what the world put in its outgoing tray."""

    def __init__(self, world: World, credentials: Credentials) -> None:
        self._world = world
        self._credentials = credentials
        self._order: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._tasks: set[asyncio.Task[None]] = set()

    def collect(self) -> None:
        """Start sending all that waits."""
        while self._world.outgoing:
            task = asyncio.create_task(self._deliver(self._world.outgoing.popleft()))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _deliver(self, sid: str) -> None:
        delivery = self._world.store.get(deliveries.KIND, sid)
        if delivery is None:
            return
        async with self._order[delivery["url"]]:
            token = self._credentials.get_token(delivery["account_sid"])
            status = await asyncio.to_thread(_post, delivery, token)
        now = self._world.clock.now()
        with self._world.transaction(now):
            deliveries.record_result(self._world, sid, status, now)


def _post(delivery: Document, token: str) -> int | None:
    """The status of the answer, or None when there was none."""
    url, body = signature.normalise_url(delivery["url"]), delivery["body"]
    content_type = delivery["content_type"]
    is_form = content_type == deliveries.FORM
    if not is_form:
        url = signature.add_body_hash(url, body)
    headers = {
        "Content-Type": content_type,
        "User-Agent": "TwilioProxy/1.1",
        SIGNATURE_HEADER: signature.sign(token, url, body if is_form else ""),
    }
    try:
        request = urllib.request.Request(url, body.encode(), headers)  # noqa: S310  # checked URL
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (OSError, ValueError):
        return None
