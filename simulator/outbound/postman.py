"""Sends deliveries over real HTTP, in order for each URL, without holding the simulator up."""

from __future__ import annotations

import asyncio
import base64
import http.client
import logging
import urllib.error
import urllib.request
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from simulator.outbound import deliveries, signature

if TYPE_CHECKING:
    from simulator.accounts.credentials import Credentials
    from simulator.core.documents import Document
    from simulator.core.world import World

SIGNATURE_HEADER = "X-Twilio-Signature"

logger = logging.getLogger(__name__)


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
    """The status of the answer, or None when there was none. A redirect is an answer like any other (M14)."""
    address, credentials = split_credentials(delivery["url"])
    url, body = signature.normalise_url(address), delivery["body"]
    content_type = delivery["content_type"]
    is_form = content_type == deliveries.FORM
    if not is_form:
        url = signature.add_body_hash(url, body)
    headers = {
        "Content-Type": content_type,
        "User-Agent": "TwilioProxy/1.1",
        SIGNATURE_HEADER: signature.sign(token, url, body if is_form else ""),
        **({"Authorization": f"Basic {credentials}"} if credentials else {}),
    }
    try:
        request = urllib.request.Request(url, body.encode(), headers)  # noqa: S310  # checked URL
        with OPENER.open(request, timeout=delivery.get("timeout", deliveries.CALLBACK_TIMEOUT)) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (OSError, ValueError, http.client.HTTPException) as error:
        logger.warning("no answer from %s: %s", urlsplit(url).netloc, error)
        return None


def split_credentials(url: str) -> tuple[str, str]:
    """A URL without its `user:password@`, and these in Base64, or "" (M5)."""
    parts = urlsplit(url)
    userinfo, at, place = parts.netloc.rpartition("@")
    if not at:
        return url, ""
    user, _, password = userinfo.partition(":")
    plain = f"{unquote(user)}:{unquote(password)}"
    return urlunsplit(parts._replace(netloc=place)), base64.b64encode(plain.encode()).decode()


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follows nothing: who sends a webhook on would lose its parameters."""

    def redirect_request(self, *_arguments: object) -> None:
        """Leave the answer as it is."""


OPENER = urllib.request.build_opener(_NoRedirects)
