"""Tricks to have credentials sent to a stranger by a stack file, or money spent by a wrong environment."""

from __future__ import annotations

import pytest

from a2p.errors import A2PError, CredentialsMissing, ForeignHost
from a2p.twilio.client.settings import read_settings
from tests.support.scripted_server import Answer, ScriptedServer
from tests.support.sessions import open_session

CONFIG = {"accountSid": "AC1", "authToken": "token"}


@pytest.mark.parametrize(
    ("url", "trick"),
    [
        ("https://evil.example\uff0f.twilio.com", "a letter that is normalised to a slash"),
        ("https://api\u3002twilio\u3002com.evil.example", "a letter that is normalised to a dot"),
        ("https://twilio\u3002com", "the same, where it would even be Twilio"),
        ("https://tw\u0456lio.com", "a Cyrillic i"),
        ("https://xn--twlio-q4a.com", "the same as it is sent"),
        ("http://127.0.0.1\u2024evil.example", "a leader dot"),
        ("http://\u2460\u2461\u2466.0.0.1", "digits in circles"),
        ("http://127.0.0.1:8010@evil.example", "a user name that looks like host and port"),
        ("https://user:pass@api.twilio.com", "a password in the URL"),
        ("http://127.0.0.1#@evil.example", "a fragment"),
        ("http://127.0.0.1?@evil.example", "a query"),
        ("http://evil.example#.twilio.com", "a fragment that ends like Twilio"),
        ("https://evil.example/.twilio.com", "a path that ends like Twilio"),
        ("https://evil.example?.twilio.com", "a query that ends like Twilio"),
        ("https://evil.example%2f.twilio.com", "a slash in percent"),
        ("https://evil.example\t.twilio.com", "a tab that parsers drop"),
        ("https://evil.example\n.twilio.com", "a line end that parsers drop"),
        (" http://127.0.0.1:8010", "a blank before"),
        ("http://127.0.0.1:8010\r\nHost: evil.example", "a header"),
        ("http://127.0.0.1:evil", "a port that is none"),
        ("http://127.0.0.1:", "no port"),
        ("http://2130706433:8010", "loopback as one number"),
        ("http://0x7f.1:8010", "loopback in hexadecimal"),
        ("http://[::ffff:127.0.0.1]:8010", "loopback inside another address"),
        ("http://[fe80::1%25lo]:8010", "an address with a zone"),
        ("http://169.254.169.254", "the metadata service of a cloud"),
        ("ftp://127.0.0.1", "another scheme"),
        ("file://127.0.0.1/etc", "a file"),
        ("//127.0.0.1:8010", "no scheme"),
        ("http:127.0.0.1", "no slashes"),
        ("http://api.twilio.com", "Twilio without encryption"),
        ("https://api.twilio.com.", "Twilio with a last dot"),
        ("https://api.twilio.com:8443", "Twilio on another port"),
        ("http://localhost.:8010", "this machine with a last dot"),
        ("http://127.0.0.1.nip.io", "a name that says it is this machine"),
    ],
)
def test_a_base_url_that_is_not_plainly_twilio_or_this_machine_is_refused(url: str, trick: str) -> None:
    with pytest.raises(ForeignHost):
        read_settings((CONFIG | {"baseUrl": url}).get, {})


@pytest.mark.parametrize(
    "url", ["https://evil.example", "https://api.twilio.com", "http://127.0.0.1@evil.example", "nonsense"]
)
def test_the_simulators_url_of_the_environment_is_this_machine_too(url: str) -> None:
    with pytest.raises(ForeignHost, match="A2P_SIMULATOR_URL is "):
        read_settings((CONFIG | {"baseUrl": "http://127.0.0.1:8010"}).get, {"A2P_SIMULATOR_URL": url})


def test_the_simulators_url_moves_no_stack_that_does_not_ask_for_a_simulator() -> None:
    env = {"A2P_SIMULATOR_URL": "http://127.0.0.1:9"}

    assert read_settings(CONFIG.get, env).base_url is None


def test_a_redirection_is_not_followed() -> None:
    with ScriptedServer(Answer(200, {"stolen": True})) as stranger:
        moved = Answer(307, None, {"Location": f"{stranger.url}/v1/EndUsers"})
        with ScriptedServer(moved) as server, open_session(server.url) as session, pytest.raises(A2PError):
            session.client.trusthub.v1.end_users.list()

    assert stranger.arrivals == []


def test_no_proxy_of_the_environment_hears_a_call_to_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(Answer(200, {})) as stranger, ScriptedServer(Answer(204)) as server:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, stranger.url)
        with open_session(server.url) as session:
            assert session.client.trusthub.v1.end_users("IT" + "1" * 32).delete()

    assert stranger.arrivals == []


def test_the_passwords_that_were_read_are_told_in_no_error() -> None:
    secret = "a-secret-nobody-has-seen"

    read_settings((CONFIG | {"authToken": secret}).get, {})

    assert secret not in str(CredentialsMissing(f"it was {secret}, really"))
