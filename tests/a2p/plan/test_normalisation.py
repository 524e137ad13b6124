"""What Twilio normalises or overwrites is no edit; what somebody edits there is (issue 13, item 5)."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from a2p.plan.normalisation import baseline, echoes, is_same, overwritten
from a2p.specs import Address, EndUser

ADDRESS = Address(
    customer_name="Jane Doe",
    street="1 Main St.",
    city="Boston",
    region="MA",
    postal_code="02215",
    iso_country="US",
)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("opt_in_keywords", ("Start", "Join"), ("START", "JOIN")),
        ("inbound_request_url", "https://Example.com", "https://example.com/"),
        ("email", "Jane@Example.com", "jane@example.com"),
        ("phone_number", "+1 (415) 555-0100", "+14155550100"),
        ("description", "A text. ", "A text."),
        ("address", ADDRESS, dataclasses.replace(ADDRESS, street="1 MAIN ST", street_secondary="")),
        ("end_users", (EndUser("a", {"email": "A@x.org"}),), (EndUser("a", {"email": "a@x.org"}),)),
    ],
)
def test_another_spelling_is_the_same(name: str, one: Any, other: Any) -> None:
    assert is_same(name, one, other)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("opt_in_keywords", ("START",), ("START", "JOIN")),
        ("opt_in_keywords", ("START", "JOIN"), ("JOIN", "START")),
        ("inbound_request_url", "https://example.com/a", "https://example.com/A"),
        ("description", "Reply STOP.", "Reply stop."),
        ("phone_number", "+14155550100", "+14155550101"),
        ("address", ADDRESS, dataclasses.replace(ADDRESS, street="11 Main St")),
        ("has_embedded_links", True, False),
        ("subscriber_opt_in", None, False),
        ("validity_period", 60, 61),
    ],
)
def test_another_value_is_not_the_same(name: str, one: Any, other: Any) -> None:
    assert not is_same(name, one, other)


SENT = {"text": "ours", "keywords": ("Go",), "kept": "as sent", "off": None}
SHOWN = {"text": "Twilio's", "keywords": ("Stop",), "kept": "as sent", "off": "filled in"}


def test_an_echo_is_remembered_of_what_came_out_otherwise_and_of_nothing_else() -> None:
    assert echoes(SENT, SHOWN).keys() == {"text", "keywords"}


def test_what_twilio_overwrote_is_compared_as_if_it_had_kept_it() -> None:
    known = echoes(SENT, SHOWN)

    assert baseline(SENT, SENT, SHOWN, known) == {**SENT}
    assert overwritten(SENT, SHOWN, known) == {"text", "keywords"}


def test_what_somebody_changes_after_that_is_an_edit() -> None:
    known = echoes(SENT, SHOWN)
    edited = {**SHOWN, "text": "somebody's"}

    assert baseline(SENT, SENT, edited, known)["text"] == "somebody's"
    assert overwritten(SENT, edited, known) == {"keywords"}


def test_an_edit_of_what_was_overwritten_differs_from_what_was_sent() -> None:
    known = echoes(SENT, SHOWN)
    declared = {**SENT, "text": "our next"}

    assert baseline(declared, SENT, SHOWN, known)["text"] == "ours"


def test_what_was_overwritten_and_is_no_longer_declared_is_no_difference() -> None:
    known = echoes(SENT, SHOWN)
    declared = {**SENT, "text": None}

    assert baseline(declared, SENT, SHOWN, known)["text"] is None


def test_what_came_to_be_and_is_no_longer_declared_is_a_difference() -> None:
    declared = {**SENT, "kept": None}

    assert baseline(declared, SENT, SHOWN, echoes(SENT, SHOWN))["kept"] == "as sent"


def test_a_spelling_of_twilios_is_no_overwriting() -> None:
    sent, shown = {"opt_in_keywords": ("Start",)}, {"opt_in_keywords": ("START",)}

    assert overwritten(sent, shown, echoes(sent, shown)) == frozenset()
    assert baseline(sent, sent, shown, {}) == sent
