"""Stack files somebody means harm with, or has broken: an error that names the key, and nothing is called."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from a2p.declared import DeclarationError, load
from tests.support.declarations import as_pulumi_gives_it, declaration, loaded

FILE = "stacks/Pulumi.example.yaml"
TEXT = "Jane's Garden Care texts its own customers to confirm appointments they have made."


def refused(config: dict[str, Any]) -> str:
    began = time.monotonic()
    with pytest.raises(DeclarationError) as raised:
        load(config, file=FILE)
    assert time.monotonic() - began < 5.0
    told = str(raised.value)
    assert len(told) < 5000
    return told


def with_raw(key: str, raw: str) -> dict[str, Any]:
    return as_pulumi_gives_it(declaration()) | {key: raw}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("[" * 100_000 + "]" * 100_000, "campaign: more than 16 levels deep"),
        ("[" * 50 + "]" * 50, "campaign: more than 16 levels deep"),
        ('{"a":' * 50 + "1" + "}" * 50, "campaign: more than 16 levels deep"),
        (json.dumps([["x"] * 100] * 100), "campaign: more than 5000 values"),
        (json.dumps({"description": "x" * 300_000}), "characters, 200000 at most"),
        ("1" * 10_000, "campaign: a mapping of keys needed"),
        ('{"description": 1e999}', "campaign.description: a text needed"),
        ('{"description": NaN}', "campaign.description: a text needed"),
        ('{"description": null}', "campaign.description: empty, a text needed"),
        ('{"description": {"a": 1}}', "campaign.description: a text needed, not a mapping of keys"),
        ('{"message_samples": {"0": "x"}}', "campaign.message_samples: a list needed"),
        ('{"has_embedded_links": "yes please"}', "campaign.has_embedded_links: true or false needed"),
        ("null", "campaign: "),
        ("", "campaign: "),
        ("{", "campaign: a mapping of keys needed"),
    ],
)
def test_what_is_too_much_or_of_the_wrong_type_is_an_error_that_names_the_key(raw: str, told: str) -> None:
    assert told in refused(with_raw("campaign", raw))


def test_a_key_nobody_knows_is_measured_too() -> None:
    assert "unknown: more than 16 levels deep" in refused(with_raw("unknown", "[" * 40 + "]" * 40))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{TEXT}\x07", "campaign.description: holds U+0007, a control character: remove it"),
        (f"{TEXT}\x00", "campaign.description: holds U+0000, a control character: remove it"),
        (f"{TEXT}\x1b[31m", "campaign.description: holds U+001B, a control character: remove it"),
        (f"{TEXT}\x9b31m", "campaign.description: holds U+009B, a control character: remove it"),
        (f"{TEXT}\r\n", "campaign.description: holds U+000D, a control character: remove it"),
        (
            f"{TEXT}\u202e",
            "campaign.description: holds U+202E RIGHT-TO-LEFT OVERRIDE, which changes the order",
        ),
        (
            f"{TEXT}\u2066",
            "campaign.description: holds U+2066 LEFT-TO-RIGHT ISOLATE, which changes the order",
        ),
        (
            f"{TEXT} שלום \u200f",
            "campaign.description: holds U+200F RIGHT-TO-LEFT MARK, which changes the order",
        ),
        (f"{TEXT}\ufeff", "campaign.description: holds U+FEFF ZERO WIDTH NO-BREAK SPACE, which nobody sees"),
        (f"{TEXT}\ud83d", "campaign.description: holds U+D83D, half a character: remove it"),
    ],
    ids=lambda value: ascii(value)[-12:],
)
def test_a_text_that_is_other_than_it_looks_is_refused_with_the_reason(text: str, told: str) -> None:
    assert told in refused(as_pulumi_gives_it(declaration(campaign__description=text)))


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT}\n\n\tAnd more. \U0001f44d\U0001f3fd",
        f"{TEXT} שלום",
        f"{TEXT} \U0001f468\u200d\U0001f469\u200d\U0001f467",
    ],
)
def test_line_ends_emoji_and_other_alphabets_are_no_harm(text: str) -> None:
    found: Any = loaded(campaign__description=text)

    assert found.campaign.description == text


def test_a_name_is_one_line() -> None:
    told = refused(as_pulumi_gives_it(declaration(profile__last_name="Doe\nX-Header: 1")))

    assert "profile.last_name: more than one line, or a tab: one line needed" in told
    assert "X-Header" not in told


def test_a_control_character_in_a_key_is_shown_as_its_number() -> None:
    told = refused(with_raw("campaign", json.dumps({"de\x1bscription": "x"})))

    assert "\x1b" not in told


def test_personal_data_in_a_wrong_place_is_not_quoted() -> None:
    wrong = declaration(campaign__has_embedded_links="jane.doe@janesgardencare.com +14155550123")

    told = refused(as_pulumi_gives_it(wrong))

    assert "campaign.has_embedded_links: true or false needed, not" in told
    assert "jane.doe" not in told
    assert "4155550123" not in told


# The engine's own parser refuses what is nine parts alias to one part text; what is less comes to us.
