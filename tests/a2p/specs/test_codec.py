"""Specs survive the way through the engine, which knows floats but no ints, and nothing that is None."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a2p import specs
from a2p.specs import (
    Address,
    AuthenticationSpec,
    BrandRevisionSpec,
    BrandSpec,
    CampaignSpec,
    EndUser,
    ExternalCampaignSpec,
    ExternalStatusSpec,
    MessagingServiceSpec,
    OtpSpec,
    PhoneNumberAssociationSpec,
    PhoneNumberSpec,
    ProfileSpec,
    RegistrationStatusSpec,
    TrustBundleSpec,
    VettingSpec,
)
from a2p.specs.codec import decode_spec, encode_value, field_names

SPECS: tuple[type[Any], ...] = (
    Address,
    AuthenticationSpec,
    BrandRevisionSpec,
    BrandSpec,
    CampaignSpec,
    EndUser,
    ExternalCampaignSpec,
    ExternalStatusSpec,
    MessagingServiceSpec,
    OtpSpec,
    PhoneNumberAssociationSpec,
    PhoneNumberSpec,
    ProfileSpec,
    RegistrationStatusSpec,
    TrustBundleSpec,
    VettingSpec,
)
BRAND: dict[str, Any] = {"profile_sid": "BU1", "trust_bundle_sid": "BU2", "brand_type": "STANDARD"}
ADDRESS = {
    "customer_name": "Jane Doe",
    "street": "1 Market St",
    "city": "San Francisco",
    "region": "CA",
    "postal_code": "94105",
    "iso_country": "US",
}
PROFILE = {
    "friendly_name": "a2p/x",
    "email": "jane@example.com",
    "policy_sid": "RN1",
    "primary_profile_sid": "BU0",
    "end_users": [{"type": "t", "attributes": {"a": "b"}}],
    "address": ADDRESS,
}


def through_the_engine(value: Any) -> Any:
    """What the engine hands back of what it was given."""
    if isinstance(value, dict):
        return {key: through_the_engine(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [through_the_engine(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value


def test_every_spec_there_is_is_tested_here() -> None:
    assert {spec.__name__ for spec in SPECS} == set(specs.__all__)


@settings(deadline=None, max_examples=30)
@given(data=st.data())
@pytest.mark.parametrize("spec", SPECS)
def test_a_spec_comes_back_from_the_engine_as_it_went(spec: type[Any], data: st.DataObject) -> None:
    # Dictionaries of our own types have strings only, and integers stay where floats are exact.
    value = data.draw(st.from_type(spec))

    assert decode_spec(spec, through_the_engine(encode_value(value))) == value


st.register_type_strategy(int, st.integers(-(2**53), 2**53))


@pytest.mark.parametrize("spec", SPECS)
def test_what_is_encoded_is_plain_and_holds_no_none(spec: type[Any]) -> None:
    required = {
        field.name: _example(typing.get_type_hints(spec)[field.name])
        for field in dataclasses.fields(spec)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }

    encoded = encode_value(spec(**required))

    assert _is_plain(encoded)
    assert set(encoded) <= set(field_names(spec))


def test_a_float_becomes_the_int_it_was() -> None:
    decoded = decode_spec(MessagingServiceSpec, {"friendly_name": "x", "validity_period": 3600.0})

    assert type(decoded.validity_period) is int


def test_what_the_spec_does_not_know_is_the_engines_own() -> None:
    assert decode_spec(BrandSpec, {**BRAND, "__provider": "…", "status": "PENDING"}) == BrandSpec(**BRAND)


def test_a_list_becomes_a_tuple_of_what_belongs_in_it() -> None:
    profile = decode_spec(ProfileSpec, PROFILE)

    assert profile.end_users == (EndUser("t", {"a": "b"}),)
    assert profile.address == Address(**ADDRESS)


@pytest.mark.parametrize(
    ("spec", "data", "told", "why"),
    [
        (BrandSpec, BRAND | {"brand_type": None}, "BrandSpec: ", "a field that is needed is missing"),
        (BrandSpec, BRAND | {"mock": "yes"}, "BrandSpec.mock: str where bool belongs", "a text for a flag"),
        (BrandSpec, BRAND | {"mock": 1.0}, "BrandSpec.mock: float where bool belongs", "a number for a flag"),
        (
            MessagingServiceSpec,
            {"friendly_name": 1.0},
            "MessagingServiceSpec.friendly_name: float where str belongs",
            "a number for a text",
        ),
        (
            MessagingServiceSpec,
            {"friendly_name": "x", "validity_period": True},
            "MessagingServiceSpec.validity_period: bool where int belongs",
            "a flag for a number",
        ),
        (
            MessagingServiceSpec,
            {"friendly_name": "x", "validity_period": 1.5},
            "MessagingServiceSpec.validity_period: float where int belongs",
            "half a second",
        ),
        (
            ProfileSpec,
            PROFILE | {"address": "1 Market St"},
            "ProfileSpec.address: str where Address belongs",
            "a text for a part",
        ),
        (
            ProfileSpec,
            PROFILE | {"end_users": "jane"},
            "ProfileSpec.end_users: str where tuple belongs",
            "a text is no list of letters",
        ),
        (
            ProfileSpec,
            PROFILE | {"end_users": [{"type": "t", "attributes": "x"}]},
            "EndUser.attributes: str where dict belongs",
            "a text for a mapping",
        ),
        (
            ProfileSpec,
            PROFILE | {"end_users": 1.0},
            "ProfileSpec.end_users: float where tuple belongs",
            "a number for a list",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and "belongs" not in value else "",
)
def test_a_wrong_shape_is_a_value_error_that_names_the_field(
    spec: type[Any], data: dict[str, Any], told: str, why: str
) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        decode_spec(spec, data)

    assert str(raised.value).startswith(told), why


@pytest.mark.parametrize("spec", SPECS)
def test_a_spec_is_frozen(spec: type[Any]) -> None:
    assert spec.__dataclass_params__.frozen


def test_an_id_is_known_before_there_is_anything_at_twilio() -> None:
    number = PhoneNumberAssociationSpec(
        messaging_service_sid="MG1", phone_number_sid="PN1", campaign_stage="waiting_for_otp"
    )
    campaign = CampaignSpec(
        messaging_service_sid="MG1",
        brand_sid="BN1",
        brand_type="STANDARD",
        us_app_to_person_usecase="MIXED",
        description="d",
        message_flow="f",
        message_samples=("s",),
        has_embedded_links=False,
        has_embedded_phone=False,
    )

    assert number.pulumi_id == "MG1/PN1"
    assert campaign.pulumi_id == "MG1/QE2c6890da8086d771620e9b13fadeba0b"


def _example(hint: Any) -> Any:
    if dataclasses.is_dataclass(hint):
        return Address(**ADDRESS)
    if typing.get_origin(hint) is tuple:
        item = typing.get_args(hint)[0]
        return (EndUser("t", {"a": "b"}) if item is EndUser else "x",)
    return {"a": "b"} if typing.get_origin(hint) is dict else hint()


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(_is_plain(item) for item in value)
    return isinstance(value, str | int | float | bool)
