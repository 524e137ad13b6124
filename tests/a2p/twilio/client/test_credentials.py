"""One source for an account and its key: the environment or the stack; what disagrees is an error."""

from __future__ import annotations

import itertools

import pytest

from a2p.errors import A2PError, CredentialsConflict
from a2p.twilio.client.credentials import choose_credentials

ONE, OTHER = "AC" + "1" * 32, "AC" + "2" * 32
ENV_TOKEN = {"TWILIO_AUTH_TOKEN": "env-token"}
ENV_KEY = {"TWILIO_API_KEY": "SKenv", "TWILIO_API_SECRET": "env-secret"}
STACK_TOKEN = {"authToken": "stack-token"}
STACK_KEY = {"apiKey": "SKstack", "apiSecret": "stack-secret"}


def env_of(sid: str) -> dict[str, str]:
    return {"TWILIO_ACCOUNT_SID": sid}


def stack_of(sid: str) -> dict[str, str]:
    return {"accountSid": sid}


@pytest.mark.parametrize(
    ("config", "env", "signed_in", "why"),
    [
        ({}, env_of(ONE) | ENV_TOKEN | ENV_KEY, (ONE, "SKenv", "env-secret"), "a key before a token"),
        ({}, env_of(ONE) | ENV_TOKEN, (ONE, ONE, "env-token"), "the environment alone"),
        (stack_of(ONE) | STACK_TOKEN | STACK_KEY, {}, (ONE, "SKstack", "stack-secret"), "the stack alone"),
        (stack_of(ONE) | STACK_TOKEN, {}, (ONE, ONE, "stack-token"), "the stack's token"),
        (stack_of(ONE), env_of(ONE) | ENV_TOKEN, (ONE, ONE, "env-token"), "they agree"),
        (
            stack_of(ONE) | STACK_KEY,
            env_of(ONE),
            (ONE, "SKstack", "stack-secret"),
            "the stack has a key",
        ),
        (
            stack_of(ONE) | STACK_TOKEN,
            env_of(ONE) | ENV_KEY,
            (ONE, "SKenv", "env-secret"),
            "two keys of one account: the environment's",
        ),
        (
            {},
            env_of(ONE) | ENV_TOKEN | {"TWILIO_API_KEY": "SKenv"},
            (ONE, ONE, "env-token"),
            "half a key is none",
        ),
        (
            stack_of(ONE) | STACK_TOKEN | {"apiKey": "SKstack"},
            {},
            (ONE, ONE, "stack-token"),
            "half a key is none in the stack either",
        ),
        (
            stack_of(ONE) | STACK_TOKEN,
            dict.fromkeys(env_of(ONE) | ENV_TOKEN | ENV_KEY, ""),
            (ONE, ONE, "stack-token"),
            "an empty variable is not set",
        ),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_account_and_key_come_from_one_place(
    config: dict[str, str], env: dict[str, str], signed_in: tuple[str, str, str], why: str
) -> None:
    found = choose_credentials(config.get, env)

    assert (found.account_sid, found.username, found.password) == signed_in, why


@pytest.mark.parametrize(
    ("config", "env", "settings"),
    [
        (stack_of(OTHER), env_of(ONE) | ENV_TOKEN, ["TWILIO_ACCOUNT_SID", "a2p:accountSid"]),
        (stack_of(OTHER) | STACK_KEY, env_of(ONE), ["TWILIO_ACCOUNT_SID", "a2p:accountSid"]),
        (stack_of(OTHER) | STACK_TOKEN, env_of(ONE) | ENV_KEY, ["TWILIO_ACCOUNT_SID", "a2p:accountSid"]),
        (stack_of(OTHER), ENV_TOKEN, ["TWILIO_AUTH_TOKEN", "a2p:accountSid"]),
        (stack_of(OTHER), ENV_KEY, ["TWILIO_API_KEY", "a2p:accountSid"]),
        (stack_of(OTHER) | STACK_KEY, ENV_TOKEN, ["TWILIO_AUTH_TOKEN", "a2p:accountSid"]),
        (STACK_TOKEN, env_of(ONE), ["a2p:authToken", "TWILIO_ACCOUNT_SID"]),
        (STACK_KEY, env_of(ONE) | ENV_TOKEN, ["a2p:apiKey", "TWILIO_ACCOUNT_SID"]),
    ],
)
def test_a_disagreement_names_both_settings_and_both_ways_out(
    config: dict[str, str], env: dict[str, str], settings: list[str]
) -> None:
    with pytest.raises(CredentialsConflict) as raised:
        choose_credentials(config.get, env)

    text = str(raised.value)
    for name in [*settings, "Nothing was read or changed", "do: "]:
        assert name in text
    for sid in {config.get("accountSid"), env.get("TWILIO_ACCOUNT_SID")} - {None}:
        assert str(sid) in text
    assert not {"env-token", "env-secret", "stack-token", "stack-secret"} & set(text.split())


def test_no_mixture_of_the_eight_settings_signs_in_with_one_places_account_and_the_others_secret() -> None:
    shell, stack = {**env_of(ONE), **ENV_TOKEN, **ENV_KEY}, {**stack_of(OTHER), **STACK_TOKEN, **STACK_KEY}
    for env_names, stack_names in itertools.product(_subsets(shell), _subsets(stack)):
        env = {name: shell[name] for name in env_names}
        config = {name: stack[name] for name in stack_names}
        try:
            found = choose_credentials(config.get, env)
        except A2PError:
            continue
        place = shell if found.account_sid == ONE else stack
        assert found.password in place.values(), (env_names, stack_names)
        assert not {ONE, OTHER} <= {env.get("TWILIO_ACCOUNT_SID"), config.get("accountSid")}


def _subsets(names: dict[str, str]) -> list[tuple[str, ...]]:
    return [each for size in range(len(names) + 1) for each in itertools.combinations(names, size)]
