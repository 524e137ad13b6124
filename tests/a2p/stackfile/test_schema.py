"""The published schema: current, complete, and of one mind with the declaration."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from a2p.catalogue.requirements import REQUIREMENTS
from a2p.stackfile.fields import MODELS, find_section_model, list_fields
from a2p.stackfile.key_descriptions import KEY_DESCRIPTIONS
from a2p.stackfile.schema import build_schema
from tests.support.declarations import ALL_EXAMPLES, STACKS
from tests.support.stack_files import changed, checked, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PUBLISHED = STACKS.parent / "docs" / "schema" / "stack.schema.json"
VALIDATOR = jsonschema.Draft7Validator(build_schema())

BROKEN: dict[str, dict[str, str]] = {
    "a key nobody knows": {"city": "town: Boston"},
    "an option nobody knows": {"a2p:wait": "a2p:waits: 5m"},
    "a number for a text": {"postal_code": "postal_code: 94110"},
    "a text for yes or no": {"age_gated": "age_gated: perhaps"},
    "a text that is too short": {"region": 'region: ""'},
    "a word that is none of the list": {"vertical": "vertical: FLOWERS"},
    "no SID": {"a2p:primary_profile_sid": "a2p:primary_profile_sid: BU1"},
    "no e-mail address": {"email": "email: jane"},
    "no phone number": {"phone_number": 'phone_number: "4155550123"'},
    "no URL": {"privacy_policy_url": "privacy_policy_url: janesgardencare.com"},
    "no duration": {"a2p:wait": "a2p:wait: soon"},
    "neither yes nor no": {"a2p:allowTrafficLoss": "a2p:allowTrafficLoss: maybe"},
    "another country": {"iso_country": "iso_country: DE"},
    "a rule of the lint that nobody knows": {"ignore": "ignore: {opt-out-word: our service}"},
    "no reason": {"ignore": 'ignore: {opt-out-words: "  "}'},
    "more than may be": {"max_total": "max_total: 31"},
    "a list that is none": {"opt_in_keywords": "opt_in_keywords: START"},
}


def is_valid(text: str) -> bool:
    return bool(VALIDATOR.is_valid(yaml.safe_load(text)))


def test_the_published_schema_is_current() -> None:
    """`a2p schema > docs/schema/stack.schema.json` makes it so."""
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == build_schema()


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(build_schema())


@pytest.mark.parametrize("example", ALL_EXAMPLES)
def test_the_examples_are_valid_and_name_the_schema(example: str) -> None:
    text = text_of(example)

    assert [error.message for error in VALIDATOR.iter_errors(yaml.safe_load(text))] == []
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    assert (STACKS / named.group(1)).resolve() == PUBLISHED


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_is_refused_by_schema_and_check_alike(what: str) -> None:
    text = changed("example", **BROKEN[what])

    assert not is_valid(text)
    assert any(note.severity == "error" for note in checked(text).notes)


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("email", "email: {secure: v1:abc}"),
        ("opt_in_keywords", "opt_in_keywords: [{secure: v1:abc}]"),
        ("vertical", "vertical:"),
        ("a2p:wait", "a2p:wait: 90"),
        ("a2p:wait", "a2p:wait:"),
        ("a2p:allowTrafficLoss", "a2p:allowTrafficLoss: true"),
        ("a2p:baseUrl", "aws:region: us-east-1"),
        ("a2p:baseUrl", "a2p:status_callback: https://hooks.example-isv.com/twilio"),
    ],
)
def test_what_the_check_takes_the_schema_takes(key: str, line: str) -> None:
    text = changed("example", **{key: line})

    assert [note.text for note in checked(text).notes] == []
    assert is_valid(text)


def test_the_isv_s_own_profile_may_stand_in_the_project() -> None:
    assert is_valid(text_of().replace("a2p:primary_profile_sid:", "other:thing:"))


def test_every_key_has_a_meaning_and_every_meaning_a_key() -> None:
    keys = {field.key for kind in MODELS for field in list_fields(kind).values()}
    sections = {key.rpartition(".")[0] for key in keys} - {""}
    sections |= {each.rpartition(".")[0] for each in sections} - {""}

    assert keys | sections <= set(KEY_DESCRIPTIONS)
    described = set(_described(build_schema()))
    assert set(KEY_DESCRIPTIONS) <= described | {"lint.ignore"}


def test_every_requirement_that_a_meaning_cites_exists() -> None:
    cited = {
        each
        for text in KEY_DESCRIPTIONS.values()
        for group in re.findall(r"\(([A-Z0-9, ]+)\)", text)
        for each in group.split(", ")
    }

    assert len(cited) > 15
    assert cited <= set(REQUIREMENTS)


def test_sections_are_those_of_the_models() -> None:
    for model in MODELS.values():
        for name, info in model.model_fields.items():
            assert find_section_model(info.annotation) is not None or name in {
                "primary_profile_sid",
                "phone_numbers",
            }


def _described(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if {"title", "description"} <= schema.keys():
            yield schema["title"]
        for each in schema.values():
            yield from _described(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from _described(each)


SEVERAL_BROKEN: dict[str, tuple[str, str]] = {
    "both forms": ("  a2p:campaigns:\n", "  a2p:phone_numbers: []\n  a2p:campaign: {}\n  a2p:campaigns:\n"),
    "a name that is none": ("    sign-in:\n", "    Sign_In:\n"),
    "a key nobody knows": ("    sign-in:\n", "    sign-in:\n      campain: {}\n"),
    "a Campaign without policy URLs": (
        "        privacy_policy_url: https://www.acmesandwich.com/privacy\n",
        "",
    ),
    "a field of the wrong kind": ("has_embedded_phone: false", "has_embedded_phone: perhaps"),
}


@pytest.mark.parametrize("what", SEVERAL_BROKEN)
def test_a_broken_file_of_several_campaigns_is_refused_by_schema_and_check_alike(what: str) -> None:
    before, after = SEVERAL_BROKEN[what]
    text = text_of("example-campaigns")
    assert before in text

    broken = text.replace(before, after, 1)

    assert not is_valid(broken)
    assert any(note.severity == "error" for note in checked(broken).notes)


def test_a_problem_of_one_of_several_is_told_at_its_line() -> None:
    text = text_of("example-campaigns").replace(
        "[code] is your code to sign in. It is valid for", "[code]", 1
    )
    broken = text.replace("us_app_to_person_usecase: 2FA", "us_app_to_person_usecase: two factor", 1)

    notes = [note for note in checked(broken).notes if note.severity == "error"]

    line = 1 + broken[: broken.index("us_app_to_person_usecase: two factor")].count("\n")
    assert [note.place.line for note in notes] == [line]
    assert notes[0].text.startswith("campaigns.sign-in.campaign.us_app_to_person_usecase: capital letters")


def test_a_secret_of_one_of_several_is_passed_over() -> None:
    text = re.sub(
        r"      campaign:\n        us_app_to_person_usecase: 2FA\n        description: >-\n(          .*\n)+",
        "      campaign:\n        us_app_to_person_usecase: 2FA\n        description: {secure: v1:abc}\n",
        text_of("example-campaigns"),
    )
    assert "secure" in text

    assert is_valid(text)
    assert [note.text for note in checked(text).notes if note.severity == "error"] == []


def test_several_external_campaigns_are_known_for_what_they_are() -> None:
    config = {
        "a2p:campaigns": {
            "orders": {"external_campaign": {"campaign_id": "CRMTK1Z"}, "phone_numbers": []},
            "offers": {"external_campaign": {"campaign_id": "CRMTK2Z"}, "phone_numbers": []},
        }
    }
    text = yaml.safe_dump({"config": config})

    assert is_valid(text)
    assert [note.text for note in checked(text).notes if note.severity == "error"] == []
    del config["a2p:campaigns"]["offers"]["external_campaign"]
    assert not is_valid(yaml.safe_dump({"config": config}))
