"""
Writes a stored document as the contract says: every field there, nothing more, right formats.

Documents keep times as seconds and URLs as paths; both become Twilio's text here and only here.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Writer = Callable[[Any, str], Any]


class Shape:
    """The fields of one resource, each with the way its value is written."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._fields: list[tuple[str, Any, Writer | None]] = [
            (name, _default_of(field), _choose_writer(field))
            for name, field in schema.get("properties", {}).items()
        ]

    def write(self, document: Mapping[str, Any], base_url: str) -> dict[str, Any]:
        """The JSON object a client sees."""
        answer = {}
        for name, absent, writer in self._fields:
            value = document.get(name, absent)
            answer[name] = writer(value, base_url) if writer and value is not None else value
        return answer


def _choose_writer(field: dict[str, Any]) -> Writer | None:
    """By the format; the items of a list are written like a resource."""
    items = field.get("items", {})
    if field.get("type") == "array" and items.get("properties"):
        shape = Shape(items)
        return lambda value, base_url: [shape.write(item, base_url) for item in value]
    return WRITERS.get(field.get("format", ""))


def _default_of(field: dict[str, Any]) -> Any:
    return field.get("default")


def _iso(value: float, _base_url: str) -> str:
    return _iso_seconds(int(value))


@lru_cache(maxsize=4096)  # a list of customers has few different seconds
def _iso_seconds(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _rfc2822(value: float, _base_url: str) -> str:
    return format_datetime(datetime.fromtimestamp(int(value), UTC))


def _absolute(value: str, base_url: str) -> str | None:
    if not value:
        return None  # cleared with an empty string
    return base_url + value if value.startswith("/") else value


def _absolute_map(value: dict[str, str], base_url: str) -> dict[str, str]:
    return {name: base_url + path for name, path in value.items()}


WRITERS: dict[str, Writer] = {
    "date-time": _iso,
    "date-time-rfc-2822": _rfc2822,
    "uri": _absolute,
    "uri-map": _absolute_map,
}
