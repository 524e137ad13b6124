"""SQL for the store: conditions on columns and on fields of documents. Values are always bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# Fields by which rules and list filters look documents up, by kind. Each index costs every write of its kind.
INDEXED: dict[str, tuple[str, ...]] = {
    "bundle": ("friendly_name", "status"),
    "brand": ("customer_profile_bundle_sid", "a2p_profile_bundle_sid", "_mobile"),
    "campaign": ("brand_registration_sid",),
    "entity_assignment": ("object_sid",),
    "address": ("friendly_name", "customer_name"),
    "delivery": ("status",),
    "incoming_number": ("friendly_name", "phone_number"),
    "subscribed_event": ("type",),
}


FORMER_INDEXES = (
    "friendly_name",
    "status",
    "object_sid",
    "brand_registration_sid",
    "customer_profile_bundle_sid",
    "a2p_profile_bundle_sid",
    "type",
    "_mobile",
    "phone_number",
)


@dataclass(frozen=True)
class Like:
    """A filter value with `*` as wildcard."""

    pattern: str

    def sql(self) -> str:
        """The pattern as SQLite's LIKE wants it, its own wildcards escaped."""
        escaped = self.pattern.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return escaped.replace("*", "%")


@dataclass(frozen=True)
class Window:
    """Which part of a list: below position `before`, after `skip` items, `limit` of them."""

    before: int | None
    skip: int
    limit: int


def build_conditions(columns: Mapping[str, Any], where: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """A condition, and the values to bind. The kind is written out: SQLite has to see which index fits."""
    conditions, values = [], []
    for column, value in columns.items():
        conditions.append(f"{column} = '{value}'" if column == "kind" else f"{column} = ?")
        values += [] if column == "kind" else [value]
    for name, value in where.items():
        if isinstance(value, Like):
            conditions.append(f"{json_path(name)} LIKE ? ESCAPE '\\'")
            values.append(value.sql())
        elif isinstance(value, tuple):
            conditions.append(f"{json_path(name)} IN ({', '.join('?' * len(value))})")
            values.extend(value)
        else:
            conditions.append(f"{json_path(name)} = ?")
            values.append(value)
    return " AND ".join(conditions), values


def choose_index(kind: str, where: Mapping[str, Any]) -> str:
    """SQLite would rather walk the whole list in order than use the index of a filter."""
    for name, value in where.items():
        if name in INDEXED.get(kind, ()) and not isinstance(value, Like | tuple):
            return f"INDEXED BY {index_name(kind, name)}"
    return ""


def index_name(kind: str, field: str) -> str:
    """The name of an index in the database."""
    return f"{kind}_by_{field}"


def list_indexes() -> list[str]:
    """The statements that make all indexes."""
    return [
        f"CREATE INDEX IF NOT EXISTS {index_name(kind, field)} ON documents ({json_path(field)})"
        f" WHERE kind = '{kind}'"
        for kind, fields in INDEXED.items()
        for field in fields
    ]


def json_path(name: str) -> str:
    """Names come from our own code, never from a request."""
    return f"json_extract(doc, '$.{name}')"
