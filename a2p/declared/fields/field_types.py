"""The kinds of value a declaration is made of, each with the rule a wrong one is told."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

# A number of the North American plan, and the area codes of its other countries: the Caribbean and Bermuda.
_NORTH_AMERICAN = re.compile(r"\+1([2-9]\d{2})[2-9]\d{6}")
_NOT_US_OR_CANADA = re.compile(
    "242|246|264|268|284|345|441|473|649|658|664|721|758|767|784|809|829|849|868|869|876"
)

_TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})


class Declared(BaseModel):
    """A part of a declaration: frozen, and a key nobody knows is an error."""

    # Deferred, because every preview declares one customer, and only its kind of models need be built.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@dataclass(frozen=True, slots=True)
class Constraint(AfterValidator):
    """A rule, and what JSON Schema can say of it: never more than the rule itself demands."""

    schema: dict[str, Any] = field(default_factory=dict, hash=False)

    def __get_pydantic_json_schema__(
        self, core: Any, handler: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        return {**handler(core), **self.schema}


def characters(least: int, most: int) -> Constraint:
    """So many characters, counted as the registry does: Unicode code points, never bytes (G8)."""

    def check(text: str) -> str:
        if not least <= len(text) <= most:
            raise ValueError(f"{len(text)} characters, {least} to {most} needed")
        return text

    return Constraint(check, {"minLength": least, "maxLength": most})


def between(least: int, most: int) -> Constraint:
    """A number within bounds that are themselves allowed."""

    def check(number: int) -> int:
        if not least <= number <= most:
            raise ValueError(f"{least} to {most} needed")
        return number

    return Constraint(check, {"minimum": least, "maximum": most})


def matches(form: str, rule: str) -> Constraint:
    """
    A text that is wholly of the form of a regular expression, which `rule` puts into words.

    The expression is one of JavaScript too, because editors read it in the published schema.
    """
    shape = re.compile(form)

    def check(text: str) -> str:
        if not shape.fullmatch(text):
            raise ValueError(rule)
        return text

    return Constraint(check, {"pattern": f"^(?:{form})$"})


def sid(prefix: str) -> Constraint:
    """A Twilio SID: two letters that say the kind, and 32 hexadecimal digits."""
    return matches(f"{prefix}[0-9a-fA-F]{{32}}", f"a SID needed: {prefix} and 32 hexadecimal digits")


def as_tuple(value: object) -> tuple[object, ...]:
    """YAML's lists become tuples, which stay as they are."""
    if not isinstance(value, list):
        raise ValueError("a list needed")  # noqa: TRY004  # pydantic collects no TypeError
    return tuple(value)


# Everyday forms are recognised here, of e-mail addresses and of the phone numbers above; only others wait for
# the libraries, whose import would cost every preview half as much as pydantic's (bench/preview_cost.py).
_EVERYDAY_EMAIL = re.compile(
    r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+(com|org|net|edu|gov|biz|info|io|co|us|ca)"
)


def _check_email(value: str) -> str:
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


def _check_phone(value: str) -> str:
    if _NORTH_AMERICAN.fullmatch(value):
        return value
    import phonenumbers  # noqa: PLC0415

    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException as error:
        raise ValueError(
            "not a phone number in E.164 form: + and the country code, as in +1 and ten digits"
        ) from error
    if phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) != value:
        raise ValueError("not a phone number in E.164 form: + and the country code, as in +1 and ten digits")
    if not phonenumbers.is_possible_number(number):
        raise ValueError("no such phone number: too long, too short, or an unknown country")
    return value


def _check_us_or_canadian(value: str) -> str:
    number = _NORTH_AMERICAN.fullmatch(value)
    if number is None or _NOT_US_OR_CANADA.fullmatch(number.group(1)):
        raise ValueError("not a US or Canadian number, which a sole proprietor's mobile must be (P12)")
    if number.group(1) in _TOLL_FREE:
        raise ValueError(
            "a toll-free number, which no mobile phone has; the text message goes to a mobile (O1)"
        )
    return value


def _check_keyword(value: str) -> str:
    if not value.isalnum():
        raise ValueError("letters and digits needed (C3)")
    return value


Name = Annotated[str, characters(1, 100)]
Email = Annotated[str, Constraint(_check_email, {"pattern": r"^[^@\s]+@[^@\s]+\.[^@\s]+$"})]
Phone = Annotated[str, Constraint(_check_phone, {"pattern": r"^\+[1-9][0-9]{1,14}$"})]
NorthAmericanPhone = Annotated[
    str,
    Constraint(_check_phone),
    Constraint(_check_us_or_canadian, {"pattern": r"^\+1[2-9][0-9]{2}[2-9][0-9]{6}$"}),
]
Url = Annotated[
    str, matches(r"https?://[^\s/]+\.[^\s]+", "a URL that starts with https:// or http:// needed")
]
Keyword = Annotated[str, Constraint(_check_keyword, {"pattern": r"^[^\s_.,:;!?-]+$"})]
Keywords = Annotated[tuple[Keyword, ...], BeforeValidator(as_tuple)]
