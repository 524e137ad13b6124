"""What is taken out of a text, and what stays."""

from __future__ import annotations

import json
import logging
import time
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

import pytest

from a2p.known_values import KnownValues
from a2p.redaction import (
    EMAIL,
    NAME,
    PHONE,
    REMOVED,
    SECRET,
    STREET,
    TAX_ID,
    Formatter,
    keep_secret,
    learn,
    list_personal_values,
    redact,
    redact_data,
)
from tests.support.declarations import EXAMPLES, declaration

if TYPE_CHECKING:
    from collections.abc import Callable

SID = "BU390eef844b0f1e0f6d0035358ea3e955"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("write to someone@else.example.org now", f"write to {EMAIL} now"),
        ("Email=someone%40else.example.org&x=1", f"Email={EMAIL}&x=1"),
        ("<jürgen.müller@bücher.example>", f"<{EMAIL}>"),
        ("call +14155559999.", f"call {PHONE}."),
        ("call +1 415 555 9999, or +1 (415) 555-9999", f"call {PHONE}, or {PHONE}"),
        ("To=%2B14155559999", f"To={PHONE}"),
        ("call (415) 555-9999, 415-555-9999, 415.555.9999", f"call {PHONE}, {PHONE}, {PHONE}"),
        ("call 4155559999 or 14155559999", f"call {PHONE} or {PHONE}"),
        ("call +44 20 7946 0958 or +4915112345678", f"call {PHONE} or {PHONE}"),
        ("EIN 98-7654321, or 987654321", f"EIN {TAX_ID}, or {TAX_ID}"),
        ("token 0123456789abcdef0123456789abcdef", f"token {SECRET}"),
        (
            "Address suggestion -> Street: 9 Elm St. Secondary Street: Apt 9. Locality: Ely;",
            f"Address suggestion -> Street: {STREET}. Secondary Street: {STREET}. Locality: Ely;",
        ),
    ],
)
def test_what_looks_personal_is_removed_wherever_it_comes_from(text: str, told: str) -> None:
    assert redact(text) == told


@pytest.mark.parametrize(
    "text",
    [
        f"the profile {SID} was rejected",
        f"MG{SID[2:]}/QE2c6890da8086d771620e9b13fadeba0b",
        "30893 [SAMPLE_MESSAGE_2]: https://www.twilio.com/docs/api/errors/30893",
        "To appeal instead, write to 10dlc-onboarding@twilio.com: Twilio does not take TCR's nudges (E3).",
        "write to support@campaignregistry.com",
        "campaign.message_samples[1]: 16 characters, 20 to 1024 needed (C3)",
        "YES to the text message from +1 915 278 2000, valid for 24 hours",
        "2026-11-22 11:26:08,123 GET /v1/Services -> 200 in 123 ms, request id RQ123456789abcdef",
        "at 1763809824 or 2026-11-22T11:26:08Z",
        "a2p:wait is '5 d': a number of seconds, or such as 90s, 5m or 1h, needed",
        "  do: run `pulumi up` again\n\tand more",
    ],
)
def test_sids_codes_keys_and_times_stay(text: str) -> None:
    assert redact(text) == text


def test_what_is_known_is_removed_in_every_form_it_is_quoted_in() -> None:
    learn({"profile": {"address": {"street": "7 Rue de l'Été", "customer_name": "Zoë Quux"}}})
    keep_secret("s3cr/et+value")

    for value, kind in (("7 Rue de l'Été", STREET), ("Zoë Quux", NAME), ("s3cr/et+value", SECRET)):
        for form in (value, quote(value), quote_plus(value), json.dumps(value)[1:-1]):
            assert redact(f"it is {form}, they say") == f"it is {kind}, they say"


def test_first_and_last_name_are_removed_together_and_the_last_name_alone() -> None:
    learn({"end_users": [{"attributes": {"first_name": "Aloysia", "last_name": "Vandermeer"}}]})

    assert redact("Aloysia Vandermeer, or Vandermeer") == f"{NAME}, or {NAME}"
    assert redact("Vandermeers") == "Vandermeers"


def test_a_name_too_short_to_tell_from_a_word_stays_unless_it_is_whole() -> None:
    learn({"first_name": "Bo", "last_name": "Do"})

    assert redact("  do: ask Bo Do") == f"  do: ask {NAME}"


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_personal_value_of_an_example_survives(name: str) -> None:
    declared = declaration(name)
    learn(declared)
    values = list_personal_values(declared)

    assert len(values) >= 6
    for value in values:
        assert value not in redact(f"Twilio says: '{value}' is taken ({value})")


def test_what_was_removed_is_not_removed_again() -> None:
    once = redact("someone@else.example.org +14155559999 98-7654321 Street: 1 Elm St")

    assert redact(once) == once
    assert all(each in once for each in REMOVED[:4])


def test_control_characters_and_marks_that_reorder_a_line_do_not_reach_a_terminal() -> None:
    assert redact("a\x1b[2Jb\u202ec\x00d\re") == "a [2Jb c d e"


def test_data_keeps_its_shape() -> None:
    data = {"a": ["x@example.org", 7, None], "b": ("y", True), "c": {"d": "+14155559999"}}

    assert redact_data(data) == {"a": [EMAIL, 7, None], "b": ("y", True), "c": {"d": PHONE}}


def test_a_log_line_is_redacted_with_its_traceback() -> None:
    with pytest.raises(ValueError, match="invalid literal") as raised:
        int("someone@else.example.org")
    trace = (raised.type, raised.value, raised.tb)

    line = Formatter("%(message)s").format(
        logging.LogRecord("a2p", 40, "", 1, "%s", ("+14155559999",), trace)
    )

    assert line.splitlines()[0] == PHONE
    assert line.splitlines()[-1] == f"ValueError: invalid literal for int() with base 10: '{EMAIL}'"


@pytest.mark.parametrize("piece", ["x", "1", "1 ", "a@", "Street: a", "+1", "(2", "a.b@c", "%40"])
def test_no_text_takes_long(piece: str) -> None:
    began = time.process_time()

    redact(piece * (50_000 // len(piece)))

    assert time.process_time() - began < 2.0


def test_a_deep_or_odd_value_is_nothing_to_learn_from() -> None:
    nested: dict[str, object] = {}
    for _ in range(10_000):
        nested = {"profile": nested}

    learn(nested)
    learn([1, None, {"email": 7}, {3: "x"}, b"bytes"])


@pytest.fixture
def zanzibar() -> None:
    learn(
        {
            "profile": {
                "address": {
                    "street": "7317 Zanzibar Ave",
                    "street_secondary": "Zuite 919",
                    "customer_name": "O'Quokka & Söhne",
                },
                "end_user": {"first_name": "Aloysius", "last_name": "Quokkasson"},
                "mobile_phone_number": "+14157317311",
                "business_registration_number": "91-7654321",
            }
        }
    )


@pytest.mark.usefixtures("zanzibar")
@pytest.mark.parametrize(
    ("spelling", "kind"),
    [
        *((street, STREET) for street in ("7317 ZANZIBAR AVE", "7317 Zanzibar Avenue", "7317-zanzibar-av.")),
        *(
            (street, STREET)
            for street in ("7317%20ZANZIBAR%20AVE", "7317+Zanzibar+Ave", "7317%2520Zanzibar%2520Ave")
        ),
        *((suite, STREET) for suite in ("ZUITE 919", "zuite #919", "zuite919", "Zuite&#160;919")),
        *((name, NAME) for name in ("QUOKKASSON", "quokkasson", "ALOYSIUS QUOKKASSON", "Quokkas\u0301son")),
        *(
            (name, NAME)
            for name in ("O\u2019QUOKKA &amp; SÖHNE", "o`quokka & so\u0308hne", "OQuokka \\u0026 S\\u00f6hne")
        ),
        *((phone, PHONE) for phone in ("(415)731-7311", "415 7317311", "0014157317311", "1 415 731.7311")),
        *((phone, PHONE) for phone in ("+1%20415%20731%207311", "415\u2011731\u20117311", "tel4157317311")),
        *(
            (number, TAX_ID)
            for number in ("91 7654321", "91-765-4321", "91.7654321", "91%2D7654321", "EIN917654321"[3:])
        ),
    ],
)
def test_a_known_value_is_removed_in_each_spelling(spelling: str, kind: str) -> None:
    line = redact(f"Twilio answers: {spelling} is not valid")

    assert kind in line
    assert line.startswith("Twilio answers: ")
    assert line.endswith(" is not valid")
    assert not any(piece in line.casefold() for piece in ("zanzibar", "919", "quokka", "hne", "731", "7654"))


@pytest.mark.parametrize(
    ("text", "redacted_text"),
    [
        ("call (628)555-0117 or 628 5550117", f"call {PHONE} or {PHONE}"),
        ("call 0016285550117", f"call {PHONE}"),
        ("call 628\u2011555\u20110117", f"call {PHONE}"),
        ("EIN 87 1234567, 87.1234567, 87%2D1234567", f"EIN {TAX_ID}, {TAX_ID}, {TAX_ID}"),
        ("token 0123456789ABCDEF0123456789ABCDEF", f"token {SECRET}"),
        ("secret q8Zt2LmX0pVn5RcY7sWd1KfG3hJb6TaE", f"secret {SECRET}"),
    ],
)
def test_what_looks_personal_is_removed_in_more_spellings(text: str, redacted_text: str) -> None:
    assert redact(text) == redacted_text


def test_a_surname_that_is_a_word_of_our_messages_is_removed_only_as_it_is_declared() -> None:
    learn({"first_name": "Ada", "last_name": "Price"})

    assert redact("the price told to Price, ADA PRICE") == f"the price told to {NAME}, {NAME}"


def test_a_secret_is_removed_where_it_is_part_of_a_word_and_where_it_is_all_punctuation() -> None:
    keep_secret("hunter2hunter", "!?#%&")

    assert redact("dbuserhunter2hunterhost, !?#%&.") == f"dbuser{SECRET}host, {SECRET}."


def test_the_cost_of_a_line_does_not_grow_with_the_number_of_customers() -> None:
    line = (
        "acme: 7 Elm Street is 12 km from Springfield: see https://www.twilio.com/docs/api/errors/30893 " * 20
    )

    def cost(customers: int) -> float:
        known = KnownValues()
        for number in range(customers):
            known.add(f"{number} Maple{number} Ave", STREET)
            known.add(f"Person{number} Surname{number}", NAME)
            known.add(f"+1415{number:07d}", PHONE)
        return min(_timed(lambda: known.replace(line)) for _ in range(7))

    assert cost(20_000) < 3 * cost(20) + 0.001


def _timed(action: Callable[[], object]) -> float:
    began = time.process_time()
    for _ in range(5):
        action()
    return time.process_time() - began


@pytest.mark.parametrize(
    "text", ["jane@twilio.com.example.org", "jane@eviltwilio.com", "jane@mail.twilio.com.evil.com"]
)
def test_an_address_that_only_looks_like_the_vendors_is_removed(text: str) -> None:
    assert redact(f"write to {text}") == "write to [e-mail]"
