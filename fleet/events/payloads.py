"""
What Twilio and The Campaign Registry send, in one shape: callbacks, arrays of CloudEvents, webhooks.

Only what is needed is kept: type, SIDs, status, and the reason in words, redacted. No body: it may hold
personal data. Pure.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final
from urllib.parse import parse_qs

from a2p.redaction import redact

CALLBACK: Final = "status_callback"
EVENT: Final = "event_stream"
REGISTRY: Final = "registry"
# In the order of what says most about whose it is; keys in small letters.
_SUBJECTS: Final = (
    *("campaignsid", "messagingservicesid", "brandsid", "bundlesid", "phonenumbersid", "customerprofilesid"),
    *("externalcampaignid", "externalbrandid"),
)
_REGISTRY_SUBJECTS: Final = ("campaignid", "brandid")
_STATUSES: Final = ("campaignregistrationstatus", "brandstatus", "identitystatus", "externalstatus")
_LONGEST: Final = 1000
_SAME_FOR: Final = 3600  # seconds


@dataclass(frozen=True)
class Received:
    """One event, in texts that can be stored. subjects: the SIDs it is about, the most telling first."""

    source: str
    event_id: str
    account_sid: str
    type: str
    subjects: tuple[str, ...]
    status: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            text = _make_storable(value) if isinstance(value, str) else tuple(map(_make_storable, value))
            object.__setattr__(self, each.name, text)


def parse_callback(body: bytes, at: float) -> Received:
    """
    The form of a bundle's status callback, and when it came, in seconds.

    Raises:
        ValueError: it is no text.
    """
    form = {name: values[-1] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
    return Received(
        CALLBACK,
        _make_id(body, at),
        form.get("AccountSid", ""),
        "bundle.status",
        (form.get("BundleSid", ""),),
        form.get("Status", ""),
        _shorten(form.get("FailureReason", "")),
    )


def parse_events(body: bytes) -> list[Received]:
    """
    The events of an Event Streams request: an array of CloudEvents, one at least, of any schema version.

    What is no event among them is left out: it must not hold up the others, which Twilio sends with it.

    Raises:
        ValueError: it is something else.
    """
    content = _parse_json(body)
    found = [_parse_event(each) for each in content] if isinstance(content, list) else []
    if not any(found):
        raise ValueError("not an array of events")
    return [each for each in found if each]


def parse_registry_event(body: bytes, at: float) -> Received:
    """
    A webhook of The Campaign Registry, and when it came, in seconds: flat JSON with an eventType, and no id.

    Raises:
        ValueError: it is something else.
    """
    content = _parse_json(body)
    type_ = content.get("eventType") if isinstance(content, dict) else None
    if not (type_ and isinstance(type_, str)):
        raise ValueError("no event of the registry")
    subjects = tuple(_pick(_lower_keys(content), _REGISTRY_SUBJECTS))
    return Received(REGISTRY, _make_id(body, at), "", type_, subjects)


def _make_id(body: bytes, at: float) -> str:
    """
    An id where the sender gives none.

    A body's digest is one for an hour: a bundle that is corrected and rejected again for the same reason has
    the same body, and is news.
    """
    return f"{hashlib.sha256(body).hexdigest()}.{int(at // _SAME_FOR)}"


def _parse_json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except RecursionError as error:
        raise ValueError("too deep") from error


def _parse_event(event: Any) -> Received | None:
    """None where it is no event: without an id or a type."""
    if not isinstance(event, dict):
        return None
    event_id, type_ = event.get("id"), event.get("type")
    if not (isinstance(event_id, str) and event_id and isinstance(type_, str)):
        return None
    data = event.get("data")
    found = _lower_keys(data) if isinstance(data, dict) else {}
    return Received(
        EVENT,
        event_id,
        str(found.get("accountsid", "")),
        type_,
        tuple(_pick(found, _SUBJECTS)),
        next(_pick(found, _STATUSES), ""),
        _shorten("; ".join(_list_reasons(found))),
    )


def _list_reasons(found: Mapping[str, Any]) -> Iterator[str]:
    """
    Why something failed, as far as the schema's version tells.

    A Brand's errors (version 3), a Campaign's first code (version 2), the page of a number's error.
    """
    errors = found.get("brandregistrationerrors")
    for error in errors if isinstance(errors, list) else ():
        if isinstance(error, dict):
            yield f"{error.get('registrationerrorcode')}: {error.get('registrationerrordescription')}"
    yield from _pick(found, ("errorcode", "failurereason"))


def _pick(found: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    return (str(found[name]) for name in names if found.get(name))


def _lower_keys(content: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key).lower(): value for key, value in content.items()}


def _make_storable(text: str) -> str:
    """Without what JSON and forms can say, and PostgreSQL cannot store: NUL, and halves of a character."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _shorten(text: str) -> str:
    return redact(text)[:_LONGEST]
