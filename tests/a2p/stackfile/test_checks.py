"""A stack file checked offline: what is told, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from a2p.stackfile.project import find_project
from tests.support.declarations import ALL_EXAMPLES, STACKS
from tests.support.stack_files import PROJECT, changed, check_file, checked, inheriting, place_of, text_of


@pytest.mark.parametrize("example", ALL_EXAMPLES)
def test_the_examples_have_nothing_to_complain_of(example: str) -> None:
    found = check_file(STACKS / f"Pulumi.{example}.yaml", find_project(STACKS))

    assert found.notes == ()


def test_all_errors_of_a_file_are_told_at_once_each_where_it_stands() -> None:
    text = changed(description="descripton: too short", age_gated="age_gated: perhaps", city="town: x")

    notes = checked(text).notes

    assert [(note.place, note.text) for note in notes] == [
        (place_of(text, "address:"), "profile.address.city: missing"),
        (place_of(text, "town:"), "profile.address.town: no such key"),
        (place_of(text, "a2p:campaign:"), "campaign.description: missing"),
        (place_of(text, "descripton:"), "campaign.descripton: no such key; did you mean description?"),
        (place_of(text, "age_gated:"), "campaign.age_gated: true or false needed, not 'perhaps'"),
    ]
    assert {(note.severity, note.rule) for note in notes} == {("error", "declaration")}


def test_what_reviewers_object_to_is_told_with_its_remedy() -> None:
    text = changed(terms_and_conditions_url="terms_and_conditions_url: https://bit.ly/terms")

    (note,) = checked(text).notes

    assert (note.severity, note.rule) == ("error", "public-shortener")
    assert note.place == place_of(text, "terms_and_conditions_url:")
    assert "bit.ly is a public link shortener" in note.text
    assert note.remedy
    assert "do:" not in note.text


def test_a_share_that_is_accepted_on_a_day_to_come_is_told_where_it_stands(tmp_path: Path) -> None:
    text = (STACKS / "Pulumi.example-external.yaml").read_text(encoding="utf-8")
    text = text.replace('# share_accepted_on: "2026-11-20"', 'share_accepted_on: "2999-11-20"')
    file = tmp_path / "Pulumi.shop.yaml"
    file.write_text(text, encoding="utf-8")

    (note,) = check_file(file, find_project(STACKS)).notes

    assert (note.severity, note.place) == ("warning", place_of(text, "share_accepted_on:"))
    assert note.text.startswith("external_campaign.share_accepted_on: 2999-11-20 is still to come")
    assert "remove it until then" in note.remedy


def test_a_postal_code_without_quotes_is_a_number_as_it_is_to_pulumi() -> None:
    (note,) = checked(changed(postal_code="postal_code: 02139")).notes

    assert note.text == "profile.address.postal_code: a text needed, not a number: put it in quotes"


@pytest.mark.parametrize("key", ["email", "first_name", "phone_number", "mobile_phone_number", "brand_name"])
def test_a_secret_is_taken_as_given(key: str) -> None:
    found = checked(changed(**{key: f"{key}: {{secure: v1:abc}}"}))

    assert found.notes == ()
    assert found.secrets == 1


def test_a_whole_section_may_be_a_secret_and_the_rest_is_still_checked() -> None:
    lines = changed(age_gated="age_gated: 7").split("\n")
    begin, end = lines.index("  a2p:trust_bundle:"), lines.index("  a2p:brand:")
    lines[begin + 1 : end] = ["    secure: v1:abc"]

    (note,) = checked("\n".join(lines)).notes

    assert note.text == "campaign.age_gated: true or false needed, not 7"


def test_a_file_that_is_no_yaml_is_told_once() -> None:
    (note,) = checked('config:\n  a2p:profile: "\n').notes

    assert (note.rule, note.place) == ("yaml", (3, 1))


def test_what_the_project_gives_all_stacks_is_part_of_each() -> None:
    text = text_of().replace("  a2p:primary_profile_sid: BU390eef844b0f1e0f6d0035358ea3e955\n", "")

    assert [note.text for note in checked(text).notes] == ["primary_profile_sid: missing"]
    assert checked(text, inheriting(f"  primary_profile_sid: BU{'0' * 32}\n")).notes == ()
    assert checked(text, inheriting(f"  a2p:primary_profile_sid:\n    value: BU{'0' * 32}\n")).notes == ()


def test_a_wrong_default_is_told_in_the_file_of_the_project() -> None:
    project = inheriting("  a2p:primary_profile_sid:\n    value: BU1\n  a2p:wait:\n    default: soon\n")
    text = text_of().replace("  a2p:primary_profile_sid: BU390eef844b0f1e0f6d0035358ea3e955\n", "")

    (note,) = checked(text, project).notes

    assert (note.file, note.place) == (Path("Pulumi.yaml"), (2, 3))
    assert note.text.startswith("primary_profile_sid: a SID needed")


def test_a_stack_that_declares_a_section_has_none_of_the_default_s() -> None:
    project = inheriting("  a2p:messaging_service:\n    value:\n      nonsense: true\n")

    assert checked(text_of(), project).notes == ()


def test_no_personal_value_is_told() -> None:
    text = changed(
        email="email: jane.at.secret",
        first_name="first_name: [Secretive]",
        mobile_phone_number='mobile_phone_number: "+442071838750"',
        street="street: 4711",
    )

    told = "\n".join(note.text for note in checked(text, PROJECT).notes)

    assert told.count("\n") == 3
    assert not [word for word in ("secret", "Secretive", "4420", "2071838", "4711") if word in told]
