"""A customer's file out of its answers: the example with its comments, and nothing of the example's data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from a2p.stackfile.answers import Answers, find_problems, nest, parse_key
from a2p.stackfile.composer import compose, list_questions, update
from a2p.stackfile.customer_kinds import CUSTOMER_KINDS, CustomerKind
from a2p.stackfile.examples import read_example
from a2p.stackfile.project import StackProject
from a2p.stackfile.reader import parse_stack_file
from a2p.stackfile.text_edits import edit_text
from tests.support.stack_files import PROJECT, answers, inheriting, text_of

LONG = (
    "Our garden service texts its customers: appointments, reminders and arrivals. " * 4
    + "#1 'best' \"ever\""
)


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.lstrip().startswith("#")]


def values_of(text: str) -> dict[str, Any]:
    found = parse_stack_file(text, "a2p")
    assert found.problems == []
    return found.config


@pytest.mark.parametrize("kind", CUSTOMER_KINDS)
def test_a_new_file_is_valid_and_keeps_every_comment_of_the_example(kind: CustomerKind) -> None:
    made = compose("acme", kind, answers(kind), PROJECT)

    assert [note.text for note in made.checked.notes if note.severity != "advice"] == []
    kept = "\n".join(comments(made.text))
    for each in comments(read_example(kind).text)[:-1]:  # the last is that of the example's passphrase
        assert each.partition(" -s example")[0].removeprefix("# ") in kept
    assert "encryptionsalt" not in made.text
    assert "-s acme" in made.text
    assert "-s example" not in made.text


def test_nothing_that_was_answered_is_taken_for_the_example_s() -> None:
    said = f"{'They type a2p: x -s example-standard to see it. ' * 3}"
    given = {**answers("standard"), ("campaign", "description"): said.strip()}

    made = compose("acme", "standard", given, StackProject(Path("Pulumi.yaml"), name="mine"))

    found = parse_stack_file(made.text, "mine").config
    assert found["campaign"]["description"] == said.strip()
    assert "a2p:" not in made.text.split("  mine:campaign:")[0]


@pytest.mark.parametrize("kind", CUSTOMER_KINDS)
def test_it_declares_what_was_answered_and_what_is_the_default_and_no_more(kind: CustomerKind) -> None:
    declared = values_of(compose("acme", kind, answers(kind), PROJECT).text)

    assert "baseUrl" not in declared
    assert "messaging_service" not in declared
    assert "lint" not in declared or declared["lint"] == {"ignore": {}}
    for location in answers(kind):
        value: Any = declared
        for part in location:
            value = value[part]
        assert value == answers(kind)[location]
    if kind == "standard":
        assert "authorized_representative_2" not in declared["profile"]
        assert "status_callback" not in declared["profile"]


@pytest.mark.parametrize(
    "value",
    [
        LONG,
        "yes",
        "02139",
        "a: b",
        "#1",
        "  blanks ",
        "- x",
        "line\nline",
        "Ünïcödé ☂",
        "it's",
        '"',
        "{x}",
        "~",
        "a  b" * 60,
    ],
)
def test_any_text_is_read_back_as_it_was_given(value: str) -> None:
    given = {
        **answers("standard"),
        ("profile", "business", "business_name"): value,
        ("campaign", "description"): value,
    }

    declared = values_of(compose("acme", "standard", given, PROJECT).text)

    assert declared["profile"]["business"]["business_name"] == value
    assert declared["campaign"]["description"] == value


def test_a_key_that_the_example_only_shows_takes_the_place_of_its_comment() -> None:
    given: Answers = {
        **answers("standard"),
        ("brand", "vetting", "provider"): "aegis",
        ("trust_bundle", "stock_ticker"): "ACME",
    }

    text = compose("acme", "standard", given, PROJECT).text

    assert "    vetting:\n      provider: aegis\n" in text
    assert "# vetting:" not in text
    assert "    # stock_exchange: NYSE\n    stock_ticker: ACME\n" in text


def test_what_the_project_gives_is_not_asked_for_and_not_declared() -> None:
    project = inheriting(f"  primary_profile_sid: BU{'0' * 32}\n")
    given = {
        location: value
        for location, value in answers("standard").items()
        if location != ("primary_profile_sid",)
    }

    assert ("primary_profile_sid",) not in {field.location for field in list_questions("standard", project)}
    made = compose("acme", "standard", given, project)
    assert "primary_profile_sid" not in values_of(made.text)
    assert [note.text for note in made.checked.notes if note.severity == "error"] == []


def test_each_kind_is_asked_what_it_needs_and_no_more() -> None:
    asked = {kind: {field.key for field in list_questions(kind, PROJECT)} for kind in CUSTOMER_KINDS}

    assert asked["external"] == {"external_campaign.campaign_id", "phone_numbers"}
    assert "profile.business.business_registration_number" in asked["standard"] - asked["sole-proprietor"]
    assert "trust_bundle.mobile_phone_number" in asked["sole-proprietor"] - asked["standard"]
    assert not [
        key for keys in asked.values() for key in keys if key.startswith(("brand.brand_type", "otp", "lint"))
    ]


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("profile.email", "jane", "profile.email: not an e-mail address"),
        ("trust_bundle.brand_name", "Acme LLC", "trust_bundle.brand_name: 'LLC' names a company"),
        (
            "campaign.message_samples",
            ["short", "x" * 20],
            "campaign.message_samples[0]: 5 characters, 20 to 1024",
        ),
        (
            "campaign.message_samples",
            ["x" * 20],
            "campaign.message_samples: 1 given, the use case SOLE_PROPRIETOR",
        ),
        (
            "phone_numbers",
            ["PN" + "0" * 32, "PN" + "1" * 32],
            "phone_numbers: 2 given, a sole proprietor may have 1",
        ),
    ],
)
def test_an_answer_is_judged_at_once_by_the_rules_of_the_declaration(
    key: str, value: object, told: str
) -> None:
    (complaint,) = find_problems("sole-proprietor", {parse_key(key): value}, parse_key(key))

    assert complaint.startswith(told)
    right = answers("sole-proprietor")[parse_key(key)]
    assert find_problems("sole-proprietor", {parse_key(key): right}, parse_key(key)) == []


def test_an_update_changes_the_given_lines_alone(tmp_path: Path) -> None:
    before = text_of().replace("    email: jane.doe@janesgardencare.com", "    email:\n      secure: v1:abc")
    file = tmp_path / "Pulumi.jane.yaml"
    file.write_text(before, encoding="utf-8")

    given: Answers = {
        ("profile", "first_name"): "Janet",
        ("profile", "email"): "j@x.org",
        ("campaign", "age_gated"): True,
    }
    after = update(file, given, PROJECT).text

    gone, new = (
        set(one.split("\n")) - set(other.split("\n")) for one, other in ((before, after), (after, before))
    )
    assert gone == {"    first_name: Jane", "    age_gated: false"}
    assert new == {"    first_name: Janet", "    age_gated: true"}
    file.write_text(after, encoding="utf-8")
    assert update(file, given, PROJECT).text == after


def test_what_a_file_lacks_is_added_at_the_end_of_its_section() -> None:
    text = "config:\n  a2p:profile:\n    email: a@b.org # hers\n\n  # numbers\n  a2p:phone_numbers: []\n"

    changes = {
        "profile": {"first_name": "Jo"},
        "messaging_service": {"usecase": "poll"},
        "phone_numbers": ["PN1"],
    }
    assert edit_text(parse_stack_file(text, "a2p"), "a2p", changes) == (
        "config:\n  a2p:profile:\n    email: a@b.org # hers\n    first_name: Jo\n\n  # numbers\n"
        "  a2p:phone_numbers:\n    - PN1\n  a2p:messaging_service:\n    usecase: poll\n"
    )


def test_keys_come_in_place_of_their_comment_and_not_among_the_comments_of_another() -> None:
    account = {"sid": "AC" + "1" * 32, "environment": "ACME"}
    given: Answers = {("account",): account, ("other_section",): {"key": "value"}}

    lines = edit_text(parse_stack_file(text_of("example-standard"), "a2p"), "a2p", nest(given)).splitlines()

    begin = lines.index("  a2p:account:")
    assert lines[begin + 1 : begin + 3] == [f"    sid: {account['sid']}", "    environment: ACME"]
    assert "  # a2p:account:" not in lines
    last = lines.index("    #   release: false")
    assert lines[last + 1] == "  a2p:other_section:"
