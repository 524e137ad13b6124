"""What a run has read, answer by answer, in the file that A2P_READS names: a2p.drift reads it again."""

import hashlib
import json
import os
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

ENV: Final = "A2P_READS"
FORM_HEADER: Final = "X-Twilio-Api-Version"  # asks for an answer in another form


def note_read(url: str, params: Any, headers: Mapping[str, str] | None, status: int, body: bytes) -> None:
    """Append the path of a read and the digest of its answer, where somebody asks for it."""
    if path := os.environ.get(ENV):
        form = find_form(headers or {})
        asked = f"{path_of(url, params)}{'#' + form if form else ''}"
        line = json.dumps([asked, digest_answer(status, body)])
        with open(path, "a", encoding="utf-8") as file:  # noqa: PTH123  # one append, from several threads
            file.write(f"{line}\n")


def path_of(url: str, params: Any = None) -> str:
    """Path and query, which no two of Twilio's hosts share."""
    parts = urlsplit(url)
    asked = {name: value for name, value in (params or {}).items() if type(value).__name__ != "object"}
    query = "&".join(filter(None, (parts.query, urlencode(asked))))
    return f"{parts.path}{'?' + query if query else ''}"


def find_form(headers: Mapping[str, str]) -> str:
    """The form of an answer that a request asks for; "" for the usual one."""
    return next((text for name, text in headers.items() if name.lower() == FORM_HEADER.lower()), "")


def digest_answer(status: int, body: bytes) -> str:
    """Of a success the digest of what it says; else the status."""
    if status >= 300:
        return str(status)
    try:
        return digest_content(json.loads(body))
    except ValueError:
        return "unreadable"


def digest_content(content: Any) -> str:
    """Of a page of a list the digest of its objects: what else it has says where the page is."""
    if isinstance(content, dict) and ("meta" in content or "next_page_uri" in content):
        return digest_object(list_objects(content))
    return digest_object(content)


def list_objects(page: dict[str, Any]) -> list[Any]:
    """The objects of a page, whatever their key is called."""
    return next((value for name, value in page.items() if isinstance(value, list) and name != "meta"), [])


def digest_object(content: Any) -> str:
    """Short, and the same for whatever order of keys. Nothing can be read from it."""
    return hashlib.blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=12).hexdigest()
