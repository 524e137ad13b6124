"""The kinds of value a declaration is made of, each with the rule a wrong one is told."""

import re
from typing import Annotated

import phonenumbers
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

_US_AND_CANADA = frozenset({"US", "CA", "PR", "VI", "GU", "AS", "MP"})  # the US with its territories


class Declared(BaseModel):
    """A part of a declaration: frozen, and a key nobody knows is an error."""

    # Deferred, because every preview declares one customer, and only its kind of models need be built.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def characters(least: int, most: int) -> AfterValidator:
    """So many characters, counted as the registry does: Unicode code points, never bytes (G8)."""

    def check(text: str) -> str:
        if not least <= len(text) <= most:
            raise ValueError(f"{len(text)} characters, {least} to {most} needed")
        return text

    return AfterValidator(check)


def sid(prefix: str) -> AfterValidator:
    """A Twilio SID: two letters that say the kind, and 32 hexadecimal digits."""
    shape = re.compile(rf"{prefix}[0-9a-fA-F]{{32}}")

    def check(value: str) -> str:
        if not shape.fullmatch(value):
            raise ValueError(f"a SID needed: {prefix} and 32 hexadecimal digits")
        return value

    return AfterValidator(check)


def as_tuple(value: object) -> object:
    """YAML's lists become tuples, which stay as they are."""
    return tuple(value) if isinstance(value, list) else value


# The everyday form of an address is recognised here, and only another one waits for the library: importing it
# would cost every preview half as much as pydantic does (bench/preview_cost.py).
_EVERYDAY_EMAIL = re.compile(
    r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+(com|org|net|edu|gov|biz|info|io|co|us|ca)"
)


def _email(value: str) -> str:
    if len(value) <= 64 and _EVERYDAY_EMAIL.fullmatch(value):
        return value
    import email_validator  # noqa: PLC0415

    try:
        # The domain is looked up by Twilio (P9), not from here: a check must work offline.
        email_validator.validate_email(value, check_deliverability=False)
    except email_validator.EmailNotValidError as error:
        raise ValueError(f"not an e-mail address: {error}") from error
    return value


def _phone(value: str) -> str:
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException as error:
        raise ValueError("not a phone number in E.164 form, such as +14155550123") from error
    if phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) != value:
        raise ValueError("not a phone number in E.164 form, such as +14155550123")
    if not phonenumbers.is_possible_number(number):
        raise ValueError("no such phone number: too long, too short, or an unknown country")
    return value


def _us_or_canadian(value: str) -> str:
    # +1 is also the Caribbean's; a number whose region the library cannot tell is left to Twilio.
    number = phonenumbers.parse(value)
    region = phonenumbers.region_code_for_number(number)
    if number.country_code != 1 or region not in {*_US_AND_CANADA, None}:
        raise ValueError("not a US or Canadian number, which a sole proprietor's mobile must be (P12)")
    return value


def _url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value):
        raise ValueError("not a URL that starts with https:// or http://")
    return value


def _keywords(value: tuple[str, ...]) -> tuple[str, ...]:
    for keyword in value:
        if not keyword.isalnum():
            raise ValueError(f"{keyword!r} is not alphanumeric (C3)")
    joined = len(",".join(value))
    if joined > 255:  # C3 leaves open whether each or all; the strict reading holds in both
        raise ValueError(f"{joined} characters in all, 255 at most (C3)")
    return value


Name = Annotated[str, characters(1, 100)]
Email = Annotated[str, AfterValidator(_email)]
Phone = Annotated[str, AfterValidator(_phone)]
NorthAmericanPhone = Annotated[str, AfterValidator(_phone), AfterValidator(_us_or_canadian)]
Url = Annotated[str, AfterValidator(_url)]
Keywords = Annotated[tuple[str, ...], BeforeValidator(as_tuple), AfterValidator(_keywords)]
