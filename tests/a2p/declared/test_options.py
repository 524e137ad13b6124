"""The options of a run: their form is checked with the rest of the file."""

from __future__ import annotations

import pytest

from a2p.declared import DeclarationError, load
from a2p.declared.options import OPTIONS
from tests.support.declaration_errors import complaints
from tests.support.declarations import customer, declaration

ANY_TEXT = ["accountSid", "apiKey", "apiSecret", "authToken"]
SWITCHES = ["allowTrafficLoss", "allowPaidResubmission"]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *[("wait", each) for each in ("0", "90", "90s", "5m", "1h", "1.5h", 90)],
        *[(option, each) for option in SWITCHES for each in ("true", "false", True, False)],
        *[("baseUrl", each) for each in ("http://127.0.0.1:8010", "http://localhost:1", "https://x.com/a")],
        *[(option, "anything") for option in ANY_TEXT],
        *[(option, empty) for option in OPTIONS for empty in ("", None)],
    ],
)
def test_an_option_of_the_right_form_is_no_part_of_the_declaration(option: str, value: object) -> None:
    assert load(declaration() | {option: value}, file="f") == customer()


@pytest.mark.parametrize("wait", ["5 minutes", "1d", "-5", "90 s", "true", "soon"])
def test_a_wait_is_a_duration(wait: str) -> None:
    assert complaints(wait=wait) == [
        f"wait: a duration such as 90s, 5m or 1h, or seconds, needed, not {wait!r}"
    ]


@pytest.mark.parametrize("option", SWITCHES)
@pytest.mark.parametrize("value", ["yes", "True", "1", "on"])
def test_a_switch_is_true_or_false(option: str, value: str) -> None:
    assert complaints(**{option: value}) == [f"{option}: true or false needed, not {value!r}"]


@pytest.mark.parametrize("url", ["127.0.0.1:8010", "localhost", "ftp://x.com", "https://", "http:// x.com"])
def test_a_base_url_is_a_url_and_its_host_is_not_judged_here(url: str) -> None:
    assert complaints(baseUrl=url) == [
        f"baseUrl: a URL that starts with https:// or http:// needed, not {url!r}"
    ]


def test_a_long_value_is_cut() -> None:
    assert complaints(wait="x" * 70) == [
        f"wait: a duration such as 90s, 5m or 1h, or seconds, needed, not '{'x' * 59}…"
    ]


def test_no_credential_is_told() -> None:
    config = declaration() | dict.fromkeys(ANY_TEXT, "secret") | {"wait": "soon", "apiSecrets": "secret"}

    with pytest.raises(DeclarationError) as raised:
        load(config, file="f")

    assert str(raised.value).splitlines() == [
        "f is not valid (2):",
        "  - wait: a duration such as 90s, 5m or 1h, or seconds, needed, not 'soon'",
        "  - apiSecrets: no such key; did you mean apiSecret?",
    ]
