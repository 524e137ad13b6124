"""
What Pulumi makes of a value without quotes. It reads YAML other than Python does: `yes` is a text to it.

Tried on the engine: `02139` is the number 2139, `01234` is octal, `12:30` and `on` are texts, `True` is a
boolean, and a day becomes a text with a time.
"""

import re
from datetime import date

Scalar = str | int | float | bool | None

_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))")
_BASES = (16, 2, 8, 10)
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def parse_unquoted(text: str) -> Scalar:
    """The value of a scalar that stands in the file without quotes."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    digits = text.replace("_", "")
    if (whole := _INTEGER.fullmatch(digits)) is not None:
        return _parse_integer(whole)
    if _NUMBER.fullmatch(digits):
        number = float(digits)
        return int(number) if number.is_integer() else number
    return _parse_day(text) or text


def scalar_to_text(value: Scalar) -> str:
    """A value that stands alone under its key, as Pulumi hands it to the program: always a text."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _parse_integer(whole: re.Match[str]) -> int:
    sign, *bases = whole.groups()
    digits, base = next((group, base) for group, base in zip(bases, _BASES, strict=True) if group is not None)
    return int(f"{sign}{digits}", base)


def _parse_day(text: str) -> str:
    if (parts := _DAY.fullmatch(text)) is None:
        return ""
    try:
        return f"{date(*map(int, parts.groups()))} 00:00:00 +0000 UTC"
    except ValueError:
        return ""
