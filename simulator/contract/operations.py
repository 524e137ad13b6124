"""
Reads the OpenAPI files and finds the operation that a method and path mean.

Knows nothing of HTTP servers or of A2P; a change of Twilio's API is a change of the JSON files.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema_rs

from simulator.contract.shape import Shape

FOLDER = Path(__file__).parent
PAGES = "pages.json"  # ours, from pages of Twilio's: no library and no OpenAPI document has these operations
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
    validator: Any  # jsonschema_rs gives no common base class to name here


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

    placeholders: tuple[str, ...]  # operations on one path may name the same place differently
    list_key: str | None  # where a list answer holds its items; None for a single resource
    shapes: tuple[Shape, ...]  # how one item is written; several where the contract has `oneOf`

    @property
    def is_2010_style(self) -> bool:
        """The oldest API pages with `next_page_uri`, all later ones with `meta`."""
        return self.path.startswith("/2010-04-01/")


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
    return Contract([operation for document in read_documents(folder) for operation in _operations(document)])


def read_documents(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Twilio's documents, and one for what only its pages describe."""
    files = [*sorted(folder.glob("twilio_*.json")), *folder.glob(PAGES)]
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


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
    response = resolve(document, content.get("application/json", {}).get("schema"))
    list_key = _list_key(response)
    return Operation(
        id=facts["operationId"],
        method=method.upper(),
        path=path,
        status=status,
        path_parameters=_parameters_in(parameters, "path"),
        query=_parameters_in(parameters, "query"),
        form=_form(document, facts),
        header_names=tuple(_parameters_in(parameters, "header")),
        response=response,
        placeholders=tuple(re.findall(r"{(\w+)}", path)),
        list_key=list_key,
        shapes=_shapes(response, list_key),
    )


def _list_key(response: dict[str, Any] | None) -> str | None:
    properties = (response or {}).get("properties", {})
    if not {"meta", "page"} & properties.keys():
        return None
    return next(str(name) for name, schema in properties.items() if schema.get("type") == "array")


def _shapes(response: dict[str, Any] | None, list_key: str | None) -> tuple[Shape, ...]:
    if response is None:
        return ()
    item = response["properties"][list_key]["items"] if list_key else response
    return tuple(Shape(alternative) for alternative in item.get("oneOf", [item]))


def _success(method: str, responses: dict[str, Any]) -> int:
    """Where two successes are possible (200 or 201, 201 or 202), a creation answers 201."""
    codes = sorted(int(code) for code in responses)
    return 201 if method == "post" and 201 in codes else codes[0]


def _parameter(name: str, schema: dict[str, Any], *, required: bool) -> Parameter:
    return Parameter(name, required, schema, jsonschema_rs.validator_for(schema))


def _parameters_in(parameters: list[dict[str, Any]], place: str) -> dict[str, Parameter]:
    return {
        p["name"]: _parameter(p["name"], p["schema"], required=bool(p.get("required")))
        for p in parameters
        if p["in"] == place
    }


def _form(document: dict[str, Any], facts: dict[str, Any]) -> dict[str, Parameter]:
    content = facts.get("requestBody", {}).get("content", {})
    schema = resolve(document, content.get("application/x-www-form-urlencoded", {})).get("schema", {})
    required = schema.get("required", ())
    return {
        name: _parameter(name, property_schema, required=name in required)
        for name, property_schema in schema.get("properties", {}).items()
    }


def resolve(document: dict[str, Any], node: Any) -> Any:
    """The node with every `$ref` replaced by what it points to."""
    if isinstance(node, list):
        return [resolve(document, item) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _resolve_reference(document, node["$ref"])
    return {key: resolve(document, value) for key, value in node.items()}


def _resolve_reference(document: dict[str, Any], reference: str) -> Any:
    *_, section, name = reference.split("/")
    target = resolve(document, document["components"][section][name])
    return {**target, "nullable": True} if name in NULLABLE_ENUMS else target
