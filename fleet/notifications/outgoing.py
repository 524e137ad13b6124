"""
Where notices go: a webhook of one's own, signed as https://www.standardwebhooks.com has it, and a chat.

The chat takes what Slack's incoming webhooks take, as many others do: JSON with a `text`.
"""

import base64
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import requests

from a2p.redaction import keep_secret
from fleet.errors import FleetError
from fleet.notifications.notices import Notice

URL: Final = "A2P_NOTIFY_URL"
SECRET: Final = "A2P_NOTIFY_SECRET"  # noqa: S105  # the name of a variable
CHAT_URL: Final = "A2P_NOTIFY_SLACK_URL"
WEBHOOK: Final = "webhook"
CHAT: Final = "chat"
_PATIENCE: Final = (5, 10)  # seconds to connect, and to answer


@dataclass(frozen=True)
class Outgoing:
    """Addresses, "" where none is configured. secret: what signs the first one's requests."""

    url: str = ""
    secret: str = ""
    chat_url: str = ""

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Outgoing":
        """As the environment has it. Raises FleetError: an address without a secret, or no https."""
        made = cls(env.get(URL, ""), env.get(SECRET, ""), env.get(CHAT_URL, ""))
        keep_secret(made.secret, *(urlsplit(url).path for url in (made.chat_url,) if url))
        if made.url and not made.secret:
            raise FleetError(
                f"{URL} is set without {SECRET}", remedy=f"set {SECRET}, which signs its requests"
            )
        for name, url in ((URL, made.url), (CHAT_URL, made.chat_url)):
            if url and not _is_safe(url):
                raise FleetError(f"{name} is no https address", remedy="name one that starts with https://")
        return made

    @property
    def channels(self) -> list[str]:
        """The ways to tell somebody that are configured."""
        return [name for name, url in ((WEBHOOK, self.url), (CHAT, self.chat_url)) if url]

    def send(self, notice: Notice, channel: str) -> None:
        """Send it on one of them. Raises FleetError: it was not taken."""
        if channel == WEBHOOK:
            content = {"type": "a2p.person_must_act", "data": notice.to_json()}
            body = json.dumps(content, ensure_ascii=False).encode()
            _post(self.url, body, sign(self.secret, f"msg_{uuid.uuid4().hex}", int(time.time()), body))
        else:
            _post(self.chat_url, json.dumps({"text": notice.text}, ensure_ascii=False).encode(), {})


def sign(secret: str, message_id: str, at: int, body: bytes) -> dict[str, str]:
    """The headers of Standard Webhooks; a secret with `whsec_` is Base64, any other one is taken as it is."""
    encoded = secret.removeprefix("whsec_")
    key = base64.b64decode(encoded) if encoded != secret else secret.encode()
    digest = hmac.digest(key, f"{message_id}.{at}.".encode() + body, hashlib.sha256)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def _post(url: str, body: bytes, headers: dict[str, Any]) -> None:
    where = urlsplit(url).hostname
    try:
        answer = requests.post(
            url,
            data=body,
            headers={"Content-Type": "application/json", **headers},
            timeout=_PATIENCE,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        raise FleetError(
            f"{where} did not take a notice ({type(error).__name__})", remedy="it is tried again"
        ) from None
    if answer.status_code // 100 != 2:
        raise FleetError(f"{where} did not take a notice ({answer.status_code})", remedy="it is tried again")


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or parts.hostname in {"127.0.0.1", "localhost", "::1"}
