"""Single entries of a list, set in a file: the others, and all comments, stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.errors import DeclarationError
from a2p.stackfile.answers import close_lists, read_answers
from a2p.stackfile.composer import update
from a2p.stackfile.reader import parse_stack_file
from a2p.stackfile.text_edits import edit_text
from tests.support.stack_files import PROJECT, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from a2p.stackfile.list_entries import ListEntries

SAMPLES = ("campaign", "message_samples")
BLOCK = """config:
  a2p:campaign:
    # what they get
    message_samples: # two at least
      - first text # of the order
      # the second is folded
      - >-
        second text
        goes on
      - "third" # last
    # and what follows
    age_gated: false
"""


def entries(**given: str) -> ListEntries:
    """Of message_samples, by number: `_1="text"`."""
    found = read_answers(
        {f"campaign.message_samples[{at[1:]}]": text for at, text in given.items()}, "standard"
    )
    (value,) = found.values()
    return value  # type: ignore[no-any-return]  # answers may be anything


def changed(text: str, **given: str) -> str:
    values = {"campaign": {"message_samples": entries(**given)}}
    return edit_text(parse_stack_file(text, "a2p"), "a2p", values)


@pytest.mark.parametrize(
    ("given", "old", "new"),
    [
        ({"_0": "new text"}, "- first text # of the order", "- new text # of the order"),
        ({"_1": "new text"}, "- >-\n        second text\n        goes on\n", "- new text\n"),
        ({"_2": "it: is"}, '- "third" # last', '- "it: is" # last'),
        ({"_3": "more"}, '- "third" # last\n', '- "third" # last\n      - more\n'),
        (
            {"_4": "most", "_3": "more"},
            '- "third" # last\n',
            '- "third" # last\n      - more\n      - most\n',
        ),
    ],
)
def test_one_entry_changes_and_every_other_line_stays(given: dict[str, str], old: str, new: str) -> None:
    after = changed(BLOCK, **given)

    assert after == BLOCK.replace(old, new)
    assert changed(after, **given) == after


def test_a_long_text_leaves_the_comment_of_the_old_one_above_itself() -> None:
    after = changed(BLOCK, _0="word " * 40 + "end")

    assert "    message_samples: # two at least\n      # of the order\n      - >-\n        word word" in after
    assert parse_stack_file(after, "a2p").find_value((*SAMPLES, 0)) == "word " * 40 + "end"


@pytest.mark.parametrize(
    ("given", "there", "following"),
    [
        ({"_7": "x"}, "3 entries, [0] to [2]", 3),
        ({"_3": "x", "_5": "y"}, "4 entries, [0] to [3]", 4),
    ],
)
def test_a_number_beyond_the_next_one_is_refused_with_the_length(
    given: dict[str, str], there: str, following: int
) -> None:
    with pytest.raises(DeclarationError) as refused:
        changed(BLOCK, **given)

    number = max(given)[1:]
    assert str(refused.value) == (
        f"campaign.message_samples[{number}]: the list has {there}\n"
        f"  do: give it as campaign.message_samples[{following}], which adds one"
    )


@pytest.mark.parametrize(
    "written",
    [
        "    message_samples: [first, 'second'] # short\n",
        "    first: &one first\n    message_samples:\n      - *one\n      - second\n",
        "    kept: &kept [first, second]\n    message_samples: *kept\n",
        "    message_samples:\n    - first\n    - second\n",
    ],
)
def test_lists_of_any_form_are_read_back_with_the_entry_changed_and_nothing_else(written: str) -> None:
    text = f"config:\n  a2p:campaign:\n{written}    age_gated: false\n"
    before = parse_stack_file(text, "a2p").config["campaign"]

    after = parse_stack_file(changed(text, _1="new", _2="third"), "a2p")

    assert after.problems == []
    assert after.config["campaign"] == {**before, "message_samples": ["first", "new", "third"]}


def test_a_list_that_is_not_there_begins_at_0() -> None:
    text = "config:\n  a2p:campaign:\n    age_gated: false\n"

    assert changed(text, _0="a", _1="b") == f"{text}    message_samples:\n      - a\n      - b\n"
    with pytest.raises(DeclarationError, match=r"\[1\]: the list has no entry yet"):
        changed(text, _1="b")


def test_a_secret_among_the_entries_stays_one() -> None:
    secret = "      - secure: v1:abc\n"
    text = BLOCK.replace("      - first text # of the order\n", secret)

    assert changed(text, _0="x", _1="y").count(secret) == 1
    with pytest.raises(DeclarationError, match="the list contains a secret"):
        changed("config:\n  a2p:campaign:\n    message_samples: [{secure: v1:abc}, x]\n", _1="y")


def test_an_update_of_an_example_changes_one_sample(tmp_path: Path) -> None:
    file = tmp_path / "Pulumi.jane.yaml"
    file.write_text(text_of(), encoding="utf-8")
    sample = "Jane's Garden Care: we come on [day] at [time]. Reply STOP to opt out."
    before = parse_stack_file(text_of(), "a2p").find_value(SAMPLES)

    made = update(file, read_answers({"campaign.message_samples[1]": sample}, "sole-proprietor"), PROJECT)

    assert parse_stack_file(made.text, "a2p").find_value(SAMPLES) == [before[0], sample, *before[2:]]
    assert [line for line in made.text.split("\n") if line.lstrip().startswith("#")] == [
        line for line in text_of().split("\n") if line.lstrip().startswith("#")
    ]


def test_of_who_has_no_file_yet_the_entries_are_the_whole_list() -> None:
    given = read_answers({"phone_numbers[3]": "PN1", "phone_numbers[0]": "PN0"}, "standard")

    assert close_lists(given) == {("phone_numbers",): ["PN0", "PN1"]}


def test_a_list_and_an_entry_of_it_are_given_twice() -> None:
    with pytest.raises(DeclarationError, match="phone_numbers: given twice"):
        read_answers({"phone_numbers": ["PN0"], "phone_numbers[1]": "PN1"}, "standard")
