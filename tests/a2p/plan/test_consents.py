"""Consents: for one run and one stack, and the command that gives them (issue 13, item 9)."""

from __future__ import annotations

import pytest

from a2p.plan.consents import KEYS, Consent, describe_consent, format_command, is_given_by, read_consents


def nothing(_key: str) -> None:
    """A stack file without any key."""


@pytest.mark.parametrize("consent", Consent)
def test_a_command_with_the_variable_agrees_for_its_stack(consent: Consent) -> None:
    assert read_consents({consent.value: "true"}, nothing, "acme") == {consent}
    assert read_consents({}, nothing, "acme") == frozenset()


@pytest.mark.parametrize("value", ["", "false", "yes", "TRUE", "acme2", "acm"])
def test_nothing_else_agrees(value: str) -> None:
    assert not is_given_by({"A2P_ALLOW_LATE_OTP": value}, Consent.LATE_OTP, "acme")


def test_a_consent_by_name_is_for_the_stacks_that_it_names() -> None:
    env = {"A2P_ALLOW_RECREATION": "acme, bolt"}

    agreed = [stack for stack in ("acme", "bolt", "cafe", "") if read_consents(env, nothing, stack)]

    assert agreed == ["acme", "bolt"]


@pytest.mark.parametrize(("consent", "key"), KEYS.items())
def test_a_key_of_the_stack_file_agrees_for_as_long_as_it_stands_there(consent: Consent, key: str) -> None:
    assert read_consents({}, {key: "true"}.get) == {consent}
    assert read_consents({}, {key: "false"}.get) == frozenset()


def test_every_consent_has_a_command_that_gives_it_to_one_stack() -> None:
    for consent in Consent:
        assert format_command([consent], verb="up", stack="acme") == f"{consent.value}=true a2p up acme"
        assert consent.meaning


def test_a_command_repeats_what_the_run_was_given_already() -> None:
    told = describe_consent(
        "take the change back",
        [Consent.FINAL_REJECTION],
        stack="acme",
        given=[Consent.TRAFFIC_LOSS],
    )

    assert told == (
        "take the change back; or, if it has to be, for this run alone:\n"
        "      A2P_ALLOW_TRAFFIC_LOSS=true A2P_ALLOW_FINAL_REJECTION=true a2p up acme"
    )


def test_a_command_names_the_variable_where_no_stack_is_known() -> None:
    assert format_command([Consent.TRAFFIC_LOSS], verb="up", stack="") == (
        "the same command with A2P_ALLOW_TRAFFIC_LOSS=true in its environment"
    )
