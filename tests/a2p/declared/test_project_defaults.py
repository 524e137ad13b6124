"""What an ISV says once for all its customers, as Pulumi hands it to each of them."""

from __future__ import annotations

import pytest

from a2p.declared import load
from tests.support.declaration_errors import complaints
from tests.support.declarations import EXAMPLES, customer, declaration, external_customer

CALLBACK = "https://hooks.example-isv.com/twilio/anything"


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_callback_for_all_is_that_of_every_bundle_without_one(example: str) -> None:
    declared = declaration(example, status_callback=CALLBACK, profile__status_callback=None)

    found = customer(example, status_callback=CALLBACK, profile__status_callback=None)
    assert found.profile.status_callback == CALLBACK
    assert found.trust_bundle.status_callback == declared["trust_bundle"]["status_callback"]


def test_the_address_of_the_fleet_gives_every_bundle_a_callback() -> None:
    at = "https://a2p.example-isv.com"

    found = customer(
        events_url=f"{at}/",
        profile__status_callback=None,
        trust_bundle__status_callback="https://own.example-isv.com/a",
    )
    assert found.profile.status_callback == f"{at}/callbacks/bundle"
    assert found.trust_bundle.status_callback == "https://own.example-isv.com/a"
    named = customer(events_url=at, status_callback=CALLBACK, profile__status_callback=None)
    assert named.profile.status_callback == CALLBACK
    assert complaints(events_url="a2p.example-isv.com") == [
        "events_url: a URL that starts with https:// or http:// needed, not 'a2p.example-isv.com'"
    ]


def test_a_bundle_may_say_that_it_has_no_callback() -> None:
    declared = declaration(status_callback=CALLBACK)
    declared["profile"]["status_callback"] = None

    found = load(declared, file="f")
    assert not found.external
    assert found.profile.status_callback is None


def test_a_wrong_callback_is_told() -> None:
    assert complaints(status_callback="hooks.example-isv.com") == [
        "status_callback: a URL that starts with https:// or http:// needed, not 'hooks.example-isv.com'"
    ]


def test_an_external_customer_has_no_use_for_what_the_others_inherit() -> None:
    inherited = external_customer(status_callback=CALLBACK, primary_profile_sid="BU" + "0" * 32)

    assert inherited == external_customer()
