"""
Labelled campaigns from files: whole ones, and compact ones that hold only what differs.

A compact one that is not marked bad is good. `base` names an earlier one of the file, from which a bad one
differs by the one fault that is planted in it. Both policies are at /privacy and /terms of the website unless
it says otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from a2p.yaml_input import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Case = dict[str, Any]
_GOOD: Case = {
    "label": "good",
    "final": False,
    "group": "good",
    "codes": [],
    "fields_under_test": ["description", "message_flow", "message_samples"],
    "brand_type": "STANDARD",
    "organisation": "private",
    "country": "US",
    "has_embedded_links": False,
    "has_embedded_phone": False,
    "age_gated": False,
    "direct_lending": False,
}


def read_cases(path: Path) -> Iterator[Case]:
    """The campaigns of a file, each with every key a test looks at. A missing base raises KeyError."""
    known: dict[str, Case] = {}
    for compact in load_yaml(path.read_text(encoding="utf-8")):
        base = known[compact["base"]] if "base" in compact else {}
        case = {**_GOOD, **base, **{key: value for key, value in compact.items() if key != "base"}}
        site = case["website"]
        case.setdefault("privacy_policy_url", f"{site}/privacy")
        case.setdefault("terms_and_conditions_url", f"{site}/terms")
        known[case["id"]] = case
        yield _with_replies(case)


def _with_replies(case: Case) -> Case:
    """Who answers STOP or HELP answers both, and the Campaign has to say that it does."""
    if not {"opt_out_message", "help_message"} & set(case):
        return case
    name, site = case["brand_name"], case["website"]
    return {
        "opt_out_management": "self",
        "opt_out_keywords": ["STOP"],
        "help_keywords": ["HELP"],
        "opt_out_message": f"{name}: you are opted out. No more messages will be sent.",
        "help_message": f"{name}: for help see {site}/help. Reply STOP to opt out.",
        **case,
    }
