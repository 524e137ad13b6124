"""What a declaration becomes, and that a wrong one is told in our words and never with a personal value."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from a2p.declared import DeclarationError, load
from a2p.declared.problems import format_location
from tests.support.declaration_errors import complaint
from tests.support.declarations import EXAMPLES, customer, declaration


def test_every_part_of_a_declaration_is_frozen() -> None:
    loaded = customer()

    for part, field in (
        (loaded, "campaign"),
        (loaded.profile, "email"),
        (loaded.profile.address, "street"),
        (loaded.campaign, "description"),
    ):
        with pytest.raises(ValidationError, match="frozen"):
            setattr(part, field, "x")
    assert isinstance(loaded.campaign.message_samples, tuple)
    assert isinstance(loaded.phone_numbers, tuple)


PERSONAL = {
    "profile__email": "jane.q.secret@@personal-domain.com",
    "profile__first_name": "Jane-Secret " * 20,
    "profile__last_name": "",
    "profile__phone_number": "6505550177 secret",
    "profile__address__street": "1234 Secret Street " * 20,
    "profile__address__region": "Secret Region " * 20,
    "profile__address__city": 12345678,
    "profile__address__iso_country": "SECRETLAND",
    "trust_bundle__brand_name": "Secret Jane LLC",
    "trust_bundle__mobile_phone_number": "+442079460958",
}


def test_no_personal_value_is_ever_told_of_a_sole_proprietor() -> None:
    told = complaint(**PERSONAL)

    assert len(told.splitlines()) == 1 + len(PERSONAL)
    for secret in ("secret", "personal", "jane", "1234", "6505550177", "2079460958"):
        assert secret not in told.lower()


def test_no_personal_value_is_ever_told_of_a_company() -> None:
    told = complaint(
        "example-standard",
        profile__business__business_registration_number="12-34567",
        profile__authorized_representative_1__email="secret at example.com",
        profile__authorized_representative_1__phone_number="1-800-SECRET",
        trust_bundle__brand_contact_email="secret",
    )

    assert len(told.splitlines()) == 5
    assert "secret" not in told.lower()
    assert "12-34567" not in told.replace("12-3456789", "")


SECRET_KEYS = ("email", "first_name", "phone_number", "address", "status_callback")


@pytest.mark.parametrize("value", ["secret", 20461357, True, ["secret"], {"secret": "secret"}, None, 2.5])
def test_no_shape_of_a_personal_value_is_told(value: object) -> None:
    config = declaration()
    config["profile"] |= dict.fromkeys(SECRET_KEYS, value)
    config["trust_bundle"] = {"brand_name": value, "mobile_phone_number": value, "vertical": value}

    with pytest.raises(DeclarationError) as raised:
        load(config, file="f")

    told = str(raised.value).replace(".secret: no such key", "")
    assert not [each for each in ("secret", "20461357", "2.5") if each in told]


def test_an_error_of_the_declaration_is_one_of_ours() -> None:
    with pytest.raises(DeclarationError, match=r"^stacks/x\.yaml is not valid"):
        load({}, file="stacks/x.yaml")


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.sampled_from([*declaration(), "brand"]), st.text() | st.integers() | st.none()))
def test_whatever_stands_in_a_section_the_answer_is_a_declaration_error(wrong: dict[str, object]) -> None:
    config = declaration() | wrong | {"campaign": {}}

    with pytest.raises(DeclarationError):
        load(config, file="f")


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone_numbers": ("PN" + "a" * 32, "PN" + "b" * 32)},
        {"campaign": MappingProxyType(declaration()["campaign"] | {"opt_in_message": None})},
    ],
    ids=["a tuple", "another mapping"],
)
def test_no_other_python_type_gets_past_the_rules(wrong: dict[str, object]) -> None:
    with pytest.raises(DeclarationError):
        load(declaration() | wrong, file="f")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
# Words of pydantic's own messages; none of them is among ours.
FOREIGN = ("Input should", "Value error", "a valid", "Extra inputs", "Field required")


@pytest.mark.parametrize("name", EXAMPLES)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_whatever_stands_at_a_key_the_errors_are_in_our_words(name: str, data: st.DataObject) -> None:
    config = declaration(name)
    section = data.draw(st.sampled_from([key for key, value in config.items() if isinstance(value, dict)]))
    key = data.draw(st.sampled_from([*config[section], "another"]))
    config[section][key] = data.draw(JSON)

    try:
        load(config, file="f")
    except DeclarationError as error:
        assert [word for word in FOREIGN if word in str(error)] == []  # noqa: PT017  # most values are taken


@pytest.mark.parametrize(
    ("location", "key"),
    [
        (("campaign", "message_samples", 1), "campaign.message_samples[1]"),
        (("phone_numbers", 0), "phone_numbers[0]"),
        (("brand",), "brand"),
        ((), ""),
    ],
)
def test_a_location_is_written_as_a_dotted_key(location: tuple[int | str, ...], key: str) -> None:
    assert format_location(location) == key
