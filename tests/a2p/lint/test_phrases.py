"""Many ways to say what a rule looks for, and the nearest texts that it must not flag."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from a2p.declared.lint_options import RuleName
from a2p.lint import lint
from tests.support.declarations import customer

PHRASES: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("phrases.yaml").read_text(encoding="utf-8")
)
# Rules about keys and addresses; a case of each is in test_rules.py or test_hosts.py.
ABOUT_KEYS = {
    "contact-email",
    "duplicate-samples",
    "flow-privacy-policy",
    "flow-terms",
    "free-mail",
    "many-campaigns",
    "missing-link",
    "missing-phone",
    "mock-sole-proprietor",
    "one-sample",
    "own-opt-out",
    "phone-numbers",
    "policy-url",
    "policy-url-adopted",
    "status-callback",
    "unusable-email",
    "unused-silence",
    "use-case",
    "use-case-approval",
    "webhook-host",
}
PARTS = {
    "link": "Customers may tick an empty, optional box at https://www.acmesandwich.com/texts",
    "label": 'next to the words "Acme Sandwich may text me about my order."',
    "frequency": "Message frequency varies.",
    "rates": "Message and data rates may apply.",
    "stop": "Reply STOP to opt out.",
    "help": "Reply HELP for help.",
    "sharing": "Numbers are not shared.",
}
BASE = customer("example-standard")
REPLIES = {
    "opt_in_message": (
        "Acme Sandwich: you are in. Msg frequency varies. Msg & data rates may apply. HELP for help, STOP end"
    ),
    "opt_out_message": "Acme Sandwich: you are opted out and get no more messages.",
    "help_message": "Acme Sandwich: for help see https://www.acmesandwich.com/help. STOP ends.",
}
DESCRIPTION = "Acme Sandwich tells its customers that the sandwich they ordered is ready."
SAMPLES = ["Acme Sandwich: your order is ready. Reply STOP to opt out.", "Acme Sandwich: we open at [time]."]


def declared(row: dict[str, Any], sentence: str) -> dict[str, Any]:
    """The changes that put a sentence where the row has it."""
    parts = dict(PARTS)
    changes: dict[str, Any] = {
        "campaign__description": row.get("description", DESCRIPTION),
        "campaign__message_samples": SAMPLES,
        "campaign__us_app_to_person_usecase": row.get("use_case", "CUSTOMER_CARE"),
        "campaign__has_embedded_links": row.get("links", False),
        "campaign__has_embedded_phone": False,
        "campaign__opt_in_keywords": None,
        "campaign__opt_in_message": None,
        "campaign__opt_out_management": "default",
    }
    for key in ("opt_out_message", "opt_out_keywords", "help_message", "help_keywords"):
        changes[f"campaign__{key}"] = None
    match row["field"]:
        case "message_flow":
            parts["sentence"] = sentence
        case "flow_without":
            parts[row["without"]] = sentence
        case "description" | "whole_description" as place:
            before = f"{DESCRIPTION} " if place == "description" else ""
            changes["campaign__description"] = before + sentence
        case "message_samples":
            changes["campaign__message_samples"] = [SAMPLES[0], sentence]
        case "all_samples":
            changes["campaign__message_samples"] = [sentence, f"{sentence} Thanks!"]
        case "opt_in_label" | "opt_in_way" as place:
            parts |= with_opt_in(place, sentence)
        case field if field in REPLIES:
            changes |= with_reply(field, sentence)
        case field:
            raise AssertionError(field)
    return {**changes, "campaign__message_flow": " ".join(parts.values())}


def with_opt_in(place: str, sentence: str) -> dict[str, str]:
    """The parts of a flow that tell how people opt in, with the box's words or the way itself changed."""
    if place == "opt_in_label":
        return {"label": f'next to the words "{sentence}"'}
    return {"link": sentence, "label": "https://www.acmesandwich.com/texts"}


def with_reply(key: str, sentence: str) -> dict[str, Any]:
    """The replies of a customer who answers STOP and HELP, one of them changed."""
    return {
        **{f"campaign__{name}": text for name, text in (REPLIES | {key: sentence}).items()},
        "campaign__opt_out_keywords": ["STOP"],
        "campaign__help_keywords": ["HELP"],
        "campaign__opt_out_management": "self",
    }


def rows(kind: str) -> list[tuple[str, str]]:
    """Each sentence of that kind, with its rule."""
    return [(rule, sentence) for rule, row in PHRASES.items() for sentence in row[kind]]


def rules(rule: str, sentence: str) -> set[str]:
    """The rules that say anything of a text with this sentence."""
    row = PHRASES[rule]
    if row.get("sole_proprietor"):
        description = f"Jane's Lawn Care mows lawns in Springfield. {sentence}"
        return {remark.rule for remark in lint(customer("example", campaign__description=description))}
    changes = declared(row, sentence)
    changes = {key: value for key, value in changes.items() if value is not None or _is_there(key)}
    return {remark.rule for remark in lint(customer("example-standard", **changes))}


def _is_there(key: str) -> bool:
    return getattr(BASE.campaign, key.removeprefix("campaign__")) is not None


@pytest.mark.parametrize(("rule", "sentence"), rows("says"))
def test_a_rule_finds_what_is_said_in_other_words(rule: str, sentence: str) -> None:
    assert rule in rules(rule, sentence)


@pytest.mark.parametrize(("rule", "sentence"), rows("not"))
def test_a_rule_passes_by_what_is_denied_or_about_something_else(rule: str, sentence: str) -> None:
    assert rule not in rules(rule, sentence)


def test_each_rule_about_texts_is_here() -> None:
    assert set(PHRASES) == set(get_args(RuleName)) - ABOUT_KEYS


@pytest.mark.parametrize("rule", PHRASES)
def test_each_rule_has_five_of_both_kinds(rule: str) -> None:
    enough = 5 if rule != "flow-ways" else 2
    assert len(PHRASES[rule]["says"]) >= enough
    assert len(PHRASES[rule]["not"]) >= enough
