"""
The JSON Schema of a stack file, out of the models and their rules, for editors.

It says what JSON Schema can say of one value, and never more than the declaration demands. The rules between
keys, and what reviewers think, are known to `a2p check` alone.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from a2p.declared.cross_field_rules import EXTERNAL
from a2p.declared.lint_options import RuleName
from a2p.declared.options import OPTIONS
from a2p.declared.problems import Location, format_location
from a2p.declared.several_campaigns import CAMPAIGNS
from a2p.specs.campaign import POLICY_URL_CODES
from a2p.stackfile.campaigns_schema import IS_EXTERNAL, build_campaigns, share_with_campaigns
from a2p.stackfile.customer_kinds import CustomerKind
from a2p.stackfile.examples import find_example_value
from a2p.stackfile.fields import MODELS
from a2p.stackfile.key_descriptions import KEY_DESCRIPTIONS

Schema = dict[str, Any]

_PROJECT = "a2p"
# May stand in Pulumi.yaml, so that a stack file is whole without it.
_INHERITED = frozenset({"primary_profile_sid"})
_PULUMIS = {
    "encryptionsalt": "Pulumi's own: belongs to the passphrase that guards the secrets.",
    "secretsprovider": "Pulumi's own: which key service guards the secrets.",
    "encryptedkey": "Pulumi's own: the key, as the key service gave it.",
}
_A_SECRET: Schema = {
    "description": "A secret, as `pulumi config set --secret` writes it.",
    "type": "object",
    "properties": {"secure": {"type": "string"}},
    "required": ["secure"],
    "additionalProperties": False,
}


_NEEDED_URLS: Schema = {"anyOf": [{"required": ["secure"]}, {"required": list(POLICY_URL_CODES)}]}
_SECRET: Schema = {"$ref": "#/definitions/secret"}
# Where a value is shown for an example: in the file that declares the most.
_SHOWN: tuple[CustomerKind, ...] = ("standard", "sole-proprietor", "external")


def build_schema() -> Schema:
    """The schema of a whole stack file, in draft 7, which editors know best."""
    is_standard = {
        "anyOf": [
            _require(
                "brand", {"properties": {"brand_type": {"const": "STANDARD"}}, "required": ["brand_type"]}
            ),
            _require("profile", {"required": ["business"]}),
        ]
    }
    kinds = {kind: _build_customer(kind) for kind in MODELS}
    definitions = {"secret": _A_SECRET} | dict(_extract_shared(list(kinds.values())))
    config = {
        "description": "One customer's declaration. Keys of other projects may stand beside it.",
        "type": "object",
        "if": {
            "anyOf": [
                {"required": [f"{_PROJECT}:{EXTERNAL}"]},
                {"required": [f"{_PROJECT}:{CAMPAIGNS}"], "not": {"required": [f"{_PROJECT}:brand"]}}
                | {"properties": {f"{_PROJECT}:{CAMPAIGNS}": IS_EXTERNAL}},
            ]
        },
        "then": kinds["external"],
        "else": {"if": is_standard, "then": kinds["standard"], "else": kinds["sole-proprietor"]},
    }
    own = {key: {"description": text, "type": "string"} for key, text in _PULUMIS.items()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A stack file: one customer's US A2P 10DLC registration",
        "description": "Written by `a2p schema`, out of the rules of the declaration.",
        "type": "object",
        "properties": {"config": config, **own},
        "required": ["config"],
        "definitions": definitions,
    }


def _extract_shared(customers: list[Schema]) -> Iterator[tuple[str, Schema]]:
    """What several kinds of customer have alike, said once."""
    keys = dict.fromkeys(key for customer in customers for key in customer["properties"])
    for key in keys:
        having = [customer["properties"] for customer in customers if key in customer["properties"]]
        alike = [properties for properties in having if properties[key] == having[0][key]]
        if len(alike) > 1:
            name = key.removeprefix(f"{_PROJECT}:")
            yield name, having[0][key]
            reference = {"$ref": f"#/definitions/{name}"}
            for properties in alike:
                share_with_campaigns(properties[f"{_PROJECT}:{CAMPAIGNS}"], name, properties[key], reference)
                properties[key] = reference


def _require(key: str, what: Schema) -> Schema:
    return {"properties": {f"{_PROJECT}:{key}": what}, "required": [f"{_PROJECT}:{key}"]}


def _build_customer(kind: CustomerKind) -> Schema:
    """All keys of a kind of customer; one of this project that is none of them is refused."""
    model = MODELS[kind].model_json_schema()
    sections = {key: _build_key((key,), schema, model) for key, schema in model["properties"].items()}
    if kind == "external":  # handed to it from Pulumi.yaml with all others, and of no use to it
        sections |= {key: _describe((key,), {"type": "string"}) for key in _INHERITED}
    needs_urls = kind != "external"
    one = EXTERNAL if kind == "external" else "campaign"
    several = {CAMPAIGNS: build_campaigns(kind, sections, _NEEDED_URLS)}
    known = {**{name: _build_option(name) for name in OPTIONS}, **sections, **several}
    return {
        "properties": {f"{_PROJECT}:{key}": schema for key, schema in known.items()},
        "patternProperties": {f"^{_PROJECT}:(?!(?:{'|'.join(known)})$)": False},
        "required": [
            f"{_PROJECT}:{key}" for key in model.get("required", ()) if key not in {*_INHERITED, one}
        ],
        "oneOf": [{"required": [f"{_PROJECT}:{key}"]} for key in (one, CAMPAIGNS)],
        **(_require_policy_urls() if needs_urls else {}),
    }


def _require_policy_urls() -> Schema:
    """Both addresses of a Campaign that is not adopted: a new one needs them (U1)."""
    return {
        "if": {"not": {"required": [f"{_PROJECT}:adopted"]}},
        "then": {"properties": {f"{_PROJECT}:campaign": _NEEDED_URLS}},
    }


def _build_option(name: str) -> Schema:
    """A value that stands alone reaches the program as a text, however it is written."""
    form = OPTIONS[name]
    taken: Schema = {"type": ["string", "number", "boolean", "null"]}
    if form and form[0].pattern == "true|false":
        taken = {"enum": ["true", "false", True, False, "", None]}
    elif form:
        pattern = form[0].pattern.replace("https", "[hH][tT][tT][pP][sS]")
        taken["pattern"] = f"^(?:{pattern})?$"
    return _describe((name,), {"anyOf": [taken, _SECRET]})


def _build_key(location: Location, given: Schema, model: Schema) -> Schema:
    """One key: a section, a list or a value, each of which may be a secret."""
    resolved = _resolve(given, model)
    forms = [_build_form(location, schema, model) for schema in resolved.pop("anyOf", [resolved])]
    described = _describe(location, {"anyOf": [*forms, _SECRET]})
    if "default" in resolved and resolved["default"] is not None:
        described["default"] = resolved["default"]
    examples = (find_example_value(kind, location) for kind in _SHOWN)
    if (example := next((value for value in examples if value is not None), None)) is not None:
        described |= {} if isinstance(example, dict) else {"examples": [example]}
    return described


def _build_form(location: Location, given: Schema, model: Schema) -> Schema:
    form = {key: value for key, value in _resolve(given, model).items() if key not in {"title", "default"}}
    if "properties" in form:
        below = {
            name: _build_key((*location, name), schema, model) for name, schema in form["properties"].items()
        }
        form = {**form, "properties": below}
        form.pop("description", None)
    if "items" in form:
        kinds = form["items"].get("oneOf", [form["items"]])
        form["items"] = {"anyOf": [*(_build_form(location, kind, model) for kind in kinds), _SECRET]}
    if location == ("lint", "ignore"):
        form["propertyNames"] = {"enum": list(get_args(RuleName))}
    return form


def _resolve(given: Mapping[str, Any], model: Schema) -> Schema:
    """A reference with what it refers to in its place."""
    schema = dict(given)
    if name := re.fullmatch(r"#/\$defs/(\w+)", str(schema.pop("$ref", ""))):
        return {**model["$defs"][name.group(1)], **schema}
    return schema


def _describe(location: Location, schema: Schema) -> Schema:
    key = format_location(location)
    return {"title": key, "description": KEY_DESCRIPTIONS[key], **schema}
