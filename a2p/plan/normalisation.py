"""
What Twilio makes of a value is no edit of it: capitals, spaces, another spelling, or a text of its own.

Two ways to know it. Some spellings mean the same (`is_same`). And what Twilio showed right after it was sent
something else is remembered as an *echo*, a digest by field: as long as it still shows that, nobody has
changed anything. A field is *overwritten* where the echo is another text, and no spelling of what was sent;
registering it once more would end in the same way.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from a2p.specs.digest import digest

Echoes = Mapping[str, str]

_URL: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+")
_PHONE: Final = re.compile(r"\+?[\d\s().-]{7,}")
_KEYWORDS: Final = "_keywords"
_ADDRESS: Final = frozenset({"street", "street_secondary", "city", "region", "postal_code", "customer_name"})


def is_same(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a field differ in their spelling at most."""
    return bool(_canonical(name, one) == _canonical(name, other))


def echoes(sent: Mapping[str, Any], shown: Mapping[str, Any]) -> dict[str, str]:
    """The digest of each field that Twilio shows otherwise than it was sent just now."""
    return {
        name: digest(value)
        for name, value in shown.items()
        if sent.get(name) is not None and value != sent[name]
    }


def is_echo(name: str, shown: Any, known: Echoes) -> bool:
    """Whether a field still shows what Twilio made of it when it was sent."""
    return name in known and known[name] == digest(shown)


def overwritten(recorded: Mapping[str, Any], live: Mapping[str, Any], known: Echoes) -> frozenset[str]:
    """The fields in which Twilio has put a value of its own in place of what was sent, and still shows it."""
    return frozenset(
        name
        for name, value in live.items()
        if is_echo(name, value, known) and not is_same(name, recorded.get(name), value)
    )


def baseline(
    declared: Mapping[str, Any], recorded: Mapping[str, Any], live: Mapping[str, Any], known: Echoes
) -> dict[str, Any]:
    """
    What the declared values are compared with: what was recorded, overlaid with what is live.

    A live value that is an echo, or the declared one in another spelling, is none of its own. What is not
    declared is not compared, nor is what is no longer declared and never came to be.
    """
    replaced = overwritten(recorded, live, known)
    compared = {
        name: _normalise_field(name, declared, recorded, value, known)
        for name, value in live.items()
        if declared[name] is not None
    }
    never_came = {name: None for name in replaced if declared[name] is None}
    return {**recorded, **compared, **never_came}


def _normalise_field(
    name: str, declared: Mapping[str, Any], recorded: Mapping[str, Any], value: Any, known: Echoes
) -> Any:
    if is_echo(name, value, known):
        return recorded.get(name)
    return declared[name] if is_same(name, declared[name], value) else value


def _canonical(name: str, value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _canonical(each.name, getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {key: _canonical(key, item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_canonical(name, item) for item in value)
    if not isinstance(value, str):
        return value or None if name in _ADDRESS else value
    return _canonical_text(name, value.strip())


def _canonical_text(name: str, text: str) -> Any:
    if name.endswith(_KEYWORDS):
        return text.upper()
    if name in _ADDRESS:
        return re.sub(r"[\s.,]+", " ", text).strip().casefold() or None
    if _MAIL.fullmatch(text):
        return text.casefold()
    if _PHONE.fullmatch(text):
        return re.sub(r"\D", "", text)
    return _canonical_url(text) if _URL.fullmatch(text) else text


def _canonical_url(text: str) -> Any:
    parts = urlsplit(text)
    return parts._replace(
        scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), path=parts.path or "/"
    ).geturl()
