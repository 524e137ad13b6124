"""The numbers that send: `phone_numbers`, by SID, by the number itself, or to be bought."""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Discriminator, Tag

from a2p.declared.fields.field_types import Constraint, Declared, as_tuple, matches
from a2p.specs import PhoneNumberSpec
from a2p.specs.codec import encode_value
from a2p.specs.number import format_mark, make_entry

NUMBER: Final = r"\+1[2-9][0-9]{2}[2-9][0-9]{6}"
_SID: Final = "PN[0-9a-fA-F]{32}"
# What pydantic puts into a location to say which form an entry has; a2p/declared/pydantic_errors.py drops it.
TEXT, PURCHASE = "<text>", "<purchase>"


class DeclaredPurchase(Declared):
    """What a number has to be to be bought: a local one of the United States, as Twilio searches for it."""

    area_code: Annotated[str, matches("[2-9][0-9]{2}", 'three digits needed, as in "415"')] | None = None
    contains: (
        Annotated[
            str,
            matches(r"[0-9A-Za-z*]{2,10}", "two to ten digits or letters needed, with * for any one digit"),
        ]
        | None
    ) = None
    capabilities: Annotated[tuple[Literal["sms", "mms", "voice"], ...], BeforeValidator(as_tuple)] = ("sms",)


class DeclaredBoughtNumber(Declared):
    """
    A number that the stack buys once and keeps.

    name: tells several apart; the number is found again by it. release: whether it is given back to Twilio
    when it is taken out of the list, or the stack is destroyed.
    """

    buy: DeclaredPurchase
    name: Annotated[
        str, matches("[a-z0-9][a-z0-9-]{0,19}", "small letters, digits and - needed, 20 at most")
    ] = "main"
    release: bool = False

    @property
    def key(self) -> str:
        """How the stack's other resources name it, before and after it has a SID."""
        return make_entry(self.name, release=self.release)

    def inputs(self, mark: str) -> dict[str, Any]:
        """PhoneNumber's inputs."""
        wanted = self.buy.model_dump(exclude_none=True)
        spec = PhoneNumberSpec(friendly_name=format_mark(mark, self.name), release=self.release, **wanted)
        return {name: encode_value(value) for name, value in vars(spec).items() if value is not None}


def _check_text(value: str) -> str:
    if re.fullmatch(f"{_SID}|{NUMBER}", value):
        return value
    if value.startswith("PN"):
        raise ValueError("a SID needed: PN and 32 hexadecimal digits")
    if value.startswith("+"):
        raise ValueError("a US or Canadian number needed: +1 and ten digits")
    raise ValueError("a number's SID (PN…), a number such as +1 and ten digits, or buy: {…} needed")


def _find_form(value: Any) -> str:
    return PURCHASE if isinstance(value, dict | DeclaredBoughtNumber) else TEXT


NumberEntry = Annotated[
    Annotated[str, Constraint(_check_text, {"pattern": f"^(?:{_SID}|{NUMBER})$"}), Tag(TEXT)]
    | Annotated[DeclaredBoughtNumber, Tag(PURCHASE)],
    Discriminator(_find_form),
]
PhoneNumbers = Annotated[tuple[NumberEntry, ...], BeforeValidator(as_tuple)]


def key_of(entry: str | DeclaredBoughtNumber) -> str:
    """The entry as a text: a SID, a number in E.164 form, or `bought:<name>`."""
    return entry if isinstance(entry, str) else entry.key


def list_number_keys(entries: Iterable[str | DeclaredBoughtNumber]) -> tuple[str, ...]:
    """The entries as texts, in the order of the file."""
    return tuple(map(key_of, entries))


def name_number(entry: str | DeclaredBoughtNumber) -> str:
    """What a stack calls the association of an entry's number: by its SID, its digits, or its own name."""
    if isinstance(entry, DeclaredBoughtNumber):
        return f"phone-number-bought-{entry.name}"
    return f"phone-number-{entry.removeprefix('+')}"


def list_written(config: Mapping[str, Any]) -> list[Any]:
    """The entries of all Campaigns of a file as they are written, those of a wrong shape left out."""
    campaigns = config.get("campaigns")
    sections = [config, *(campaigns.values() if isinstance(campaigns, Mapping) else ())]
    lists = [each.get("phone_numbers") for each in sections if isinstance(each, Mapping)]
    return [entry for entries in lists if isinstance(entries, list) for entry in entries]


def list_e164(entries: Iterable[object]) -> list[str]:
    """The numbers among the entries of a list, as it was written."""
    return [each for each in entries if isinstance(each, str) and re.fullmatch(NUMBER, each)]


def normalise_entry(entry: str) -> str:
    """A text of phone_numbers as it is compared: the digits of a SID may be written in capitals."""
    return entry[:2] + entry[2:].lower() if entry.startswith("PN") else entry
