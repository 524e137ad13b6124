"""X-Twilio-Signature: HMAC-SHA1 over the URL and, of a form, its sorted parameters."""

from __future__ import annotations

import base64
import hashlib
import hmac
from urllib.parse import parse_qsl, urlsplit, urlunsplit


def sign(token: str, url: str, form: str = "") -> str:
    """The header's value; a JSON body is covered by the hash in the URL instead."""
    pairs = sorted(parse_qsl(form, keep_blank_values=True))
    text = url + "".join(name + value for name, value in pairs)
    digest = hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def normalise_url(url: str) -> str:
    """The URL as its server sees it, which signs with it: never without a path."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=parts.path or "/", fragment=""))


def add_body_hash(url: str, body: str) -> str:
    """The URL with the hash of a JSON body in its query."""
    parts = urlsplit(url)
    query = f"bodySHA256={hashlib.sha256(body.encode()).hexdigest()}"
    return urlunsplit(parts._replace(query=f"{parts.query}&{query}" if parts.query else query))
