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


def between(least: int, most: int) -> AfterValidator:
    """A number within bounds that are themselves allowed."""

    def check(number: int) -> int:
        if not least <= number <= most:
            raise ValueError(f"{least} to {most} needed")
        return number

    return AfterValidator(check)


def written(form: str, rule: str) -> AfterValidator:
    """A text that is wholly of the form of a regular expression, which `rule` puts into words."""
    shape = re.compile(form)

    def check(text: str) -> str:
        if not shape.fullmatch(text):
            raise ValueError(rule)
        return text

    return AfterValidator(check)


def sid(prefix: str) -> AfterValidator:
    """A Twilio SID: two letters that say the kind, and 32 hexadecimal digits."""
    return written(f"{prefix}[0-9a-fA-F]{{32}}", f"a SID needed: {prefix} and 32 hexadecimal digits")


def as_tuple(value: object) -> tuple[object, ...]:
    """YAML's lists become tuples, which stay as they are."""
    if not isinstance(value, list):
        raise ValueError("a list needed")  # noqa: TRY004  # pydantic collects no TypeError
    return tuple(value)


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
        # What follows a colon or stands in brackets may quote the address, which is personal.
        reason = re.split(r":| \(", str(error))[0].rstrip(".")
        raise ValueError(f"not an e-mail address: {reason[:1].lower()}{reason[1:]}") from error
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


def _keyword(value: str) -> str:
    if not value.isalnum():
        raise ValueError("letters and digits needed (C3)")
    return value


Name = Annotated[str, characters(1, 100)]
Email = Annotated[str, AfterValidator(_email)]
Phone = Annotated[str, AfterValidator(_phone)]
NorthAmericanPhone = Annotated[str, AfterValidator(_phone), AfterValidator(_us_or_canadian)]
Url = Annotated[
    str, written(r"https?://[^\s/]+\.[^\s]+", "a URL that starts with https:// or http:// needed")
]
Keyword = Annotated[str, AfterValidator(_keyword)]
Keywords = Annotated[tuple[Keyword, ...], BeforeValidator(as_tuple)]
