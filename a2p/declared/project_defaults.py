"""
What an ISV says once for all its customers, in the project's Pulumi.yaml, and how each declaration takes it.

Pulumi hands such defaults to every stack, as if they stood in its file, and whole: a stack that declares
a2p:messaging_service has none of the default's. So what stands inside a customer's own sections has a key of
its own here (docs/decisions/0013-defaults.md).
"""

from collections.abc import Mapping
from typing import Any

from a2p.declared.cross_field_rules import EXTERNAL
from a2p.declared.several_campaigns import is_external

CALLBACK = "status_callback"
EVENTS_URL = "events_url"
BUNDLE_PATH = "/callbacks/bundle"  # what `a2p serve` answers below events_url
_WITH_CALLBACK = ("profile", "trust_bundle")
_NOT_FOR_EXTERNAL = ("primary_profile_sid",)


def find_callback(config: Mapping[str, Any]) -> object:
    """The callback for all bundles: the one that is named, else that of the fleet that takes events."""
    if CALLBACK in config or not config.get(EVENTS_URL):
        return config.get(CALLBACK)
    return f"{str(config[EVENTS_URL]).rstrip('/')}{BUNDLE_PATH}"


def apply_defaults(declared: Mapping[str, Any], callback: object) -> dict[str, Any]:
    """The declaration with the callback where it has none; without what an external customer cannot use."""
    if EXTERNAL in declared or is_external(declared):
        return {key: value for key, value in declared.items() if key not in _NOT_FOR_EXTERNAL}
    return {
        key: {CALLBACK: callback, **value}
        if callback and key in _WITH_CALLBACK and _lacks_callback(value)
        else value
        for key, value in declared.items()
    }


def _lacks_callback(section: object) -> bool:
    return isinstance(section, Mapping) and CALLBACK not in section
