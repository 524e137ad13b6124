"""
Reads the OpenAPI files and finds the operation that a method and path mean.

Knows nothing of HTTP servers or of A2P; a change of Twilio's API is a change of the JSON files.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema_rs

from simulator.contract.shape import Shape

FOLDER = Path(__file__).parent
METHODS = ("get", "post", "delete")

# Where Twilio's own examples contradict its schema, the examples win: a Brand has no
# identity_status while it is PENDING (B3).
NULLABLE_ENUMS = frozenset({"brand_registrations_enum_identity_status"})


@dataclass(frozen=True)
class Parameter:
    """One parameter of an operation, with a compiled check of its value."""

    name: str
    required: bool
    schema: dict[str, Any]

    @cached_property
    def validator(self) -> Any:  # jsonschema_rs gives no common base class to name here
        """The compiled schema."""
        return jsonschema_rs.validator_for(self.schema)


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    id: str
    method: str
    path: str
    status: int
    path_parameters: dict[str, Parameter]
    query: dict[str, Parameter]
    form: dict[str, Parameter]
    header_names: tuple[str, ...]
    response: dict[str, Any] | None

    @cached_property
    def list_key(self) -> str | None:
        """The name under which a list answer holds its items; None for a single resource."""
        properties = (self.response or {}).get("properties", {})
        if not {"meta", "page"} & properties.keys():
            return None
        return next(str(name) for name, schema in properties.items() if schema.get("type") == "array")

    @cached_property
    def placeholders(self) -> tuple[str, ...]:
        """The names in the path; operations on one path may name the same place differently."""
        return tuple(re.findall(r"{(\w+)}", self.path))

    @property
    def is_2010_style(self) -> bool:
        """The oldest API pages with `next_page_uri`, all later ones with `meta`."""
        return self.path.startswith("/2010-04-01/")

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """How one item is written; where the contract has `oneOf`, its alternatives in order."""
        if self.response is None:
            return ()
        schema = self.response
        if self.list_key:
            schema = schema["properties"][self.list_key]["items"]
        return tuple(Shape(alternative) for alternative in schema.get("oneOf", [schema]))


@dataclass
class _Node:
    literals: dict[str, _Node] = field(default_factory=dict)
    placeholder: _Node | None = None
    operations: dict[str, Operation] = field(default_factory=dict)


@dataclass(frozen=True)
class Match:
    """What a path means: the operations by method, and the values in the path, left to right."""

    operations: dict[str, Operation]
    values: tuple[str, ...]


class Contract:
    """All operations, by id and by path."""

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = {operation.id: operation for operation in operations}
        self._root = _Node()
        for operation in operations:
            self._add(operation)

    def match(self, path: str) -> Match | None:
        """Literal segments win over placeholders, as in `Services/Usecases`."""
        segments = _segments(path)
        if segments is None:
            return None
        return _descend(self._root, segments, ())

    def _add(self, operation: Operation) -> None:
        node = self._root
        for segment in _segments(operation.path) or []:
            if segment.startswith("{"):
                node.placeholder = node.placeholder or _Node()
                node = node.placeholder
            else:
                node = node.literals.setdefault(segment, _Node())
        node.operations[operation.method] = operation


def _descend(node: _Node, segments: list[str], values: tuple[str, ...]) -> Match | None:
    if not segments:
        return Match(node.operations, values) if node.operations else None
    head, rest = segments[0], segments[1:]
    if (child := node.literals.get(head)) and (match := _descend(child, rest, values)):
        return match
    if node.placeholder is None or not head:
        return None
    return _descend(node.placeholder, rest, (*values, head))


def _segments(path: str) -> list[str] | None:
    """The segments of a path; the 2010 API answers JSON only when the path ends in `.json`."""
    if path.startswith("/2010-04-01/"):
        if not path.endswith(".json"):
            return None
        path = path.removesuffix(".json")
    return path.strip("/").split("/")


def load(folder: Path = FOLDER) -> Contract:
    """The contract in the JSON files of a folder."""
    operations = []
    for file in sorted(folder.glob("twilio_*.json")):
        document = json.loads(file.read_text(encoding="utf-8"))
        operations += _operations(document)
    return Contract(operations)


def _operations(document: dict[str, Any]) -> list[Operation]:
    return [
        _operation(document, path, method, item[method])
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    ]


def _operation(document: dict[str, Any], path: str, method: str, facts: dict[str, Any]) -> Operation:
    parameters = [resolve(document, parameter) for parameter in facts.get("parameters", [])]
    status = _success(method, facts["responses"])
    content = facts["responses"][str(status)].get("content", {})
    schema = content.get("application/json", {}).get("schema")
    return Operation(
        id=facts["operationId"],
        method=method.upper(),
        path=path,
        status=status,
        path_parameters=_placed(parameters, "path"),
        query=_placed(parameters, "query"),
        form=_form(document, facts),
        header_names=tuple(_placed(parameters, "header")),
        response=resolve(document, schema) if schema else None,
    )


def _success(method: str, responses: dict[str, Any]) -> int:
    """Where two successes are possible (200 or 201, 201 or 202), a creation answers 201."""
    codes = sorted(int(code) for code in responses)
    return 201 if method == "post" and 201 in codes else codes[0]


def _placed(parameters: list[dict[str, Any]], place: str) -> dict[str, Parameter]:
    return {
        p["name"]: Parameter(p["name"], bool(p.get("required")), p["schema"])
        for p in parameters
        if p["in"] == place
    }


def _form(document: dict[str, Any], facts: dict[str, Any]) -> dict[str, Parameter]:
    content = facts.get("requestBody", {}).get("content", {})
    schema = resolve(document, content.get("application/x-www-form-urlencoded", {})).get("schema", {})
    required = schema.get("required", ())
    return {
        name: Parameter(name, name in required, property_schema)
        for name, property_schema in schema.get("properties", {}).items()
    }


def resolve(document: dict[str, Any], node: Any) -> Any:
    """The node with every `$ref` replaced by what it points to."""
    if isinstance(node, list):
        return [resolve(document, item) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _referenced(document, node["$ref"])
    return {key: resolve(document, value) for key, value in node.items()}


def _referenced(document: dict[str, Any], reference: str) -> Any:
    *_, section, name = reference.split("/")
    target = resolve(document, document["components"][section][name])
    return {**target, "nullable": True} if name in NULLABLE_ENUMS else target
