"""The part of the schema for `a2p:campaigns`: by name, what a file of one Campaign has at its top."""

import copy
from collections.abc import Mapping
from typing import Any, Final

from a2p.campaign_names import PATTERN
from a2p.declared.cross_field_rules import EXTERNAL
from a2p.declared.several_campaigns import CAMPAIGNS, ENTRY_KEYS, MOST, RENAMED_FROM
from a2p.stackfile.customer_kinds import CustomerKind

Schema = dict[str, Any]

_MEANING: Final = (
    "Several Campaigns of one customer, by name: each is on a Messaging Service of its own (C21). The entry "
    "`campaign` is the one that this file had before there were several."
)
_RENAMED: Final = "The name that this entry had before; with it nothing is registered again."
_ADOPTED: Final = "The Messaging Service of this Campaign that was there (MG…); written by `a2p adopt`."
# A file in whose entries a campaign of the registry stands.
IS_EXTERNAL: Final[Schema] = {
    "not": {
        "anyOf": [
            {"type": "array"},
            {"additionalProperties": {"not": {"required": [EXTERNAL]}}},
        ]
    }
}


def build_campaigns(kind: CustomerKind, sections: Mapping[str, Schema], needed_urls: Schema) -> Schema:
    """
    The key `campaigns` of a kind of customer, out of the sections that a file of one Campaign has.

    needed_urls: what a new Campaign's section needs besides.
    """
    own = {key: copy.deepcopy(sections[key]) for key in ENTRY_KEYS if key in sections}
    if "adopted" in own:
        own["adopted"] = {
            "title": f"{CAMPAIGNS}.adopted",
            "description": _ADOPTED,
            "type": "object",
            "properties": {"messaging_service": _find_adopted_service(own["adopted"])},
            "additionalProperties": False,
        }
    name = {"type": "string", "pattern": f"^(?:{PATTERN})$"}
    entry = {
        "type": "object",
        "properties": {
            RENAMED_FROM: {"title": f"{CAMPAIGNS}.{RENAMED_FROM}", "description": _RENAMED, **name},
            **own,
        },
        "required": [EXTERNAL if kind == "external" else "campaign"],
        "additionalProperties": False,
    }
    if kind != "external":
        entry |= {
            "if": {"not": {"required": ["adopted"]}},
            "then": {"properties": {"campaign": needed_urls}},
        }
    return {
        "title": CAMPAIGNS,
        "description": _MEANING,
        "type": "object",
        "propertyNames": {"pattern": name["pattern"]},
        "minProperties": 1,
        "maxProperties": 1 if kind == "sole-proprietor" else MOST,
        "additionalProperties": entry,
    }


def share_with_campaigns(campaigns: Schema, key: str, shared: Schema, reference: Schema) -> None:
    """Have the entries refer to what is said once elsewhere, where it is the same for them."""
    sections = campaigns["additionalProperties"]["properties"]
    if sections.get(key) == shared:
        sections[key] = reference


def _find_adopted_service(adopted: Schema) -> Schema:
    forms = [form for form in adopted["anyOf"] if "messaging_service" in form.get("properties", {})]
    service: Schema = forms[0]["properties"]["messaging_service"]
    return service
