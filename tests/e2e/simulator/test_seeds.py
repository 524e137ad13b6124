"""What is there before any request, for the default account and for another."""

from __future__ import annotations

from tests.support.simulator import SimulatorProcess

SEEDED = {
    "account_sid": "AC8913fcd02eb318866c1db385c90eddea",
    "auth_token": "b27408643df4d619073fd6a9fdae5d91",
    "primary_customer_profile_sid": "BU390eef844b0f1e0f6d0035358ea3e955",
}


def test_the_default_seed_gives_the_constants_of_the_examples() -> None:
    with SimulatorProcess.start(0) as plain:
        assert {name: getattr(plain, name) for name in SEEDED} == SEEDED
        first = plain.phone_numbers[0]
    assert first == {"sid": "PNadf7f32522e4a671d9863f0dda00f292", "phone_number": "+14155550100"}
    account = "AC" + "0" * 32
    with SimulatorProcess.start(0, ":memory:", 0, "--account", f"{account}:secret") as other:
        assert (other.account_sid, other.auth_token) == (account, "secret")
        assert other.primary_customer_profile_sid == SEEDED["primary_customer_profile_sid"]
        assert other.phone_numbers[0] == first
