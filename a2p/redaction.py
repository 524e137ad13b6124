"""
What may be told of secrets and personal data: nothing. The one place that takes them out of a text.

It removes two kinds of things: values this process knows to be secret or personal (`learn`, `keep_secret`),
and whatever looks like an e-mail address, a phone number, a tax ID or an auth token, wherever it comes from.
SIDs, codes and the names of keys stay, so that a message can be pasted into a ticket and still be understood.

Nothing is compiled, and no value looked at twice, before there is a text to tell: a preview without errors
pays for the learning alone.
"""

import functools
import json
import logging
import re
import threading
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote, quote_plus

EMAIL, PHONE, TAX_ID, STREET = "[e-mail]", "[phone number]", "[tax ID]", "[street]"
NAME, SECRET = "[name]", "[secret]"
REMOVED: Final = (EMAIL, PHONE, TAX_ID, STREET, NAME, SECRET)

# What stands under these keys is personal, in a stack file, in a spec, and at Twilio.
_KINDS: Final[Mapping[str, str]] = {
    "email": EMAIL,
    "brand_contact_email": EMAIL,
    "phone_number": PHONE,
    "mobile_phone_number": PHONE,
    "business_registration_number": TAX_ID,
    "street": STREET,
    "street_secondary": STREET,
    "customer_name": NAME,
    "last_name": NAME,
    "vetting_id": SECRET,
}
PERSONAL_KEYS: Final = frozenset({*_KINDS, "first_name"})
_SHORTEST = 3  # characters; "Do" would take more out of a text than a surname
_FEWEST = 7  # digits of a phone number, without its area code
_DEEPEST = 12  # a declaration is four levels deep

_PHONES = (
    r"(?:(?<!\w)\+|%2B)1[ .-]?\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]?\d{4}(?!\w)"
    r"|(?:(?<!\w)\+|%2B)(?:[2-9]|1\d)(?:[ ().-]?\d){6,13}(?!\w)"
    r"|(?<![\w.+-])(?:1[ .-])?\(?[2-9]\d{2}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?![\w-])"
    r"|(?<![\w.+-])1?[2-9]\d{2}[2-9]\d{6}(?![\w-])"
)
_IN_ADDRESS = r"[^\s@<>\"'`,;:()\[\]{}=&?/%]"
# What takes the place, what a text must hold for it to be looked for at all, and what it looks like.
_PATTERNS: Final = (
    (EMAIL, ("@", "%40"), rf"{_IN_ADDRESS}{{1,64}}(?:@|%40){_IN_ADDRESS}{{1,190}}\.[^\W\d_]{{2,24}}"),
    (TAX_ID, (), r"(?<![\w-])(?:\d{2}-\d{7}|\d{3}-\d{2}-\d{4}|\d{9})(?![\w-])"),
    (PHONE, (), _PHONES),
    (SECRET, (), r"(?<!\w)[0-9a-f]{32}(?!\w)"),
    (STREET, ("Street: ",), r"(?<=Street: )[^;.\n\[][^;\n]{0,120}?(?=;|\.?\s*$|\. )"),
)
# Not personal: the number every sole proprietor's text message comes from (O1).
_TWILIOS_OWN = "19152782000"
# Control characters and marks that reorder a line: they make a message look like another one.
_UNSEEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"


class _Known:
    """The values this process knows, each with what takes its place."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: dict[str, str] = {}
        self._written: dict[str, str] | None = None

    def add(self, values: Iterable[tuple[str, str]]) -> None:
        """Remember values."""
        new = {value: kind for value, kind in values if value not in self._values and len(value) >= _SHORTEST}
        if new:
            with self._lock:
                self._values |= new
                self._written = None

    def removed(self, text: str) -> str:
        """The text without any of them, however it is written in a URL or in JSON."""
        with self._lock:
            if self._written is None:
                self._written = {form: kind for value, kind in self._values.items() for form in _forms(value)}
            written = self._written
        here = sorted((form for form in written if form in text), key=len, reverse=True)
        if not here:
            return text
        found = re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in here))
        return found.sub(lambda match: written[match.group()], text)


_known = _Known()


def keep_secret(*values: str | None) -> None:
    """Have these values told nowhere: tokens, API secrets."""
    _known.add((value, SECRET) for value in values if value)


def learn(data: Any) -> None:
    """Have what is personal in a declaration, in an engine's dictionary or in an answer told nowhere."""
    _known.add(_personal(data, 0))


def personal_values(data: Any) -> frozenset[str]:
    """What is personal in it, as `learn` reads it."""
    return frozenset(value for value, _kind in _personal(data, 0))


def redact(text: str) -> str:
    """The text, safe to print, to log, and to paste into a ticket."""
    told = _known.removed(text if text.isprintable() else _compiled(_UNSEEN).sub(" ", text))
    for kind, needs, pattern in _PATTERNS:
        if any(each in told for each in needs) if needs else _has_a_number(told):
            told = _compiled(pattern).sub(functools.partial(_replaced, kind), told)
    return told


def redacted(data: Any) -> Any:
    """The same data, every text in it redacted."""
    if isinstance(data, str):
        return redact(data)
    if isinstance(data, Mapping):
        return {key: redacted(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return type(data)(redacted(each) for each in data)
    return data


class Formatter(logging.Formatter):
    """Writes log lines, tracebacks included, without what is secret or personal."""

    def format(self, record: logging.LogRecord) -> str:
        """One record, redacted as a whole."""
        return redact(super().format(record))


def _personal(data: Any, depth: int) -> Iterable[tuple[str, str]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, Mapping):
        if isinstance(first := data.get("first_name"), str) and isinstance(
            last := data.get("last_name"), str
        ):
            yield f"{first} {last}", NAME
        for key, value in data.items():
            if isinstance(value, str):
                if key in _KINDS:
                    yield value.strip(), _KINDS[key]
            else:
                yield from _personal(value, depth + 1)
    elif isinstance(data, list | tuple):
        for each in data:
            yield from _personal(each, depth + 1)


def _forms(value: str) -> set[str]:
    """A value as it may be quoted: in a URL, in JSON; a tax ID or phone number without its marks."""
    forms = {value, quote(value), quote_plus(value), json.dumps(value)[1:-1]}
    digits = re.sub(r"\D", "", value)
    if len(digits) >= 9 and len(digits) >= len(value) - 4:
        forms |= {digits, digits.removeprefix("1")}
    return forms


def _has_a_number(text: str) -> bool:
    """Whether there are digits enough for a phone number, SIDs aside; most texts of a preview have none."""
    words = text.replace("/", " ").split()
    return sum(sum(map(str.isdecimal, word)) for word in words if not _is_sid(word)) >= _FEWEST


def _is_sid(word: str) -> bool:
    return len(word) == 34 and word.isalnum() and word[:2].isupper()


def _replaced(kind: str, match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    return match.group() if kind is PHONE and digits == _TWILIOS_OWN else kind


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
