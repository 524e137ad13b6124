"""
Finds known values in a text in whatever spelling: the index behind `a2p.redaction`.

Value and text are compared as runs of letters and digits: case-folded, without accents and punctuation, with
URL, HTML and JSON escapes undone, and with the words of postal addresses abbreviated as the postal service
does. So `7317 Zanzibar Avenue`, `7317 ZANZIBAR AVE` and `7317%20Zanzibar%20Ave.` are one value.

The cost of a text depends on its length, and not on how many values are known.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

SHORTEST: Final = 3  # letters and digits; "Do" would take more out of a text than a surname
_PREFIX: Final = 3  # characters by which most words of a text are known to begin no value
_LONGEST: Final = 400  # letters and digits; no declared value is longer

# The words of an address that Twilio and postal services shorten (USPS Publication 28, appendices B and C).
_ABBREVIATIONS: Final[Mapping[str, str]] = {
    "avenue": "ave", "av": "ave", "street": "st", "str": "st", "road": "rd", "drive": "dr", "lane": "ln",
    "boulevard": "blvd", "court": "ct", "place": "pl", "square": "sq", "terrace": "ter", "circle": "cir",
    "highway": "hwy", "parkway": "pkwy", "trail": "trl", "way": "way", "alley": "aly", "plaza": "plz",
    "suite": "ste", "apartment": "apt", "building": "bldg", "floor": "fl", "room": "rm", "department": "dept",
    "north": "n", "south": "s", "east": "e", "west": "w",
    "northeast": "ne", "northwest": "nw", "southeast": "se", "southwest": "sw",
}  # fmt: skip
_ESCAPED = re.compile(
    r"(?:%(?:25)*[0-9A-Fa-f]{2})+"
    r"|&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});"
    r"|(?:\\u[0-9A-Fa-f]{4})+|\\[nrt]"
)
_RUN = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True)
class _Token:
    """
    A run of letters or of digits of a text.

    text: as it is compared. start, end: its place in the text as it was given. opens, closes: whether no
    letter or digit stands before, or behind it.
    """

    text: str
    start: int
    end: int
    opens: bool
    closes: bool


@dataclass(frozen=True)
class _Value:
    """kind: what takes the value's place. exact: the only spelling that counts, or None for all."""

    kind: str
    exact: str | None
    digits: bool


class KnownValues:
    """Values by their comparable form. Not thread-safe for writers; readers may read at any time."""

    def __init__(self) -> None:
        self._values: dict[str, _Value] = {}
        self._prefixes: set[str] = set()
        self._seen: set[str] = set()

    def add(self, value: str, kind: str, *, common_words: frozenset[str] = frozenset()) -> None:
        """
        Remember a value; `kind` takes its place in texts.

        A value that is one of `common_words` is found only as it is written here. One with fewer than
        SHORTEST letters and digits is not remembered.
        """
        if value in self._seen:
            return
        self._seen.add(value)
        exact = value if value.casefold() in common_words else None
        for form in _forms(value):
            if SHORTEST <= len(form) <= _LONGEST and form not in self._values:
                self._values[form] = _Value(kind, exact, form.isdigit())
                self._prefixes.add(form[:_PREFIX])

    def replace(self, text: str) -> str:
        """The text with the kind of each value in its place; the longest value wins."""
        if not self._values:
            return text
        tokens = tuple(_tokens(text))
        pieces, done, index = [], 0, 0
        while index < len(tokens):
            match = self._longest(tokens, index, text)
            if match is None:
                index += 1
                continue
            last, kind = match
            pieces += [text[done : tokens[index].start], kind]
            done, index = tokens[last].end, last + 1
        return text if not pieces else "".join(pieces) + text[done:]

    def _longest(self, tokens: tuple[_Token, ...], first: int, text: str) -> tuple[int, str] | None:
        """The last token and the kind of the longest value that begins with token `first`, or None."""
        form, longest = "", None
        for last in range(first, len(tokens)):
            form += tokens[last].text
            if len(form) > _LONGEST or (len(form) >= _PREFIX and form[:_PREFIX] not in self._prefixes):
                break
            value = self._values.get(form)
            if value is not None and _fits(value, tokens[first], tokens[last], text):
                longest = last, value.kind
        return longest


def _fits(value: _Value, first: _Token, last: _Token, text: str) -> bool:
    if value.exact is not None and text[first.start : last.end] != value.exact:
        return False
    # Behind a label, as in EIN917654321, and not in the middle of an id.
    return (first.opens or last.closes) if value.digits else (first.opens and last.closes)


def fold(value: str) -> str:
    """A value as it is compared: letters and digits only, case-folded, words of addresses abbreviated."""
    return "".join(token.text for token in _tokens(value))


def _forms(value: str) -> Iterator[str]:
    """The comparable forms of a value: of digits also with and without the country code."""
    form = fold(value)
    yield form
    if form.isdigit() and len(form) >= 10:
        national = form[-10:] if len(form) == 10 or form[:-10] in {"1", "001"} else form
        yield from (national, f"1{national}", f"001{national}") if len(national) == 10 else (f"00{form}",)


def _tokens(text: str) -> Iterator[_Token]:
    plain, places = _plain(text)
    runs = list(_RUN.finditer(plain))
    for index, run in enumerate(runs):
        start, end = run.span()
        word = run[0]
        yield _Token(
            _ABBREVIATIONS.get(word, word),
            start if places is None else places[start][0],
            end if places is None else places[end - 1][1],
            index == 0 or runs[index - 1].end() < start,
            index == len(runs) - 1 or runs[index + 1].start() > end,
        )


def _plain(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """The text as it is compared, and the place in `text` of each of its characters (None: the same)."""
    if text.isascii() and _ESCAPED.search(text) is None:
        return text.lower(), None
    characters: list[str] = []
    places: list[tuple[int, int]] = []
    for piece, start, end in _pieces(text):
        for character in _fold(piece):
            characters.append(character)
            places.append((start, end))
    return "".join(characters), places


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Each character of a text, and each run of escapes as what it stands for, with its place."""
    done = 0
    for match in _ESCAPED.finditer(text):
        yield from ((text[place], place, place + 1) for place in range(done, match.start()))
        yield _unescape(match[0]), match.start(), match.end()
        done = match.end()
    yield from ((text[place], place, place + 1) for place in range(done, len(text)))


def _unescape(escaped: str) -> str:
    if escaped.startswith("&"):
        return html.unescape(escaped)
    if escaped.startswith("\\u"):
        return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda match: chr(int(match[1], 16)), escaped)
    if escaped.startswith("\\"):
        return " "
    return unquote(re.sub(r"%(?:25)+", "%", escaped))


def _fold(piece: str) -> Iterable[str]:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", piece).casefold())
    return (character for character in decomposed if not unicodedata.combining(character))
