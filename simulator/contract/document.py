"""
The contract as one OpenAPI document, for tools such as schemathesis: `/_sim/openapi.json`.

Twilio's own files say nothing of errors; the error answers that this simulator can give are added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.contract.operations import FOLDER, METHODS, NULLABLE_ENUMS, read_documents

if TYPE_CHECKING:
    from pathlib import Path

ERRORS = {
    "400": "Refused: a parameter or a rule",
    "401": "Wrong credentials",
    "404": "Not found",
    "405": "Method not allowed",
    "409": "In conflict with what is there",
    "412": "A limit is reached",
    "415": "Not a form",
    "429": "Too many requests",
}
ERROR_SCHEMA = {
    "type": "object",
    "required": ["code", "message", "more_info", "status"],
    "additionalProperties": False,
    "properties": {
        "code": {"type": "integer", "nullable": True},
        "message": {"type": "string"},
        "more_info": {"type": "string", "nullable": True},
        "status": {"type": "integer"},
    },
}


def merge_documents(base_url: str, folder: Path = FOLDER) -> dict[str, Any]:
    """All four hosts in one document."""
    paths: dict[str, Any] = {}
    components: dict[str, Any] = {"schemas": {"error": ERROR_SCHEMA}, "parameters": {}}
    for document in read_documents(folder):
        paths |= document["paths"]
        components["schemas"] |= document["components"]["schemas"]
        components["parameters"] |= document["components"].get("parameters", {})
        components["securitySchemes"] = document["components"]["securitySchemes"]
    for name in NULLABLE_ENUMS:
        schema = components["schemas"][name]
        components["schemas"][name] = {**schema, "enum": [*schema["enum"], None], "nullable": True}
    for path, item in paths.items():
        for method in METHODS:
            if method in item:
                if path.startswith("/2010-04-01/"):
                    _admit_relative_uris(item[method])
                item[method]["responses"] |= _errors()
                _admit_empty_urls(item[method])
    return {
        "openapi": "3.0.1",
        "info": {"title": "Twilio A2P 10DLC, simulated", "version": "1.0.0"},
        "servers": [{"url": base_url}],
        "components": components,
        "paths": paths,
    }


def _admit_empty_urls(operation: dict[str, Any]) -> None:
    """An empty string clears a URL, which the contract's `format: uri` does not say."""
    for content in operation.get("requestBody", {}).get("content", {}).values():
        for schema in content["schema"].get("properties", {}).values():
            if schema.get("format") == "uri":
                schema["anyOf"] = [{"format": schema.pop("format")}, {"maxLength": 0}]


def _admit_relative_uris(operation: dict[str, Any]) -> None:
    """The pages of the oldest API are named by paths, which the contract's `format: uri` does not say."""
    for response in operation["responses"].values():
        for content in response.get("content", {}).values():
            for schema in content["schema"].get("properties", {}).values():
                if schema.get("format") == "uri":
                    schema["format"] = "uri-reference"


def _errors() -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/error"}}}
    return {code: {"description": text, "content": content} for code, text in ERRORS.items()}
