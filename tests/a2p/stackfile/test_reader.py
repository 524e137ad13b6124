"""A stack file as it is read: the values Pulumi hands to the program, and where each stands."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from a2p.declared import load
from a2p.stackfile.reader import Place, parse_stack_file, read_stack_file
from tests.support.declarations import ALL_EXAMPLES, as_pulumi_gives_it, declaration
from tests.support.stack_files import checked, place_of, text_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("example", ALL_EXAMPLES)
def test_an_example_is_the_same_declaration_as_pulumi_reads(example: str) -> None:
    found = parse_stack_file(text_of(example), "a2p")

    assert found.problems == []
    assert load(found.config, file="f") == load(as_pulumi_gives_it(declaration(example)), file="f")


def test_every_key_has_its_place_and_what_is_missing_that_of_its_section() -> None:
    text = text_of()
    found = parse_stack_file(text, "a2p")

    assert found.find_place(("profile", "email")) == place_of(text, "email:")
    assert found.find_place(("campaign", "message_samples", 1)) == (place_of(text, '- "Jane')[0], 9)
    assert found.find_place(("profile", "nothing", "such")) == place_of(text, "a2p:profile:")
    assert found.find_place(("nothing",)) == found.find_place(())


def test_a_secret_is_known_to_be_there_and_is_not_read() -> None:
    found = parse_stack_file(
        "config:\n  a2p:authToken:\n    secure: v1:x\n  a2p:profile:\n    email: {secure: v1:y}\n", "a2p"
    )

    assert found.secrets == {("authToken",), ("profile", "email")}
    assert "v1" not in repr(found.config)


@pytest.mark.parametrize("key", ["a2p:wait", "a2p:config:wait", "wait"])
def test_a_key_belongs_to_the_project_if_it_names_it_or_none(key: str) -> None:
    found = parse_stack_file(f"config:\n  {key}: 5m\n  aws:wait: 6m\n  aws:config:wait: 7m\n", "a2p")

    assert found.config == {"wait": "5m"}


def test_anchors_and_merges_are_followed() -> None:
    found = parse_stack_file("config:\n  a2p:x: &x {a: 1, b: 2}\n  a2p:y:\n    <<: *x\n    b: 3\n", "a2p")

    assert found.config == {"x": {"a": 1, "b": 2}, "y": {"a": 1, "b": 3}}
    assert found.problems == []


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("config:\n  a2p:x: 1\n  a2p:x: 2\n", (3, 3), "the same key a second time"),
        ("config:\n  a2p:x: 1\n  x: 2\n", (3, 3), "the same key a second time"),
        ("config:\n  a2p:x: {a: 1, a: 2}\n", (2, 17), "the same key a second time"),
        ("config: {}\nconfig: {}\n", (2, 1), "the same key a second time"),
        ("a2p:x: 1\n", (1, 1), "not below config:"),
        ("config: 5\n", (1, 9), "a mapping of keys needed"),
        ("- a\n", (1, 1), "not a stack file"),
        ("config:\n  ? [a]\n  : 1\n", (2, 5), "a key that is not a text"),
        ('config:\n  a2p:x: "o\n', (3, 1), "not YAML: found unexpected end of stream"),
        ("config:\n  a2p:x: 1\n a2p:y: 1\n", (3, 2), "not YAML"),
        ("config:\n  a2p:x: *jane\n", (2, 10), "not YAML: found undefined alias"),
        ("config: \x07\n", (1, 1), "not YAML: a character"),
    ],
)
def test_what_is_wrong_with_the_text_is_told_where_it_stands(
    text: str, place: tuple[int, int], told: str
) -> None:
    troubles = parse_stack_file(text, "a2p").problems

    assert troubles[0].place == Place(*place)
    assert troubles[0].text.startswith(told) or told in troubles[0].text
    assert "jane" not in troubles[0].text
    assert troubles[0].remedy


def test_an_alias_of_itself_ends_in_a_message() -> None:
    (trouble,) = parse_stack_file("config:\n  a2p:x: &x [*x]\n", "a2p").problems

    assert trouble.text == "not YAML: nested too deeply"


@pytest.mark.parametrize(
    "value",
    [
        "[" * 60_000,
        "{x: " * 60_000,
        "\n    " + "- " * 60_000 + "1",
        "\n    " + "? " * 60_000,
        "\n" + "\n".join(" " * n + "x:" for n in range(4, 900)),
    ],
)
def test_deep_nesting_ends_in_a_message_with_its_place(value: str) -> None:
    (problem,) = parse_stack_file(f"config:\n  a2p:x: {value}\n", "a2p").problems

    assert problem.text == "not YAML: nested too deeply"
    assert problem.place.line >= 2


def test_aliases_of_aliases_end_in_a_message() -> None:
    names = "abcdefgh"
    each = (f"  a2p:{new}: &{new} [{', '.join(f'*{old}' for _ in names)}]\n" for old, new in pairwise(names))
    (trouble,) = parse_stack_file("config:\n  a2p:a: &a 1\n" + "".join(each), "a2p").problems

    assert trouble.text == "not YAML: too many values"


FRAGMENTS = [
    *("config", "a2p:profile", "a2p:campaign", "a2p:lint", "a2p:brand", "brand_type", "STANDARD"),
    *("secure", "email", "ignore", "phone_numbers"),
]
MARKS = [
    ": ",
    "\n",
    "\n  ",
    "\n    ",
    "- ",
    "&a ",
    "*a",
    "<<: ",
    "{",
    "}",
    "[",
    "]",
    "'",
    '"',
    "#",
    ">-\n",
    "!!str ",
    "---\n",
    "~",
    "1",
    "é",
    "\t",
]


@given(st.lists(st.sampled_from([*FRAGMENTS, *MARKS]), max_size=30).map("".join))
def test_any_text_is_checked_without_an_exception(text: str) -> None:
    for each in (text, f"config:\n  {text}"):
        for note in checked(each).notes:
            assert note.place.line >= 1
            assert note.text


def test_other_encodings_and_missing_files_are_told(tmp_path: Path) -> None:
    latin = tmp_path / "Pulumi.latin.yaml"
    latin.write_bytes("config: {a2p:x: é}\n".encode("latin-1"))

    assert read_stack_file(latin, "a2p").problems[0].text == "not UTF-8, which Pulumi needs"
    assert (
        read_stack_file(tmp_path / "none.yaml", "a2p")
        .problems[0]
        .text.startswith("cannot be read: No such file")
    )


def test_an_empty_file_declares_nothing() -> None:
    assert parse_stack_file("", "a2p").config == parse_stack_file("# nothing\nconfig:\n", "a2p").config == {}


def test_the_loader_of_others_is_left_alone() -> None:
    assert yaml.safe_load("a: 1") == {"a": 1}
