"""
Reduces one of Twilio's OpenAPI documents to the facts that the simulator needs: no prose, no examples.

Keeps the operations that are asked for, and of the components what these refer to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Keys of an OpenAPI object that say nothing a program can check. A name of a property is never one of these:
# names are the keys of the maps below.
PROSE = frozenset({"description", "summary", "title", "example", "examples", "tags", "externalDocs"})
MAPS = frozenset(
    {"properties", "responses", "headers", "content", "schemas", "parameters", "paths", "mapping"}
)
METHODS = ("get", "post", "delete")
SECTIONS = ("parameters", "schemas")
LICENCE = {"name": "MIT (Twilio, Inc., twilio-oai)"}
SUCCESSES = {"200": "OK", "201": "Created", "202": "Accepted"}
SECURITY: list[dict[str, list[str]]] = [{"accountSid_authToken": []}]


def reduce_document(
    name: str, document: Mapping[str, Any], wanted: Mapping[str, Iterable[str]]
) -> dict[str, Any]:
    """
    The facts of the wanted operations as a valid OpenAPI document.

    Args:
        name: the name of the document's file without `.json`; becomes its title.
        document: one of Twilio's documents, as parsed JSON.
        wanted: the methods, in lower case, by path. A path that the document lacks is left out.
    """
    paths = {
        path: {
            method: document["paths"][path][method] for method in methods if method in document["paths"][path]
        }
        for path, methods in wanted.items()
        if path in document["paths"]
    }
    facts: dict[str, Any] = _strip(paths, is_map=True)
    return {
        "components": _used_components(document, facts),
        "info": {
            "title": name,
            "description": "",
            "version": document["info"]["version"],
            "license": LICENCE,
        },
        "openapi": document["openapi"],
        "paths": facts,
        "security": SECURITY,
        "servers": document["servers"],
    }


def list_operations(document: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The methods of a document, in lower case, by path."""
    return {
        path: methods
        for path, item in document["paths"].items()
        if (methods := tuple(method for method in METHODS if method in item))
    }


def _strip(node: Any, *, is_map: bool) -> Any:
    """The same without prose and extensions; the keys of a map are names and all stay."""
    if isinstance(node, list):
        return [_strip(item, is_map=False) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: value for key, value in node.items() if is_map or not (key in PROSE or key.startswith("x-"))}
    stripped = {key: _strip(value, is_map=key in MAPS and not is_map) for key, value in kept.items()}
    if not is_map and "responses" in node:  # OpenAPI wants a description there
        for status in node["responses"]:
            stripped["responses"][status]["description"] = SUCCESSES.get(status, "")
    return stripped


def _used_components(document: Mapping[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    """What the operations refer to, directly or through each other."""
    used: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    waiting = list(_find_references(facts))
    while waiting:
        section, name = waiting.pop()
        if name not in used[section]:
            used[section][name] = _strip(document["components"][section][name], is_map=False)
            waiting += _find_references(used[section][name])
    components = {section: dict(sorted(items.items())) for section, items in used.items() if items}
    return {**components, "securitySchemes": document["components"]["securitySchemes"]}


def _find_references(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        if isinstance(reference := node.get("$ref"), str):
            _, _, section, name = reference.split("/")
            yield section, name
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from _find_references(item)
