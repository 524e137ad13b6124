"""Whose account, which key, which host: and that a stack file alone sends credentials to no stranger."""

from __future__ import annotations

import pytest

from a2p.errors import CredentialsMissing, DeclarationError, ForeignHost
from a2p.redaction import redact
from a2p.twilio.client.session import connect
from a2p.twilio.client.settings import Settings, read_settings

ENV = {
    "TWILIO_ACCOUNT_SID": "ACenv",
    "TWILIO_AUTH_TOKEN": "env-token",
    "TWILIO_API_KEY": "SKenv",
    "TWILIO_API_SECRET": "env-secret",
}
CONFIG = {
    "accountSid": "ACconfig",
    "authToken": "config-token",
    "apiKey": "SKconfig",
    "apiSecret": "config-secret",
}


def read(config: dict[str, str], env: dict[str, str]) -> Settings:
    return read_settings(config.get, env)


def only(values: dict[str, str], *keys: str) -> dict[str, str]:
    return {key: values[key] for key in keys}


ACCOUNT, TOKEN, KEY = ("TWILIO_ACCOUNT_SID",), ("TWILIO_AUTH_TOKEN",), ("TWILIO_API_KEY", "TWILIO_API_SECRET")


@pytest.mark.parametrize(
    ("config", "env"),
    [
        ({}, {}),
        ({}, only(ENV, *ACCOUNT)),
        ({}, only(ENV, *TOKEN)),
        ({}, only(ENV, *KEY)),
        (only(CONFIG, "authToken"), {}),
        (only(CONFIG, "accountSid", "apiKey"), {}),
    ],
)
def test_without_account_or_key_the_message_says_what_to_set(
    config: dict[str, str], env: dict[str, str]
) -> None:
    with pytest.raises(CredentialsMissing) as raised:
        read(config, env)

    assert str(raised.value).splitlines()[0] == "No Twilio credentials."
    for name in ENV:
        assert name in str(raised.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8010",
        "http://localhost:1",
        "http://[::1]:8010",
        "https://api.dublin.ie1.twilio.com",
        "https://twilio.com",
    ],
)
def test_this_machine_and_twilio_are_no_strangers(url: str) -> None:
    found = read(CONFIG | {"baseUrl": url}, {})

    assert found.base_url == url
    assert found.is_simulated


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://evil.example", "evil.example"),
        ("http://api.twilio.com", "api.twilio.com"),
        ("https://twilio.com.evil.example", "twilio.com.evil.example"),
        ("https://eviltwilio.com", "eviltwilio.com"),
        ("http://localhost.evil.example", "localhost.evil.example"),
        ("http://127.0.0.1.evil.example", "127.0.0.1.evil.example"),
        ("http://0.0.0.0:8010", "0.0.0.0"),  # noqa: S104 - refused, not bound
    ],
)
def test_a_stranger_is_refused_unless_the_environment_allows_that_host(url: str, host: str) -> None:
    with pytest.raises(ForeignHost) as raised:
        read(CONFIG | {"baseUrl": url}, {"A2P_ALLOW_BASE_URL_HOST": "another.example"})

    assert str(raised.value) == (
        f"a2p:baseUrl is {url!r}: credentials would go to {host!r}, neither Twilio nor this machine.\n"
        f"  do: remove a2p:baseUrl from the stack to use Twilio, or export A2P_ALLOW_BASE_URL_HOST={host} "
        "if you mean it"
    )
    assert read(CONFIG | {"baseUrl": url}, {"A2P_ALLOW_BASE_URL_HOST": host}).base_url == url


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://evil.example\\@127.0.0.1", "one parser reads 127.0.0.1, the one that sends evil.example"),
        ("http://127.0.0.1@evil.example", "a user name that looks like a host"),
        ("http://127.0.0.1\\.evil.example", "a backslash in the host"),
        ("127.0.0.1:8010", "no scheme, so no host"),
        ("nonsense", "no URL"),
    ],
)
def test_a_base_url_whose_host_is_in_doubt_is_refused_whatever_is_allowed(url: str, why: str) -> None:
    with pytest.raises(ForeignHost) as raised:
        read(CONFIG | {"baseUrl": url}, {"A2P_ALLOW_BASE_URL_HOST": ""})

    assert str(raised.value) == redact(
        f"a2p:baseUrl is {url!r}: no URL that says plainly which host it means.\n"
        "  do: remove a2p:baseUrl from the stack to use Twilio, or write it as http://127.0.0.1:8010"
    ), why


def test_without_a_base_url_it_is_twilio_itself() -> None:
    found = read(CONFIG, {})

    assert (found.base_url, found.is_simulated) == (None, False)


@pytest.mark.parametrize(
    ("wait", "seconds"),
    [("0", 0), ("90", 90), ("1.5", 1.5), ("90s", 90), ("5m", 300), ("1h", 3600), (" 5m ", 300)],
)
def test_a_wait_is_a_duration(wait: str, seconds: float) -> None:
    assert read(CONFIG | {"wait": wait}, {}).wait == seconds


def test_without_a_wait_nothing_is_waited_for() -> None:
    assert read(CONFIG, {}).wait == 0


@pytest.mark.parametrize("wait", ["soon", "-5", "5 d", "inf", "nan", "5m 3s"])
def test_a_wait_that_is_no_duration_says_what_one_is(wait: str) -> None:
    with pytest.raises(DeclarationError) as raised:
        read(CONFIG | {"wait": wait}, {})

    assert str(raised.value) == (
        f"a2p:wait is {wait!r}: a number of seconds, or such as 90s, 5m or 1h, needed"
    )


def test_no_password_is_shown_by_what_holds_it() -> None:
    found = read({}, ENV)

    assert "secret" not in repr(found)
    assert "secret" not in str(found)


def test_equal_settings_share_one_door_and_its_connections() -> None:
    one, same, other = (
        read(CONFIG | {"baseUrl": f"http://127.0.0.1:{port}"}, {}) for port in ("9", "9", "8")
    )

    assert connect(one) is connect(same)
    assert connect(one) is not connect(other)
