"""
What a newer OpenAPI document of Twilio's has that the stored contract has not, and the other way round.

Compares facts: paths, methods, parameters, which of them are required, fields of answers, values of enums,
patterns and limits. Prose and examples never count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.contract.operations import resolve
from simulator.contract.reduction import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NEW, GONE, CHANGED = "new", "gone", "changed"
LIMITS = ("type", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "default", "nullable")


@dataclass(frozen=True)
class Difference:
    """One fact that differs: `kind` says how, `what` is a path, method, parameter, field or value."""

    kind: str
    what: str
    operation: str  # "POST /v1/…", or only the path
    name: str = ""  # of the parameter, field or enum value
    detail: str = ""


def compare_documents(
    stored: Mapping[str, Any], newer: Mapping[str, Any], left_out: Mapping[str, list[str]]
) -> list[Difference]:
    """
    All differences, in the order of the newer document's paths.

    `left_out` names the operations that Twilio had when the contract was taken and that are not simulated.
    """
    differences: list[Difference] = []
    for path in {**stored["paths"], **newer["paths"]}:
        ours, theirs = (_methods(document["paths"].get(path, {})) for document in (stored, newer))
        known = ours | set(left_out.get(path, ()))
        if theirs and not known:
            differences.append(Difference(NEW, "path", path, detail=", ".join(sorted(theirs)).upper()))
            continue
        differences += [Difference(NEW, "method", f"{m.upper()} {path}") for m in sorted(theirs - known)]
        differences += [Difference(GONE, "method", f"{m.upper()} {path}") for m in sorted(ours - theirs)]
        for method in sorted(ours & theirs):
            differences += _compare_operations(stored, newer, path, method)
    return differences


def _methods(item: Mapping[str, Any]) -> set[str]:
    return {method for method in METHODS if method in item}


def _compare_operations(
    stored: Mapping[str, Any], newer: Mapping[str, Any], path: str, method: str
) -> Iterator[Difference]:
    where = f"{method.upper()} {path}"
    ours, theirs = (_facts(document, document["paths"][path][method]) for document in (stored, newer))
    for what in ("parameter", "field"):
        for name in theirs[what].keys() - ours[what].keys():
            is_required = theirs[what][name].get("required", False)
            yield Difference(NEW, what, where, name, "required" if is_required else "")
        for name in ours[what].keys() - theirs[what].keys():
            yield Difference(GONE, what, where, name)
        for name in ours[what].keys() & theirs[what].keys():
            yield from _compare_values(what, where, name, ours[what][name], theirs[what][name])


def _compare_values(
    what: str, where: str, name: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> Iterator[Difference]:
    before, after = (set(facts.get("enum", ())) for facts in (ours, theirs))
    for value in sorted(map(str, after - before)):
        yield Difference(NEW, f"value of a {what}", where, name, value)
    for value in sorted(map(str, before - after)):
        yield Difference(GONE, f"value of a {what}", where, name, value)
    for limit in ("required", *LIMITS):
        if ours.get(limit) != theirs.get(limit):
            detail = f"{limit}: {ours.get(limit)!r} -> {theirs.get(limit)!r}"
            yield Difference(CHANGED, what, where, name, detail)


def _facts(document: Mapping[str, Any], operation: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Parameters and answer fields by dotted name, each with its limits, enum and whether it is required."""
    known = dict(document)
    parameters: dict[str, Any] = {}
    for parameter in resolve(known, operation.get("parameters", [])):
        required = bool(parameter.get("required"))
        parameters |= _flatten(parameter["name"], parameter["schema"], required=required)
    for content in resolve(known, operation.get("requestBody", {})).get("content", {}).values():
        parameters |= _flatten_properties("", content["schema"])
    fields: dict[str, Any] = {}
    for response in operation["responses"].values():
        for content in resolve(known, response.get("content", {})).values():
            fields |= _flatten_properties("", content["schema"])
    return {"parameter": parameters, "field": fields}


def _flatten_properties(prefix: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for alternative in schema.get("oneOf", [schema]):
        required = alternative.get("required", ())
        for name, value in alternative.get("properties", {}).items():
            flat |= _flatten(f"{prefix}{name}", value, required=name in required)
    return flat


def _flatten(name: str, schema: Mapping[str, Any], *, required: bool) -> dict[str, Any]:
    """A value, and what is inside it: `results[].status`."""
    flat: dict[str, Any] = {name: {**schema, "required": required}}
    if schema.get("type") == "array":
        flat |= _flatten_items(name, schema.get("items", {}))
    return flat | _flatten_properties(f"{name}.", schema)


def _flatten_items(name: str, items: Mapping[str, Any]) -> dict[str, Any]:
    inner = _flatten_properties(f"{name}[].", items)
    return inner | ({f"{name}[]": {**items, "required": False}} if "enum" in items else {})
