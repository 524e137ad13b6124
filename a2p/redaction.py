"""
Removes secrets and personal data from any text before it is printed or logged.

It removes two kinds of values: values this process knows to be secret or personal (`learn`, `keep_secret`),
and whatever looks like an e-mail address, a phone number, a tax ID or an auth token, wherever it comes from.
SIDs, codes and the names of keys stay, so that a message can be pasted into a ticket and still be understood.

Patterns are compiled when the first text is redacted, so a preview without errors only pays for the learning.
"""

import functools
import json
import logging
import re
import threading
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote, quote_plus

from a2p.known_values import SHORTEST, KnownValues
from a2p.state.addresses import hide_credentials

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
# Surnames too, and words of our own messages: such a value is removed only as it is declared.
_COMMON_WORDS: Final = frozenset(
    """
    address approved bank banks bill black bond book booker brand brown bundle campaign carrier case
    cash charge child close code cook cost court day delay delete edit error fair fee field fields file
    fine first fox french gates good grant green hand help hill king lane law link little live lock long
    low major may more new north number page park parks paid piece place post power price profile quick
    reader register rich rose rule service short small smart south stack stage state status stop street
    strong text token type usage wait ward way west white will word young
    """.split()  # noqa: SIM905 -- a hundred words are read as a text, not as a list of strings
)
_FEWEST = 7  # digits of a phone number, without its area code
_DEEPEST = 12  # a declaration is four levels deep

_GAP = r"[ .\u00a0\u2010-\u2015\u2212-]"  # what separates the groups of a number; %20 and %2D below
_PHONES = (
    rf"(?:(?<!\w)\+|%2B)1(?:{_GAP}|%20|%2D)?\(?\d{{3}}\)?(?:{_GAP}|%20|%2D){{0,2}}\d{{3}}(?:{_GAP}|%20|%2D)?\d{{4}}(?!\w)"
    r"|(?:(?<!\w)\+|%2B)(?:[2-9]|1\d)(?:[ ().-]?\d){6,13}(?!\w)"
    rf"|(?<![\w.+-])(?:(?:00)?1{_GAP})?\(?[2-9]\d{{2}}\)?{_GAP}{{1,2}}\d{{3}}{_GAP}\d{{4}}(?![\w-])"
    rf"|(?<![\w+])(?:1{_GAP})?\([2-9]\d{{2}}\){_GAP}{{0,2}}\d{{3}}{_GAP}?\d{{4}}(?![\w-])"
    rf"|(?<![\w.+-])[2-9]\d{{2}}{_GAP}[2-9]\d{{6}}(?![\w-])"
    r"|(?<![\w.+-])(?:00)?1?[2-9]\d{2}[2-9]\d{6}(?![\w-])"
)
_TAX_IDS = (
    rf"(?<![\w-])(?:\d{{2}}(?:{_GAP}|%2D|%20)\d{{7}}|\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{4}}|\d{{9}})(?![\w-])"
)
_IN_ADDRESS = r"[^\s@<>\"'`,;:()\[\]{}=&?/%]"
# What takes the place, what a text must hold for it to be looked for at all, and what it looks like.
_PATTERNS: Final = (
    (EMAIL, ("@", "%40"), rf"{_IN_ADDRESS}{{1,64}}(?:@|%40){_IN_ADDRESS}{{1,190}}\.[^\W\d_]{{2,24}}"),
    (TAX_ID, (), _TAX_IDS),
    (PHONE, (), _PHONES),
    (SECRET, (), r"(?<!\w)(?=\w{0,31}\d)(?=\w{0,31}[A-Za-z])[0-9A-Za-z]{32}(?!\w)"),
    (STREET, ("Street: ",), r"(?<=Street: )[^;.\n\[][^;\n]{0,120}?(?=;|\.?\s*$|\. )"),
)
# Not personal: the number every sole proprietor's text message comes from (O1).
_TWILIOS_OWN = "19152782000"
# Nor are the Twilio numbers that a customer sends from: they stand below phone_numbers, and in every message.
_permitted: set[str] = set()
# Nor are the contact addresses of Twilio and The Campaign Registry; one that is declared is removed as known.
_VENDORS_ADDRESS = re.compile(r"@(?:twilio|campaignregistry)\.com$")
# Control characters and marks that reorder a line: they make a message look like another one.
_UNSEEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]"


class _Known:
    """The values this process knows, each with what takes its place."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values = KnownValues()
        self._secrets: dict[str, None] = {}

    def add(self, values: Iterable[tuple[str, str]]) -> None:
        """Remember values."""
        with self._lock:
            for value, kind in values:
                self._values.add(value, kind, common_words=_COMMON_WORDS)

    def add_secrets(self, values: Iterable[str]) -> None:
        """Remember values that are removed also where they are part of a word, and of punctuation alone."""
        with self._lock:
            for value in values:
                self._values.add(value, SECRET)
                for form in (value, quote(value, safe=""), quote_plus(value), json.dumps(value)[1:-1]):
                    if len(form) >= SHORTEST:
                        self._secrets[form] = None

    def remove_from(self, text: str) -> str:
        """The text without any of them, in whatever spelling."""
        for secret in sorted((form for form in self._secrets if form in text), key=len, reverse=True):
            text = text.replace(secret, SECRET)
        return self._values.replace(text)


_known = _Known()


def keep_secret(*values: str | None) -> None:
    """Have these values told nowhere: tokens, API secrets."""
    _known.add_secrets(value for value in values if value)


def permit_numbers(*numbers: str) -> None:
    """Have these phone numbers of the account shown: those that send, in E.164 form."""
    _permitted.update(re.sub(r"\D", "", number) for number in numbers)


def learn(data: Any) -> None:
    """Have what is personal in a declaration, in an engine's dictionary or in an answer told nowhere."""
    _known.add(_find_personal(data, 0))


def list_personal_values(data: Any) -> frozenset[str]:
    """What is personal in it, as `learn` reads it."""
    return frozenset(value for value, _kind in _find_personal(data, 0))


def redact(text: str) -> str:
    """The text, safe to print, to log, and to paste into a ticket."""
    redacted_text = hide_credentials(text if text.isprintable() else _compile(_UNSEEN).sub(" ", text))
    redacted_text = _known.remove_from(redacted_text)
    for kind, needs, pattern in _PATTERNS:
        if any(each in redacted_text for each in needs) if needs else _has_a_number(redacted_text):
            redacted_text = _compile(pattern).sub(functools.partial(_replacement, kind), redacted_text)
    return redacted_text


def redact_data(data: Any) -> Any:
    """The same data, every text in it redacted."""
    if isinstance(data, str):
        return redact(data)
    if isinstance(data, Mapping):
        return {key: redact_data(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return type(data)(redact_data(each) for each in data)
    return data


class Formatter(logging.Formatter):
    """Writes log lines, tracebacks included, without what is secret or personal."""

    def format(self, record: logging.LogRecord) -> str:
        """One record, redacted as a whole."""
        return redact(super().format(record))


def _find_personal(data: Any, depth: int) -> Iterable[tuple[str, str]]:
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
                yield from _find_personal(value, depth + 1)
    elif isinstance(data, list | tuple):
        for each in data:
            yield from _find_personal(each, depth + 1)


def _has_a_number(text: str) -> bool:
    """Whether there are digits enough for a phone number, SIDs aside; most texts of a preview have none."""
    words = text.replace("/", " ").split()
    return sum(sum(map(str.isdecimal, word)) for word in words if not _is_sid(word)) >= _FEWEST


def _is_sid(word: str) -> bool:
    return len(word) == 34 and word.isalnum() and word[:2].isupper()


def _replacement(kind: str, match: re.Match[str]) -> str:
    found = match.group()
    if kind is PHONE and (digits := re.sub(r"\D", "", found)) and digits in {_TWILIOS_OWN, *_permitted}:
        return found
    return found if kind is EMAIL and _VENDORS_ADDRESS.search(found.lower()) else kind


@functools.cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
